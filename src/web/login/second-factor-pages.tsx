import type { Setup } from '../../access/accounts/second-factor';
import { Button, ButtonLink, TextField } from '../components/forms';
import { Alert } from '../components/show';
import { Heading, Paragraph } from '../components/text';
import { t } from '../text/language';
import { type FormError, LoginStep } from './halfway';

interface StepProps {
  csrf: string;
  to: string;
  errors: readonly FormError[];
}

/** Asks for a code of the app. */
export function CodePage(props: StepProps) {
  return (
    <LoginStep
      {...props}
      title={t('Code')}
      action="/inloggen/code"
      fields={
        <>
          <CodeField errors={props.errors} />
          <Button>{t('Verder')}</Button>
        </>
      }
    >
      <Paragraph>{t('Geef de code van uw app. Heeft u uw telefoon niet, geef dan een van uw herstelcodes.')}</Paragraph>
    </LoginStep>
  );
}

/** Sets up an app that makes codes: a picture to scan, the same in letters, and a first code to show that it works. */
export function SetupPage({ setup, ...props }: StepProps & { setup: Setup }) {
  return (
    <LoginStep
      {...props}
      title={t('Codes instellen')}
      action="/inloggen/instellen"
      fields={
        <>
          <CodeField errors={props.errors} />
          <Button>{t('Bevestigen')}</Button>
        </>
      }
    >
      <Paragraph>
        {t('Leerspoor vraagt bij elke login een code. Scan dit plaatje met een app voor codes op uw telefoon.')}
      </Paragraph>
      <div
        class="ls-qr"
        role="img"
        aria-label={t('QR-code voor uw app')}
        dangerouslySetInnerHTML={{ __html: setup.qr }}
      />
      <Paragraph>{t('Kunt u niet scannen? Typ dan deze sleutel in de app:')}</Paragraph>
      <Paragraph>
        <code>{setup.secret}</code>
      </Paragraph>
      <Paragraph>{t('Geef daarna de code die de app laat zien.')}</Paragraph>
    </LoginStep>
  );
}

export function RecoveryCodesPage({ codes, to }: { codes: readonly string[]; to: string }) {
  return (
    <div class="ls-login">
      <Heading level={1}>{t('Uw herstelcodes')}</Heading>
      <Alert tone="warning">
        <Paragraph>
          {t(
            'Bewaar deze codes op een veilige plek. U ziet ze alleen nu. Elke code werkt één keer, in plaats van de code van uw app.',
          )}
        </Paragraph>
      </Alert>
      <ul class="ls-recovery">
        {codes.map((code) => (
          <li>
            <code>{code.match(/.{1,5}/g)!.join('-')}</code>
          </li>
        ))}
      </ul>
      <ButtonLink href={to}>{t('Ik heb ze bewaard')}</ButtonLink>
    </div>
  );
}

function CodeField({ errors }: { errors: readonly FormError[] }) {
  const error = errors.find((one) => one.field === 'code')?.text;
  return <TextField name="code" label={t('Code')} autoComplete="one-time-code" maxLength={20} error={error} required />;
}
