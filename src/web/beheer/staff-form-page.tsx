import { ROLES } from '../../access/roles';
import { CheckboxField, DateField, NumberField, TextAreaField, TextField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { ROLE_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { BeheerFrame } from './frame';
import type { StaffForm } from './staff-form';

interface Props {
  form: StaffForm;
  /** null: someone new */
  code: string | null;
  errors: readonly FormError[];
  csrf: string;
}

/** One employee to make or change. */
export function StaffFormPage({ form, code, errors, csrf }: Props) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const action = code === null ? '/beheer/medewerkers/nieuw' : `/beheer/medewerkers/${encodeURIComponent(code)}`;
  const fieldOf = (name: 'naam' | 'email') => ({ name, value: form[name], error: errorOf(name) });
  return (
    <BeheerFrame current="/beheer/medewerkers" title={code === null ? t('Nieuwe medewerker') : form.naam}>
      <p class="ls-back">
        <Link href="/beheer/medewerkers">{t('Terug naar de medewerkers')}</Link>
      </p>
      <ErrorSummary errors={errors} />
      <form class="ls-form" method="post" action={action}>
        <CsrfField token={csrf} />
        <input type="hidden" name="versie" value={form.versie} />
        {code === null && (
          <TextField
            name="medewerker"
            label={t('Code')}
            hint={t('Zoals in uw personeelslijst; de code verandert later niet meer.')}
            value={form.medewerker}
            maxLength={60}
            required
            error={errorOf('medewerker')}
          />
        )}
        <TextField {...fieldOf('naam')} label={t('Naam')} required />
        <TextField {...fieldOf('email')} type="email" label={t('E-mailadres')} autoComplete="off" />
        <Roles form={form} error={errorOf('rollen')} />
        <Areas form={form} errorOf={errorOf} />
        <NumberField
          name="fte"
          label={t('Fte')}
          hint={t('1 is een volle werkweek; wie 0 heeft, krijgt geen dossiers.')}
          value={form.fte}
          error={errorOf('fte')}
        />
        <NumberField
          name="maximum"
          label={t('Hoogste aantal open dossiers')}
          hint={t('Leeg: geen grens.')}
          value={form.maximum}
          error={errorOf('maximum')}
        />
        <DateField
          name="begindatum"
          label={t('Eerste werkdag')}
          value={form.begindatum}
          error={errorOf('begindatum')}
        />
        <DateField
          name="einddatum"
          label={t('Laatste werkdag')}
          hint={t('Na deze dag kan de medewerker niet meer inloggen, en gaan open dossiers naar een ander.')}
          value={form.einddatum}
          error={errorOf('einddatum')}
        />
        <Button>{t('Bewaar')}</Button>
      </form>
      <Paragraph small>{t('Een wijziging telt meteen, ook voor wie nu is ingelogd.')}</Paragraph>
    </BeheerFrame>
  );
}

function Roles({ form, error }: { form: StaffForm; error: string | undefined }) {
  return (
    <fieldset class="ls-fieldset" aria-describedby={error && 'rollen-fout'}>
      <legend class="utrecht-form-label">{t('Rollen')}</legend>
      {error && (
        <div class="utrecht-form-field-error-message" id="rollen-fout">
          {t(error)}
        </div>
      )}
      {ROLES.map((role, i) => (
        <CheckboxField
          name="rollen"
          id={i === 0 ? 'rollen' : `rollen-${role}`}
          value={role}
          label={t(ROLE_NAMES[role] ?? role)}
          checked={form.rollen.includes(role)}
        />
      ))}
      <CheckboxField name="boa" label={t('Aangewezen als boa')} checked={form.boa} />
    </fieldset>
  );
}

function Areas({ form, errorOf }: { form: StaffForm; errorOf: (name: string) => string | undefined }) {
  return (
    <>
      <Paragraph>
        {t(
          'Zet elk gebied op een eigen regel. Geldt het een tijd, zet dan de eerste en de laatste dag erachter: Assen; 01-08-2026; 31-07-2027.',
        )}
      </Paragraph>
      <TextAreaField
        name="gemeenten"
        label={t('Gemeenten')}
        hint={t('Naam of code')}
        value={form.gemeenten}
        error={errorOf('gemeenten')}
      />
      <TextAreaField
        name="regios"
        label={t('Regio’s')}
        hint={t('Naam of code')}
        value={form.regios}
        error={errorOf('regios')}
      />
      <TextAreaField
        name="scholen"
        label={t('Scholen')}
        hint={t('BRIN, of BRIN met de twee cijfers van de vestiging: 99VA of 99VA00')}
        value={form.scholen}
        error={errorOf('scholen')}
      />
    </>
  );
}
