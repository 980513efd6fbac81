import { Inject, Injectable } from '@nestjs/common';
import { randomToken } from '../../access/tokens';
import { Button, ButtonLink, CsrfField, ErrorSummary, TextField } from '../components/forms';
import { Alert } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { ForgottenPassword } from '../../correspondence/mail/forgotten-password';
import { Providers } from '../../access/oidc/providers';
import { Cookies } from '../../access/http/cookies';
import type { Reply, Request } from '../../access/http/request';
import { Pages } from '../layout/pages';
import { t } from '../text/language';

export interface LoginView {
  status?: number;
  /** where to go after it */
  to: string;
  notice?: string;
  username?: string;
  errors?: readonly { field: string; text: string }[];
}

/** The login form, on its own address and in the place of any page that asks for a login. */
@Injectable()
export class LoginPage {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(ForgottenPassword) private readonly forgotten: ForgottenPassword,
  ) {}

  send(request: Request, reply: Reply, view: LoginView): void {
    const known = this.cookies.login(request);
    const token = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
    if (token !== known) this.cookies.setLogin(request, reply, token);
    request.visit = null;
    const { status = 200, errors = [] } = view;
    const content = () => ({
      title: errors.length > 0 ? t('Fout: inloggen') : t('Inloggen'),
      body: (
        <LoginBody {...view} token={token} providers={this.providers.file.aanbieders} mails={this.forgotten.isOpen} />
      ),
    });
    this.pages.send(request, reply, content, status);
  }
}

interface BodyProps extends LoginView {
  token: string;
  providers: readonly { code: string; naam: string }[];
  /** whether a forgotten password can be mended by mail */
  mails: boolean;
}

function LoginBody({ to, notice, username, errors = [], token, providers, mails }: BodyProps) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <div class="ls-login">
      <Heading level={1}>{t('Inloggen')}</Heading>
      <ErrorSummary errors={errors} />
      {notice && errors.length === 0 && (
        <Alert>
          <Paragraph>{t(notice)}</Paragraph>
        </Alert>
      )}
      {providers.length > 0 && (
        <ul class="ls-plain-list">
          {providers.map(({ code, naam }) => (
            <li>
              <ButtonLink href={`/inloggen/oidc/${code}?naar=${encodeURIComponent(to)}`}>
                {t('Inloggen bij {{naam}}', { naam })}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      <form class="ls-form" method="post" action="/inloggen">
        <CsrfField token={token} />
        <input type="hidden" name="naar" value={to} />
        <TextField
          name="gebruikersnaam"
          label={t('Gebruikersnaam')}
          autoComplete="username"
          value={username}
          error={errorOf('gebruikersnaam')}
          required
        />
        <TextField
          name="wachtwoord"
          label={t('Wachtwoord')}
          type="password"
          autoComplete="current-password"
          error={errorOf('wachtwoord')}
          required
        />
        <Button>{t('Inloggen')}</Button>
      </form>
      {mails ? (
        <Paragraph>
          <Link href="/wachtwoord-vergeten">{t('Wachtwoord vergeten')}</Link>
        </Paragraph>
      ) : (
        <Paragraph small>
          {t('Bent u uw wachtwoord kwijt? Vraag de functioneel beheerder van uw organisatie om hulp.')}
        </Paragraph>
      )}
    </div>
  );
}
