import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { AccountService } from '../../access/accounts/accounts';
import { Audit, PURPOSES } from '../../access/audit';
import { ProviderSessions } from '../../access/oidc/provider-sessions';
import { OpenToAll } from '../../access/open-to-all';
import { SessionService } from '../../access/sessions';
import { sameSecret } from '../../access/tokens';
import { Cookies } from '../../access/http/cookies';
import { field } from '../../access/http/form';
import { CSRF_FIELD, notFromHere } from '../../access/http/login.guard';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Visits } from '../../access/http/visits';
import { homeOf } from '../layout/navigation';
import { localPath } from '../http/local-path';
import { LoginPage } from './login-page';
import { Voor } from '../../access/http/voor';

const HOME = '/';
const ALSO_THERE = 'U bent uitgelogd. U wordt nu ook bij uw organisatie uitgelogd.';

@Voor('ieder')
@Controller()
export class LoginController {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(LoginPage) private readonly page: LoginPage,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(ProviderSessions) private readonly providers: ProviderSessions,
  ) {}

  @Get()
  home(@Req() request: Request, @Res() reply: Reply): void {
    reply.redirect(homeOf(request.visit?.visitor.roles ?? []), 303);
  }

  @Get('inloggen')
  @OpenToAll()
  async show(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    if (await this.visits.of(request)) reply.redirect(HOME, 303);
    else this.page.send(request, reply, { to: HOME });
  }

  @Post('inloggen')
  @OpenToAll()
  async login(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const expected = this.cookies.login(request);
    if (!expected || !sameSecret(field(body, CSRF_FIELD), expected)) throw notFromHere();
    const asked = localPath(field(body, 'naar'), HOME);
    const to = asked === '/inloggen' ? HOME : asked;
    const username = field(body, 'gebruikersnaam');
    const password = field(body, 'wachtwoord');
    const errors = [
      ...(username.trim() === '' ? [{ field: 'gebruikersnaam', text: 'Vul uw gebruikersnaam in.' }] : []),
      ...(password === '' ? [{ field: 'wachtwoord', text: 'Vul uw wachtwoord in.' }] : []),
    ];
    if (errors.length > 0) return this.page.send(request, reply, { to, username, errors, status: 422 });
    const verdict = await this.accounts.verify(username, password, request.ip);
    if (verdict.kind === 'good') {
      const { accountId, next } = verdict;
      if (next === null) this.account(request, 'inloggen', accountId);
      const token = await this.sessions.open(accountId, { old: this.cookies.session(request), stage: next });
      this.cookies.setSession(request, reply, token);
      reply.redirect(next === null ? to : `/inloggen/${next}?naar=${encodeURIComponent(to)}`, 303);
      return;
    }
    this.account(request, 'inloggen', null);
    const [status, text] =
      verdict.kind === 'wrong'
        ? [422, 'De gebruikersnaam of het wachtwoord klopt niet.']
        : [429, 'Te veel pogingen. Wacht een kwartier en probeer het dan opnieuw.'];
    this.page.send(request, reply, { to, username, errors: [{ field: 'gebruikersnaam', text }], status });
  }

  @Post('uitloggen')
  async logout(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    this.account(request, 'uitloggen', visitOf(request).session.accountId);
    const farewell = await this.providers.farewell(visitOf(request).session);
    const token = this.cookies.session(request);
    if (token) await this.sessions.close(token);
    this.cookies.clearSession(request, reply);
    if (farewell === null) return void reply.redirect('/inloggen', 303);
    // a browser follows no redirect of a form to another site: our CSP says so
    reply.header('refresh', `0;url=${farewell}`);
    this.page.send(request, reply, { to: HOME, notice: ALSO_THERE });
  }

  /** Failed attempts too; never what was typed: it may be a password in the wrong field. */
  private account(request: Request, action: 'inloggen' | 'uitloggen', accountId: string | null): void {
    const result = accountId === null ? 'geweigerd' : 'gelukt';
    const event = { action, object: 'account', objectId: accountId, pupils: [], purpose: PURPOSES.toegang } as const;
    this.audit.read(actorOf(request), { ...event, result });
  }
}
