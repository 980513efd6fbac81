import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { type CodeVerdict, SecondFactor } from '../../access/accounts/second-factor';
import { systemActor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { Cookies } from '../../access/http/cookies';
import { field } from '../../access/http/form';
import { CSRF_FIELD, notFromHere } from '../../access/http/login.guard';
import type { Reply, Request } from '../../access/http/request';
import { Visits } from '../../access/http/visits';
import { OpenToAll } from '../../access/open-to-all';
import { type Session, SessionService } from '../../access/sessions';
import { sameSecret } from '../../access/tokens';
import { localPath } from '../http/local-path';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { CodePage, RecoveryCodesPage, SetupPage } from './second-factor-pages';

const HOME = '/';

const SAID: Record<Exclude<CodeVerdict, 'good'>, { status: number; text: string }> = {
  wrong: { status: 422, text: 'Deze code klopt niet. Wacht op een nieuwe code in uw app en probeer het opnieuw.' },
  'too-many': { status: 429, text: 'Te veel pogingen. Wacht een kwartier en probeer het dan opnieuw.' },
};

/** Between the password and the pages: give a code, or set the codes up. */
@OpenToAll()
@Controller('inloggen')
export class SecondFactorController {
  constructor(
    @Inject(SecondFactor) private readonly factor: SecondFactor,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  @Get('code')
  async askCode(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const session = await this.halfway(request, reply, 'code');
    if (session) this.showCode(request, reply, session, localPath(field(query, 'naar'), HOME));
  }

  @Post('code')
  async checkCode(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const session = await this.halfway(request, reply, 'code', body);
    if (!session) return;
    const to = localPath(field(body, 'naar'), HOME);
    const verdict = await this.factor.check(session.accountId, field(body, 'code'));
    this.account(request, session, verdict);
    if (verdict !== 'good') return this.showCode(request, reply, session, to, verdict);
    await this.admit(request, reply, session);
    reply.redirect(to, 303);
  }

  @Get('instellen')
  async askSetup(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const session = await this.halfway(request, reply, 'instellen');
    if (session) await this.showSetup(request, reply, session, localPath(field(query, 'naar'), HOME));
  }

  @Post('instellen')
  async setUp(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const session = await this.halfway(request, reply, 'instellen', body);
    if (!session) return;
    const to = localPath(field(body, 'naar'), HOME);
    const { verdict, recoveryCodes } = await this.factor.confirm(session.accountId, field(body, 'code'));
    this.account(request, session, verdict);
    if (verdict !== 'good') return this.showSetup(request, reply, session, to, verdict);
    await this.admit(request, reply, session);
    const content = () => ({
      title: t('Uw herstelcodes'),
      body: <RecoveryCodesPage codes={recoveryCodes} to={to} />,
    });
    this.pages.send(request, reply, content);
  }

  /** The session that waits for this step; else back to the beginning. With `body`: a form of that session. */
  private async halfway(request: Request, reply: Reply, stage: string, body?: unknown): Promise<Session | null> {
    const session = await this.visits.halfway(request);
    if (session?.stage !== stage) {
      reply.redirect('/inloggen', 303);
      return null;
    }
    if (body !== undefined && !sameSecret(field(body, CSRF_FIELD), session.csrf)) throw notFromHere();
    return session;
  }

  /** A new token: the one of before the code opens nothing. */
  private async admit(request: Request, reply: Reply, session: Session): Promise<void> {
    const token = await this.sessions.open(session.accountId, { old: this.cookies.session(request) });
    this.cookies.setSession(request, reply, token);
  }

  private showCode(request: Request, reply: Reply, { csrf }: Session, to: string, wrong?: 'wrong' | 'too-many'): void {
    const said = wrong && SAID[wrong];
    const errors = said ? [{ field: 'code', text: said.text }] : [];
    const content = () => ({
      title: said ? t('Fout: code') : t('Code'),
      body: <CodePage csrf={csrf} to={to} errors={errors} />,
    });
    this.pages.send(request, reply, content, said?.status);
  }

  private async showSetup(
    request: Request,
    reply: Reply,
    { accountId, csrf }: Session,
    to: string,
    wrong?: 'wrong' | 'too-many',
  ): Promise<void> {
    const setup = await this.factor.begin(accountId);
    if (!setup) return void reply.redirect('/inloggen', 303);
    const said = wrong && SAID[wrong];
    const errors = said ? [{ field: 'code', text: said.text }] : [];
    const content = () => ({
      title: said ? t('Fout: codes instellen') : t('Codes instellen'),
      body: <SetupPage setup={setup} csrf={csrf} to={to} errors={errors} />,
    });
    this.pages.send(request, reply, content, said?.status);
  }

  private account(request: Request, { accountId }: Session, verdict: CodeVerdict): void {
    this.audit.read(systemActor('pagina', request.ip), {
      ...{ action: 'inloggen', object: 'account', objectId: accountId, pupils: [], purpose: PURPOSES.toegang },
      result: verdict === 'good' ? 'gelukt' : 'geweigerd',
    });
  }
}
