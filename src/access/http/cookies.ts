import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { SESSION_TERMS } from '../terms';
import { publicAddress, Settings } from '../../platform/settings';
import type { Reply, Request } from './request';

const SESSION_COOKIE = 'leerspoor_sessie';
/** Ties the login form to this browser, before there is a session. */
const LOGIN_COOKIE = 'leerspoor_inloggen';

/** Between leaving for a provider and coming back. */
const PROVIDER_COOKIE = 'leerspoor_aanbieder';
const PROVIDER_SECONDS = 600;

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * The cookies of a login. They are Secure wherever the connection can be https: always where we listen to more than this
 * machine or people reach us at an https address, and else where a proxy says that the visitor came by https. They then
 * also have `__Host-` before their name: no other host of the organisation can set one in their place.
 */
@Injectable()
export class Cookies {
  private readonly alwaysSecure: boolean;

  constructor(@Inject(Settings) settings: Settings) {
    this.alwaysSecure = !LOOPBACK.includes(settings.HOST) || publicAddress(settings).startsWith('https://');
  }

  session(request: Request): string | undefined {
    return this.read(request, SESSION_COOKIE);
  }

  login(request: Request): string | undefined {
    return this.read(request, LOGIN_COOKIE);
  }

  /** Ends with the browser; the server ends it sooner. */
  setSession(request: Request, reply: Reply, token: string): void {
    reply.setCookie(this.name(request, SESSION_COOKIE), token, { ...this.options(request), sameSite: 'lax' });
  }

  setLogin(request: Request, reply: Reply, token: string): void {
    const maxAge = SESSION_TERMS.absolute / 1000;
    reply.setCookie(this.name(request, LOGIN_COOKIE), token, { ...this.options(request), sameSite: 'strict', maxAge });
  }

  provider(request: Request): string | undefined {
    return this.read(request, PROVIDER_COOKIE);
  }

  /** Lax: the way back begins at another site. */
  setProvider(request: Request, reply: Reply, departure: string): void {
    const options = { ...this.options(request), sameSite: 'lax' as const, maxAge: PROVIDER_SECONDS };
    reply.setCookie(this.name(request, PROVIDER_COOKIE), departure, options);
  }

  clearProvider(request: Request, reply: Reply): void {
    reply.clearCookie(this.name(request, PROVIDER_COOKIE), { ...this.options(request), sameSite: 'lax' });
  }

  clearSession(request: Request, reply: Reply): void {
    reply.clearCookie(this.name(request, SESSION_COOKIE), { ...this.options(request), sameSite: 'lax' });
  }

  /** A cookie of ours, under the name that it has on this connection and no other. */
  read(request: Request, cookie: string): string | undefined {
    // an error before the cookies were read: there are none
    return request.cookies?.[this.name(request, cookie)];
  }

  name(request: Request, cookie: string): string {
    return this.isSecure(request) ? `__Host-${cookie}` : cookie;
  }

  /** What every cookie of ours has: sent back to the server alone, out of reach of scripts. */
  options(request: Request): CookieSerializeOptions {
    return { path: '/', httpOnly: true, secure: this.isSecure(request) };
  }

  private isSecure(request: Request): boolean {
    return this.alwaysSecure || request.headers['x-forwarded-proto'] === 'https' || request.protocol === 'https';
  }
}
