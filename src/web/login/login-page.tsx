import { Inject, Injectable } from '@nestjs/common';
import { randomToken } from '../../access/sessions';
import { Button, CsrfField, ErrorSummary, TextField } from '../components/forms';
import { Alert } from '../components/show';
import { Heading, Paragraph } from '../components/text';
import { Cookies } from '../http/cookies';
import type { Reply, Request } from '../http/request';
import { Pages } from '../layout/pages';

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
  ) {}

  send(request: Request, reply: Reply, view: LoginView): void {
    const known = this.cookies.login(request);
    const token = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
    if (token !== known) this.cookies.setLogin(request, reply, token);
    request.visit = null;
    const { status = 200, errors = [] } = view;
    const title = errors.length > 0 ? 'Fout: inloggen' : 'Inloggen';
    this.pages.send(request, reply, { title, body: <LoginBody {...view} token={token} /> }, status);
  }
}

function LoginBody({ to, notice, username, errors = [], token }: LoginView & { token: string }) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <div class="ls-login">
      <Heading level={1}>Inloggen</Heading>
      <ErrorSummary errors={errors} />
      {notice && errors.length === 0 && (
        <Alert>
          <Paragraph>{notice}</Paragraph>
        </Alert>
      )}
      <form class="ls-form" method="post" action="/inloggen">
        <CsrfField token={token} />
        <input type="hidden" name="naar" value={to} />
        <TextField
          name="gebruikersnaam"
          label="Gebruikersnaam"
          autoComplete="username"
          value={username}
          error={errorOf('gebruikersnaam')}
          required
        />
        <TextField
          name="wachtwoord"
          label="Wachtwoord"
          type="password"
          autoComplete="current-password"
          error={errorOf('wachtwoord')}
          required
        />
        <Button>Inloggen</Button>
      </form>
      <Paragraph small>
        Bent u uw wachtwoord kwijt? Vraag de functioneel beheerder van uw organisatie om hulp.
      </Paragraph>
    </div>
  );
}
