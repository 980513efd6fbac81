import { Inject, Injectable } from '@nestjs/common';
import { render } from 'preact-render-to-string';
import type { Reply, Request } from '../http/request';
import { Stylesheet } from '../style/stylesheet';
import { Page, type PageContent } from './page';

/** Sends a page to a person. */
@Injectable()
export class Pages {
  constructor(@Inject(Stylesheet) private readonly stylesheet: Stylesheet) {}

  /** Pages hold personal data: nothing on the way keeps them. */
  send(request: Request, reply: Reply, content: PageContent, status = 200): void {
    const { css, icon } = this.stylesheet;
    const page = <Page {...content} visit={request.visit ?? null} stylesheet={css.path} icon={icon.path} />;
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(`<!DOCTYPE html>${render(page)}`);
  }
}
