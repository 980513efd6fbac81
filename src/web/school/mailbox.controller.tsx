import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { type SchoolAddress, SchoolMail } from '../../correspondence/feedback/school-mail';
import { Button, CsrfField, ErrorSummary, TextField } from '../components/forms';
import { Heading, Link, Paragraph } from '../components/text';
import { versionOf } from '../../platform/version';
import { type FormError, formErrors } from '../http/form-errors';
import { asShown, VersionField, versionSent } from '../http/shown-version';
import { Pages } from '../layout/pages';
import { t } from '../text/language';

/** Where a school wants to hear of its meldingen. */
@Voor('schoolmedewerker')
@Controller('school/terugkoppeling')
export class MailboxController {
  constructor(
    @Inject(SchoolMail) private readonly addresses: SchoolMail,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    this.send(request, reply, (await this.addresses.own(actorOf(request))).map(asRow), []);
  }

  @Post()
  async choose(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const [location, email] = [field(body, 'vestiging'), field(body, 'email')];
    const current = async () => {
      const now = (await this.addresses.own(actorOf(request))).find((one) => one.location === location);
      return versionOf(now?.email ?? null);
    };
    try {
      await this.addresses.choose(asShown(actorOf(request), body, current), location, email);
    } catch (error) {
      const errors = formErrors(error).map((one) => ({ ...one, field: `${one.field}-${location}` }));
      const rows = (await this.addresses.own(actorOf(request))).map(asRow);
      const sent = { email, version: versionSent(body) };
      const typed = rows.map((row) => (row.location === location ? { ...row, ...sent } : row));
      return this.send(request, reply, typed, errors);
    }
    this.pages.leadTo(request, reply, '/school/terugkoppeling', 'bewaard');
  }

  private send(request: Request, reply: Reply, rows: readonly Row[], errors: readonly FormError[]): void {
    const { csrf } = visitOf(request).session;
    const content = () => ({
      ...{ title: t('Bericht over meldingen'), current: '/school/meldingen' },
      body: <MailboxPage {...{ rows, errors, csrf }} />,
    });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

interface Row extends SchoolAddress {
  version: string;
}

const asRow = (one: SchoolAddress): Row => ({ ...one, version: versionOf(one.email) });

function MailboxPage({ rows, errors, csrf }: { rows: readonly Row[]; errors: readonly FormError[]; csrf: string }) {
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href="/school/meldingen">{t('Terug naar de meldingen')}</Link>
      </p>
      <Heading level={1}>{t('Bericht over meldingen')}</Heading>
      <Paragraph>
        {t('Leerspoor mailt uw school als de gemeente iets met een melding doet. In de mail staat alleen het kenmerk.')}
      </Paragraph>
      <ErrorSummary errors={errors} />
      {rows.map(({ location, name, email, version }) => (
        <form class="ls-form ls-card" method="post" action="/school/terugkoppeling">
          <CsrfField token={csrf} />
          <input type="hidden" name="vestiging" value={location} />
          <VersionField version={version} />
          <TextField
            name="email"
            id={`email-${location}`}
            label={t('E-mailadres van {{school}} (leeg: geen mail)', { school: name })}
            type="email"
            autoComplete="off"
            value={email ?? ''}
            error={errors.find((one) => one.field === `email-${location}`)?.text}
          />
          <Button>{t('Bewaar')}</Button>
        </form>
      ))}
    </div>
  );
}
