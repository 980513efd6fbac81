import { Inject, Injectable } from '@nestjs/common';
import { render } from 'preact-render-to-string';
import type { Reply, Request } from '../../access/http/request';
import { PageCookies } from '../http/page-cookies';
import { Stylesheet } from '../style/stylesheet';
import { inLanguage } from '../text/language';
import { NOTICES } from './notices';
import { Page, type PageContent } from './page';

/** Sends a page to a person. */
@Injectable()
export class Pages {
  constructor(
    @Inject(Stylesheet) private readonly stylesheet: Stylesheet,
    @Inject(PageCookies) private readonly cookies: PageCookies,
  ) {}

  /**
   * Pages hold personal data: nothing on the way keeps them. `content` as a function is made in the language of the
   * reader; needed wherever its title or body is put together from texts.
   */
  send(request: Request, reply: Reply, content: PageContent | (() => PageContent), status = 200): void {
    const frame = {
      assets: this.stylesheet,
      visit: request.visit ?? null,
      // a page that tells of an error is the same for every address
      path: request.method === 'GET' && status === 200 ? request.url.split('?')[0]! : '/',
      notice: NOTICES[this.cookies.takeNotice(request, reply) ?? ''],
    };
    const page = inLanguage(this.cookies.language(request), () =>
      render(<Page {...(typeof content === 'function' ? content() : content)} {...frame} />),
    );
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(`<!DOCTYPE html>${page}`);
  }

  /** Leads on after a change; the next page says `notice`, a name of `NOTICES`, once. */
  leadTo(request: Request, reply: Reply, path: string, notice?: keyof typeof NOTICES): void {
    request.done = { path, ...(notice ? { notice } : {}) };
    if (notice) this.cookies.leaveNotice(request, reply, notice);
    reply.redirect(path, 303);
  }
}
