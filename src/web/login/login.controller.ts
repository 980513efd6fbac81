import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { AccountService } from '../../access/accounts';
import { OpenToAll } from '../../access/open-to-all';
import { sameSecret, SessionService } from '../../access/sessions';
import { Cookies } from '../http/cookies';
import { field } from '../http/form';
import { CSRF_FIELD, notFromHere } from '../http/login.guard';
import type { Reply, Request } from '../http/request';
import { Visits } from '../http/visits';
import { LoginPage } from './login-page';

const HOME = '/dossiers';

@Controller()
export class LoginController {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(LoginPage) private readonly page: LoginPage,
  ) {}

  @Get()
  home(@Res() reply: Reply): void {
    reply.redirect(HOME, 303);
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
    const to = localPath(field(body, 'naar'));
    const username = field(body, 'gebruikersnaam');
    const password = field(body, 'wachtwoord');
    const errors = [
      ...(username.trim() === '' ? [{ field: 'gebruikersnaam', text: 'Vul uw gebruikersnaam in.' }] : []),
      ...(password === '' ? [{ field: 'wachtwoord', text: 'Vul uw wachtwoord in.' }] : []),
    ];
    if (errors.length > 0) return this.page.send(request, reply, { to, username, errors, status: 422 });
    const verdict = await this.accounts.verify(username, password, request.ip);
    if (verdict.kind === 'good') {
      const token = await this.sessions.open(verdict.accountId, this.cookies.session(request));
      this.cookies.setSession(request, reply, token);
      reply.redirect(to, 303);
      return;
    }
    const [status, text] =
      verdict.kind === 'wrong'
        ? [422, 'De gebruikersnaam of het wachtwoord klopt niet.']
        : [429, 'Te veel pogingen. Wacht een kwartier en probeer het dan opnieuw.'];
    this.page.send(request, reply, { to, username, errors: [{ field: 'gebruikersnaam', text }], status });
  }

  @Post('uitloggen')
  async logout(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const token = this.cookies.session(request);
    if (token) await this.sessions.close(token);
    this.cookies.clearSession(request, reply);
    reply.redirect('/inloggen', 303);
  }
}

/** A path inside this house; anything else becomes the work list, so that nobody is sent away by a link. */
function localPath(path: string): string {
  return /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/i.test(path) && path !== '/' && path !== '/inloggen' ? path : HOME;
}
