import {
  Button,
  CheckboxField,
  CsrfField,
  OnceField,
  DateField,
  ErrorSummary,
  NumberField,
  SelectField,
  TextField,
} from '../components/forms';
import { FREE_TEXT_GUIDANCE } from '../../cases/input';
import type { FormError } from '../http/form-errors';
import { VersionField } from '../http/shown-version';
import { t } from '../text/language';
import type { OwnEnrolment } from './pupil-query';

export const KIND_CHOICE_NAMES = [
  ['ongeoorloofd', 'Ongeoorloofd'],
  ['te_laat', 'Te laat'],
  ['luxe', 'Luxeverzuim (vakantie zonder verlof)'],
  ['ziek', 'Ziek'],
  ['geoorloofd', 'Geoorloofd'],
] as const;

/** The form as it was typed, by the names of its fields. */
export interface RecordForm {
  nummer: string;
  vestiging: string;
  datum: string;
  uren: string;
  soort: string;
  hele_dag: string;
  reden: string;
  /** of the record, when the form was shown; '' for a new one */
  versie: string;
}

interface Props {
  action: string;
  csrf: string;
  form: RecordForm;
  errors: readonly FormError[];
  enrolments: readonly OwnEnrolment[];
}

/** Reports absence of one pupil, or corrects a record: where `nummer` is filled. */
export function RecordFormPart({ action, csrf, form, errors, enrolments }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <form class="ls-form" method="post" action={action}>
      <CsrfField token={csrf} />
      <OnceField />
      <input type="hidden" name="nummer" value={form.nummer} />
      <VersionField version={form.versie} />
      <ErrorSummary errors={errors} />
      {enrolments.length > 1 ? (
        <SelectField
          name="vestiging"
          label={t('Vestiging')}
          value={form.vestiging}
          error={errorOf('vestiging')}
          options={enrolments.map(({ location, school }) => [location, `${school} (${location})`] as const)}
        />
      ) : (
        <input type="hidden" name="vestiging" value={form.vestiging} />
      )}
      <DateField name="datum" label={t('Datum')} value={form.datum} error={errorOf('datum')} required />
      <NumberField
        name="uren"
        label={t('Uren')}
        hint={t('Lesuren; in het basisonderwijs klokuren. Bijvoorbeeld 2 of 1,5.')}
        value={form.uren}
        error={errorOf('uren')}
        required
      />
      <SelectField
        name="soort"
        label={t('Soort verzuim')}
        value={form.soort}
        error={errorOf('soort')}
        options={KIND_CHOICE_NAMES.map(([value, name]) => [value, t(name)] as const)}
      />
      <CheckboxField
        name="hele_dag"
        label={t('De leerling was de hele dag afwezig')}
        checked={form.hele_dag === 'ja'}
      />
      <TextField
        name="reden"
        label={t('Reden (mag leeg blijven)')}
        hint={t(FREE_TEXT_GUIDANCE)}
        value={form.reden}
        error={errorOf('reden')}
      />
      <Button>{form.nummer === '' ? t('Meld het verzuim') : t('Bewaar de wijziging')}</Button>
    </form>
  );
}
