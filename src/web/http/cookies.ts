import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { SESSION_TERMS } from '../../access/terms';
import { Settings } from '../../platform/settings';
import type { Reply, Request } from './request';

export const SESSION_COOKIE = 'leerspoor_sessie';
/** Ties the login form to this browser, before there is a session. */
export const LOGIN_COOKIE = 'leerspoor_inloggen';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Our two cookies. They are Secure wherever the connection can be https: always where we listen to more than this
 * machine, and on this machine where a proxy says that the visitor came by https.
 */
@Injectable()
export class Cookies {
  private readonly onlyHere: boolean;

  constructor(@Inject(Settings) settings: Settings) {
    this.onlyHere = LOOPBACK.includes(settings.HOST);
  }

  session(request: Request): string | undefined {
    return request.cookies[SESSION_COOKIE];
  }

  login(request: Request): string | undefined {
    return request.cookies[LOGIN_COOKIE];
  }

  /** Ends with the browser; the server ends it sooner. */
  setSession(request: Request, reply: Reply, token: string): void {
    reply.setCookie(SESSION_COOKIE, token, { ...this.options(request), sameSite: 'lax' });
  }

  setLogin(request: Request, reply: Reply, token: string): void {
    const maxAge = SESSION_TERMS.absolute / 1000;
    reply.setCookie(LOGIN_COOKIE, token, { ...this.options(request), sameSite: 'strict', maxAge });
  }

  clearSession(request: Request, reply: Reply): void {
    reply.clearCookie(SESSION_COOKIE, { ...this.options(request), sameSite: 'lax' });
  }

  private options(request: Request): CookieSerializeOptions {
    const byHttps = request.headers['x-forwarded-proto'] === 'https' || request.protocol === 'https';
    return { path: '/', httpOnly: true, secure: byHttps || !this.onlyHere };
  }
}
