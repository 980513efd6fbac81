import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { systemActor } from '../../access/actor';
import { Cookies } from '../../access/http/cookies';
import { field } from '../../access/http/form';
import type { Reply, Request } from '../../access/http/request';
import { ProviderLogin } from '../../access/oidc/provider-login';
import { ProviderSessions } from '../../access/oidc/provider-sessions';
import { Providers } from '../../access/oidc/providers';
import { OpenToAll } from '../../access/open-to-all';
import { Problem } from '../../platform/errors';
import { localPath } from '../http/local-path';

/** Logging in at the OpenID provider of the own organisation. */
@OpenToAll()
@Controller('inloggen/oidc/:aanbieder')
export class ProviderController {
  constructor(
    @Inject(ProviderLogin) private readonly logins: ProviderLogin,
    @Inject(ProviderSessions) private readonly kept: ProviderSessions,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  @Get()
  async leave(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('aanbieder') code: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { address, cookie } = await this.logins.leave(code, localPath(field(query, 'naar'), '/'));
    this.cookies.setProvider(request, reply, cookie);
    reply.redirect(address, 303);
  }

  @Get('terug')
  async arrive(@Req() request: Request, @Res() reply: Reply, @Param('aanbieder') code: string): Promise<void> {
    const query = request.url.split('?')[1] ?? '';
    const [departure, old] = [this.cookies.provider(request), this.cookies.session(request)];
    this.cookies.clearProvider(request, reply);
    const arrival = await this.logins.arrive(systemActor('pagina', request.ip), code, query, departure, old);
    if (arrival.kind === 'again') {
      this.cookies.setProvider(request, reply, arrival.cookie);
      reply.redirect(arrival.address, 303);
      return;
    }
    this.cookies.setSession(request, reply, arrival.token);
    reply.redirect(arrival.to, 303);
  }

  /** The provider itself says, behind the back of the browser, that a session ended. */
  @Post('afmelden')
  @HttpCode(200)
  async ended(
    @Res({ passthrough: true }) reply: Reply,
    @Param('aanbieder') code: string,
    @Body() body: unknown,
  ): Promise<string> {
    const token = field(body, 'logout_token');
    reply.header('cache-control', 'no-store');
    if (await this.kept.endByProvider(this.providers.require(code), token)) return '';
    throw new Problem('afmelding-ongeldig', 'Dit is geen geldige afmelding.', { status: 400 });
  }
}
