import { MANUAL_KINDS } from '../../cases/meldingen/states';
import { Button, CsrfField, DateField, ErrorSummary, NumberField, SelectField } from '../components/forms';
import { Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { KIND_NAMES } from '../text/meldingen';
import type { NameParts } from '../../registry/names';
import { fullName } from '../text/names';
import { MeldingFields, type MeldingForm, meldingLabels } from './melding-form';
import type { OwnEnrolment } from './pupil-query';

interface Props {
  pupil: NameParts & { id: string };
  enrolments: readonly OwnEnrolment[];
  form: MeldingForm;
  errors: readonly FormError[];
  csrf: string;
}

/** A school reports by hand what does not follow from its registered absence. */
export function ReportPage({ pupil, enrolments, form, errors, csrf }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  const of = (name: string) => ({ name, value: form[name] ?? '', error: errorOf(name) });
  const address = `/school/leerlingen/${pupil.id}`;
  return (
    <>
      <p class="ls-back">
        <Link href={address}>{t('Terug naar de leerling')}</Link>
      </p>
      <Heading level={1}>{t('Melding over {{naam}}', { naam: fullName(pupil) })}</Heading>
      <Paragraph>{t('Verzuim van 16 uur of meer meldt Leerspoor zelf. Hier meldt u iets anders.')}</Paragraph>
      <form class="ls-form" method="post" action={`${address}/melden`}>
        <CsrfField token={csrf} />
        <ErrorSummary
          errors={errors}
          labels={{ ...meldingLabels(), begindatum: t('Begindatum'), einddatum: t('Einddatum') }}
        />
        <SelectField
          {...of('soort')}
          label={t('Soort')}
          options={MANUAL_KINDS.map((kind) => [kind, t(KIND_NAMES[kind])] as const)}
        />
        <SelectField
          {...of('vestiging')}
          label={t('Vestiging')}
          options={enrolments.map(({ location, school }) => [location, `${school} (${location})`] as const)}
        />
        <DateField {...of('begindatum')} label={t('Begindatum')} required />
        <DateField {...of('einddatum')} label={t('Einddatum (mag leeg blijven; bij 18-plus verplicht)')} />
        <NumberField {...of('uren')} label={t('Uren (mag leeg blijven)')} />
        <MeldingFields form={form} errors={errors} />
        <Button>{t('Verstuur de melding')}</Button>
      </form>
    </>
  );
}
