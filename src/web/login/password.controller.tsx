import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ChoosePassword } from '../../access/accounts/choose-password';
import { linkIsOver, Links } from '../../access/accounts/links';
import { Cookies } from '../../access/http/cookies';
import { field } from '../../access/http/form';
import { CSRF_FIELD, notFromHere } from '../../access/http/login.guard';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { OpenToAll } from '../../access/open-to-all';
import { SessionService } from '../../access/sessions';
import { randomToken, sameSecret } from '../../access/tokens';
import { Problem } from '../../platform/errors';
import { Button, TextField } from '../components/forms';
import { Paragraph } from '../components/text';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { type FormError, LoginStep } from './halfway';

/** Who has a one-time link chooses a password. */
@OpenToAll()
@Controller('wachtwoord-kiezen')
export class PasswordController {
  constructor(
    @Inject(Links) private readonly links: Links,
    @Inject(ChoosePassword) private readonly chooser: ChoosePassword,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async ask(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const link = field(query, 'link');
    if (!(await this.links.find(link))) throw linkIsOver();
    this.show(request, reply, link, []);
  }

  @Post()
  async choose(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const expected = this.cookies.login(request);
    if (!expected || !sameSecret(field(body, CSRF_FIELD), expected)) throw notFromHere();
    const link = field(body, 'link');
    const password = field(body, 'wachtwoord');
    if (password !== field(body, 'herhaling')) {
      const text = 'De twee wachtwoorden zijn niet gelijk.';
      return this.show(request, reply, link, [{ field: 'herhaling', text }]);
    }
    try {
      const { accountId, next } = await this.chooser.choose(actorOf(request), link, password);
      const old = this.cookies.session(request);
      // who has codes shows one first: a link that was stolen is not enough
      const token = await this.sessions.open(accountId, { old, stage: next });
      this.cookies.setSession(request, reply, token);
      reply.redirect(next === null ? '/' : `/inloggen/${next}`, 303);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      this.show(request, reply, link, [{ field: 'wachtwoord', text: error.message }]);
    }
  }

  private show(request: Request, reply: Reply, link: string, errors: readonly FormError[]): void {
    const token = this.cookies.login(request) ?? randomToken();
    this.cookies.setLogin(request, reply, token);
    request.visit = null;
    const content = () => ({
      title: errors.length > 0 ? t('Fout: wachtwoord kiezen') : t('Wachtwoord kiezen'),
      body: <PasswordPage link={link} csrf={token} errors={errors} />,
    });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

function PasswordPage({ link, csrf, errors }: { link: string; csrf: string; errors: readonly FormError[] }) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  const shared = { type: 'password', autoComplete: 'new-password', required: true } as const;
  return (
    <LoginStep
      title={t('Wachtwoord kiezen')}
      action="/wachtwoord-kiezen"
      csrf={csrf}
      errors={errors}
      fields={
        <>
          <input type="hidden" name="link" value={link} />
          <TextField {...shared} name="wachtwoord" label={t('Nieuw wachtwoord')} error={errorOf('wachtwoord')} />
          <TextField {...shared} name="herhaling" label={t('Nog een keer')} error={errorOf('herhaling')} />
          <Button>{t('Wachtwoord bewaren')}</Button>
        </>
      }
    >
      <Paragraph>{t('Kies een wachtwoord van ten minste 12 tekens dat u nergens anders gebruikt.')}</Paragraph>
    </LoginStep>
  );
}
