import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { OpenToAll } from '../../access/open-to-all';
import { choice, field } from '../../access/http/form';
import { localPath } from '../http/local-path';
import type { Reply, Request } from '../../access/http/request';
import { PageCookies } from '../http/page-cookies';
import { LANGUAGES } from '../text/language';

/** Dutch or English, kept in a cookie of this browser. */
@Controller('taal')
export class LanguageController {
  constructor(@Inject(PageCookies) private readonly cookies: PageCookies) {}

  @Post()
  @OpenToAll()
  choose(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): void {
    this.cookies.setLanguage(request, reply, choice(body, 'taal', LANGUAGES));
    reply.redirect(localPath(field(body, 'naar'), '/'), 303);
  }
}
