import { Inject, Injectable } from '@nestjs/common';
import { Cookies } from '../../access/http/cookies';
import type { Reply, Request } from '../../access/http/request';
import { type Language, LANGUAGES } from '../text/language';

/** Dutch or English. */
const LANGUAGE_COOKIE = 'leerspoor_taal';
/** The name of what the next page says once. */
const NOTICE_COOKIE = 'leerspoor_bericht';
const YEAR_SECONDS = 365 * 24 * 3600;

/** What the pages keep in the browser beside the login. */
@Injectable()
export class PageCookies {
  constructor(@Inject(Cookies) private readonly cookies: Cookies) {}

  language(request: Request): Language {
    return LANGUAGES.find((one) => one === this.cookies.read(request, LANGUAGE_COOKIE)) ?? 'nl';
  }

  setLanguage(request: Request, reply: Reply, language: Language): void {
    reply.setCookie(this.cookies.name(request, LANGUAGE_COOKIE), language, {
      ...this.options(request),
      maxAge: YEAR_SECONDS,
    });
  }

  /** What the page before left to say, once: it is gone after this. */
  takeNotice(request: Request, reply: Reply): string | undefined {
    const notice = this.cookies.read(request, NOTICE_COOKIE);
    if (notice) reply.clearCookie(this.cookies.name(request, NOTICE_COOKIE), this.options(request));
    return notice;
  }

  leaveNotice(request: Request, reply: Reply, notice: string): void {
    reply.setCookie(this.cookies.name(request, NOTICE_COOKIE), notice, { ...this.options(request), maxAge: 60 });
  }

  private options(request: Request) {
    return { ...this.cookies.options(request), sameSite: 'lax' as const };
  }
}
