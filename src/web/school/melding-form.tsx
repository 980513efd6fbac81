import { FREE_TEXT_GUIDANCE } from '../../cases/input';
import { PRIORITIES, SUSPECTED_REASONS } from '../../cases/meldingen/states';
import type { StoredMelding } from '../../cases/meldingen/melding-store';
import { versionOf } from '../../platform/version';
import {
  Button,
  CsrfField,
  OnceField,
  ErrorSummary,
  RadioGroup,
  SelectField,
  TextAreaField,
  TextField,
} from '../components/forms';
import type { FormError } from '../http/form-errors';
import { VersionField } from '../http/shown-version';
import { t } from '../text/language';
import { PRIORITY_NAMES } from '../text/meldingen';

/** What only the school knows of a melding (BRO 13), by the names that the use case takes. */
export const MELDING_FIELDS = [
  ...['vermoedelijkeReden', 'alleLessenGemist', 'actieInstelling', 'actieGemeenteGewenst', 'prioriteit'],
  ...['toelichting', 'contactNaam', 'contactFunctie', 'contactTelefoon', 'contactEmail', 'telefoon', 'verblijfadres'],
] as const;
export type MeldingForm = Readonly<Record<string, string>>;

/** The form as the melding stands. */
export function formOf(melding: StoredMelding, contact: { naam: string; email: string }): MeldingForm {
  const { details } = melding;
  const known = (value: boolean | null) => (value === null ? '' : value ? 'ja' : 'nee');
  return {
    vermoedelijkeReden: melding.suspectedReason ?? 'onbekend',
    alleLessenGemist: known(melding.allLessons),
    actieInstelling: details.actie ?? '',
    actieGemeenteGewenst: known(melding.actionWanted),
    prioriteit: melding.priority ?? 'normaal',
    toelichting: details.toelichting ?? '',
    contactNaam: details.contact?.naam ?? contact.naam,
    contactFunctie: details.contact?.functie ?? '',
    contactTelefoon: details.contact?.telefoon ?? '',
    contactEmail: details.contact?.email ?? contact.email,
    telefoon: details.telefoon ?? '',
    verblijfadres: details.verblijfadres ?? '',
  };
}

/** Of what the school wrote of it: what the municipality does with it meanwhile takes nothing away from that. */
export const versionOfMelding = (melding: StoredMelding): string => versionOf(formOf(melding, { naam: '', email: '' }));

interface Props {
  form: MeldingForm;
  errors: readonly FormError[];
}

const yesNo = () => [['ja', t('Ja')] as const, ['nee', t('Nee')] as const];

/** What is asked of a school about a melding. */
const MELDING_FIELD_NAMES = {
  vermoedelijkeReden: 'Vermoedelijke reden',
  alleLessenGemist: 'Heeft de leerling alle lessen gemist?',
  actieInstelling: 'Wat heeft de school al gedaan?',
  actieGemeenteGewenst: 'Moet de gemeente iets doen?',
  prioriteit: 'Hoe snel is actie nodig?',
  toelichting: 'Toelichting',
  contactNaam: 'Contactpersoon op school',
  contactFunctie: 'Functie (mag leeg blijven)',
  contactTelefoon: 'Telefoon van de school',
  contactEmail: 'E-mail van de school',
  telefoon: 'Telefoon van leerling of ouder (mag leeg blijven)',
  verblijfadres: 'Waar verblijft de leerling, als dat niet thuis is? (mag leeg blijven)',
} as const;

/** The names of the fields in the language of the reader, for above the form. */
export const meldingLabels = (): Record<string, string> =>
  Object.fromEntries(Object.entries(MELDING_FIELD_NAMES).map(([name, words]) => [name, t(words)]));

/** The fields that a melding by the school has in every form. */
export function MeldingFields({ form, errors }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  const of = (name: string) => ({ name, value: form[name] ?? '', error: errorOf(name) });
  return (
    <>
      <SelectField
        {...of('vermoedelijkeReden')}
        label={t(MELDING_FIELD_NAMES.vermoedelijkeReden)}
        options={Object.entries(SUSPECTED_REASONS).map(([key, words]) => [key, t(words)] as const)}
      />
      <RadioGroup {...of('alleLessenGemist')} label={t(MELDING_FIELD_NAMES.alleLessenGemist)} options={yesNo()} />
      <TextAreaField
        {...of('actieInstelling')}
        label={t(MELDING_FIELD_NAMES.actieInstelling)}
        hint={t(FREE_TEXT_GUIDANCE)}
        required
      />
      <RadioGroup
        {...of('actieGemeenteGewenst')}
        label={t(MELDING_FIELD_NAMES.actieGemeenteGewenst)}
        options={yesNo()}
      />
      <SelectField
        {...of('prioriteit')}
        label={t(MELDING_FIELD_NAMES.prioriteit)}
        options={PRIORITIES.map((key) => [key, t(PRIORITY_NAMES[key])] as const)}
      />
      <TextAreaField
        {...of('toelichting')}
        label={t(MELDING_FIELD_NAMES.toelichting)}
        hint={t('Verplicht als de gemeente niets hoeft te doen.')}
      />
      <TextField {...of('contactNaam')} label={t(MELDING_FIELD_NAMES.contactNaam)} required />
      <TextField {...of('contactFunctie')} label={t(MELDING_FIELD_NAMES.contactFunctie)} />
      <TextField {...of('contactTelefoon')} label={t(MELDING_FIELD_NAMES.contactTelefoon)} type="tel" />
      <TextField {...of('contactEmail')} label={t(MELDING_FIELD_NAMES.contactEmail)} type="email" />
      <TextField {...of('telefoon')} label={t(MELDING_FIELD_NAMES.telefoon)} type="tel" />
      <TextField {...of('verblijfadres')} label={t(MELDING_FIELD_NAMES.verblijfadres)} />
    </>
  );
}

export function MeldingFormPart({
  action,
  csrf,
  button,
  version,
  ...props
}: Props & { action: string; csrf: string; button: string; version: string }) {
  return (
    <form class="ls-form" method="post" action={action}>
      <CsrfField token={csrf} />
      <VersionField version={version} />
      <OnceField />
      <ErrorSummary errors={props.errors} labels={meldingLabels()} />
      <MeldingFields {...props} />
      <Button>{button}</Button>
    </form>
  );
}
