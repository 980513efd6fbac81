import type { ShownPage } from './pages';

/** The first link of a page, without a browser, that a selector of the list of pages means. */
function linkIn(html: string, selector: string): string {
  const inHref = /href\*="([^"]+)"/.exec(selector)?.[1];
  const links = [
    ...html.matchAll(inHref ? /<a [^>]*href="([^"]+)"/g : /<t[hd][^>]*>(?:<div>)?<a [^>]*href="([^"]+)"/g),
  ];
  const found = links.map(([, href]) => href!).find((href) => inHref === undefined || href.includes(inHref));
  if (found === undefined) throw new Error(`no link ${selector}`);
  return found.replaceAll('&amp;', '&');
}

/** The address of a page of the list; `get` gives the HTML of an address. */
export async function addressOf(get: (path: string) => Promise<string>, page: ShownPage): Promise<string> {
  let address = page.path;
  for (const follow of [page.follow ?? []].flat()) {
    const body = await get(address);
    address = linkIn(follow.startsWith('tbody') ? body.slice(body.indexOf('<tbody')) : body, follow);
  }
  return address + (page.then ?? '');
}
