import type { DossierOutcome, TaskFor } from '../../../cases/bulk/many-dossiers';
import {
  Button,
  CsrfField,
  OnceField,
  DateField,
  ErrorSummary,
  RadioGroup,
  SelectField,
  TextAreaField,
  TextField,
} from '../../components/forms';
import { Alert, Section } from '../../components/show';
import { Heading, Link, Paragraph } from '../../components/text';
import type { FormError } from '../../http/form-errors';
import { t } from '../../text/language';
import { fullName } from '../../text/names';
import { counted } from '../../text/numbers';
import type { ListedDossier } from '../list-query';
import type { StaffChoice } from '../staff-query';
import { type BulkAction, BULK_NAMES } from './actions';

interface Props {
  action: BulkAction;
  dossiers: readonly ListedDossier[];
  /** the list one came from */
  back: string;
  staff: readonly StaffChoice[];
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  csrf: string;
}

/** Asks what the action needs, and shows with which dossiers it will be done. */
export function BulkPage({ action, dossiers, back, staff, values, errors, csrf }: Props) {
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={back}>{t('Terug naar de dossiers')}</Link>
      </p>
      <Heading level={1}>{t(BULK_NAMES[action])}</Heading>
      <form class="ls-form" method="post" action="/dossiers/bulk/uitvoeren">
        <CsrfField token={csrf} />
        <OnceField />
        <ErrorSummary errors={errors} />
        <input type="hidden" name="actie" value={action} />
        <input type="hidden" name="terug" value={back} />
        <Fields {...{ action, staff, values, errors }} />
        <fieldset class="ls-fieldset">
          <legend class="utrecht-form-label">{t('Met deze dossiers')}</legend>
          {dossiers.map((one) => (
            <div class="ls-check">
              <input type="checkbox" id={`d-${one.id}`} name="dossier" value={one.id} checked />
              <label class="utrecht-form-label" for={`d-${one.id}`}>
                {fullName(one)} ({one.employeeName ?? one.employee ?? t('Verdeelbak')})
              </label>
            </div>
          ))}
        </fieldset>
        <Button>{t('Voer uit')}</Button>
      </form>
    </div>
  );
}

function Fields({ action, staff, values, errors }: Pick<Props, 'action' | 'staff' | 'values' | 'errors'>) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  const given = (name: string) => ({ name, value: values[name] ?? '', error: errorOf(name) });
  if (action === 'oppakken') {
    return <Paragraph>{t('De dossiers en hun meldingen gaan in behandeling. De school ziet dat.')}</Paragraph>;
  }
  if (action === 'taak') {
    return (
      <>
        <TextAreaField {...given('tekst')} label={t('Wat moet er gebeuren?')} required maxLength={2_000} rows={3} />
        <DateField {...given('tot')} label={t('Uiterlijk (mag leeg blijven)')} />
        <RadioGroup
          name="wie"
          label={t('Voor wie?')}
          value={values['wie'] ?? ('behandelaar' satisfies TaskFor)}
          options={[
            ['behandelaar', t('De behandelaar van elk dossier')],
            ['zelf', t('Voor mij')],
          ]}
        />
      </>
    );
  }
  return (
    <>
      <SelectField
        {...given('medewerker')}
        label={t('Medewerker')}
        options={[
          ['', t('Kies een medewerker')],
          ...staff.map(({ code, name, open }) => [code, `${name} (${counted(open, 'dossier', 'dossiers')})`] as const),
        ]}
      />
      <TextField {...given('reden')} label={t('Reden')} required maxLength={500} />
    </>
  );
}

interface OutcomeProps {
  action: BulkAction;
  dossiers: readonly ListedDossier[];
  outcomes: readonly DossierOutcome[];
  back: string;
}

/** What was done, and what was not, each with its reason. */
export function BulkOutcomePage({ action, dossiers, outcomes, back }: OutcomeProps) {
  const names = new Map(dossiers.map((one) => [one.id, fullName(one)]));
  const refused = outcomes.filter((one) => one.reason !== null);
  const done = outcomes.length - refused.length;
  return (
    <div class="ls-narrow">
      <Heading level={1}>{t(BULK_NAMES[action])}</Heading>
      <Alert tone={refused.length === 0 ? 'ok' : 'warning'} live>
        <Paragraph>
          {t('Gelukt: {{gelukt}}. Niet gelukt: {{niet}}.', {
            gelukt: counted(done, 'dossier', 'dossiers'),
            niet: counted(refused.length, 'dossier', 'dossiers'),
          })}
        </Paragraph>
      </Alert>
      {refused.length > 0 && (
        <Section id="niet-gelukt" title={t('Niet gelukt')}>
          <ul class="ls-plain-list">
            {refused.map((one) => (
              <li>
                <Link href={`/dossiers/${one.dossier}`}>{names.get(one.dossier) ?? t('Onbekend dossier')}</Link>:{' '}
                {t(one.reason!)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p>
        <Link href={back}>{t('Terug naar de dossiers')}</Link>
      </p>
    </div>
  );
}
