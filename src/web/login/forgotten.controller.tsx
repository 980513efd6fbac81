import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { Cookies } from '../../access/http/cookies';
import { field } from '../../access/http/form';
import { CSRF_FIELD, notFromHere } from '../../access/http/login.guard';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { OpenToAll } from '../../access/open-to-all';
import { randomToken, sameSecret } from '../../access/tokens';
import { ForgottenPassword } from '../../correspondence/mail/forgotten-password';
import { Button, TextField } from '../components/forms';
import { Heading, Link, Paragraph } from '../components/text';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { LoginStep } from './halfway';

/** An answer takes at least so long, whether there is an account or not; milliseconds. */
const LEAST_MS = 300;

/** Whoever forgot the password asks for a one-time link. Only where mail can be sent. */
@OpenToAll()
@Controller('wachtwoord-vergeten')
export class ForgottenController {
  constructor(
    @Inject(ForgottenPassword) private readonly forgotten: ForgottenPassword,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  form(@Req() request: Request, @Res() reply: Reply): void {
    if (!this.forgotten.isOpen) throw notFound();
    const csrf = this.cookies.login(request) ?? randomToken();
    this.cookies.setLogin(request, reply, csrf);
    request.visit = null;
    this.pages.send(request, reply, () => ({ title: t('Wachtwoord vergeten'), body: <AskPage csrf={csrf} /> }));
  }

  @Post()
  async ask(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    if (!this.forgotten.isOpen) throw notFound();
    const expected = this.cookies.login(request);
    if (!expected || !sameSecret(field(body, CSRF_FIELD), expected)) throw notFromHere();
    request.visit = null;
    await Promise.all([pause(LEAST_MS), this.forgotten.ask(actorOf(request), field(body, 'gebruikersnaam'))]);
    this.pages.send(request, reply, () => ({ title: t('Wachtwoord vergeten'), body: <AskedPage /> }));
  }
}

function AskPage({ csrf }: { csrf: string }) {
  return (
    <LoginStep
      title={t('Wachtwoord vergeten')}
      action="/wachtwoord-vergeten"
      csrf={csrf}
      errors={[]}
      fields={
        <>
          <TextField name="gebruikersnaam" label={t('Gebruikersnaam')} autoComplete="username" required />
          <Button>{t('Stuur mij een link')}</Button>
        </>
      }
    >
      <Paragraph>{t('U krijgt een e-mail met een link om een nieuw wachtwoord te kiezen.')}</Paragraph>
    </LoginStep>
  );
}

function AskedPage() {
  return (
    <div class="ls-login">
      <Heading level={1}>{t('Kijk in uw e-mail')}</Heading>
      <Paragraph>
        {t(
          'Kennen wij dit account en uw e-mailadres, dan krijgt u zo een link die een uur werkt. Krijgt u niets? Vraag dan de functioneel beheerder om hulp.',
        )}
      </Paragraph>
      <Paragraph>
        <Link href="/inloggen">{t('Terug naar inloggen')}</Link>
      </Paragraph>
    </div>
  );
}
