import { schoolYearName } from '../../figures/figure';
import { DateField, NumberField, SelectField, TextAreaField, TextField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { areaTitle, programmeAddress } from './asked';
import type { MeasureForm } from './programme-forms';

export interface MeasureProps {
  /** code of the region or municipality */
  area: string;
  form: MeasureForm;
  /** school years in which this measure stands */
  years: readonly number[];
  /** the school year of today */
  latest: number;
  errors: readonly FormError[];
  csrf: string;
}

/** Years before and after the current one that can be written. */
const AROUND = 4;

/** One measure of the programme in one school year, to make or change. */
export function MeasurePage({ area, form, years, latest, errors, csrf }: MeasureProps) {
  const known = form.versie !== '';
  const title = form.titel === '' ? t('Nieuwe maatregel') : form.titel;
  return (
    <>
      <p class="ls-back">
        <Link href={programmeAddress(area)}>{t('Terug naar het programma')}</Link>
      </p>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>{areaTitle(area)}</Paragraph>
      <ErrorSummary errors={errors} />
      {years.length > 0 && <Years {...{ area, form, years, latest }} />}
      <form class="ls-form" method="post" action="/cijfers/programma/maatregel">
        <Keys {...{ area, csrf, form }} />
        <Fields {...{ form, latest, known, errors }} />
        <Button>{t('Bewaar')}</Button>
      </form>
      {known && (
        <Section id="verwijderen" title={t('Uit dit schooljaar verwijderen')}>
          <form method="post" action="/cijfers/programma/maatregel/verwijderen">
            <Keys {...{ area, csrf, form }} />
            <input type="hidden" name="maatregel" value={form.maatregel} />
            <input type="hidden" name="schooljaar" value={form.schooljaar} />
            <Button look="subtle">{t('Verwijder de maatregel uit dit schooljaar')}</Button>
          </form>
        </Section>
      )}
    </>
  );
}

function Keys({ area, csrf, form }: Pick<MeasureProps, 'area' | 'csrf' | 'form'>) {
  return (
    <>
      <CsrfField token={csrf} />
      <input type="hidden" name="gebied" value={area} />
      <input type="hidden" name="versie" value={form.versie} />
    </>
  );
}

/** The same measure in other years; where it does not stand yet it can be added. */
function Years({ area, form, years, latest }: Pick<MeasureProps, 'area' | 'form' | 'years' | 'latest'>) {
  const shown = [...new Set([...years, latest, latest + 1])].sort();
  return (
    <ul class="ls-chips" aria-label={t('Schooljaren')}>
      {shown.map((year) => (
        <li>
          {String(year) === form.schooljaar ? (
            <strong>{schoolYearName(year)}</strong>
          ) : (
            <Link href={programmeAddress(area, 'maatregel', { maatregel: form.maatregel, schooljaar: String(year) })}>
              {years.includes(year) ? schoolYearName(year) : t('{{jaar}} toevoegen', { jaar: schoolYearName(year) })}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Fields({
  form,
  latest,
  known,
  errors,
}: Pick<MeasureProps, 'form' | 'latest' | 'errors'> & { known: boolean }) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const of = (name: keyof MeasureForm) => ({ name, value: form[name], error: errorOf(name) });
  return (
    <>
      {known ? (
        <>
          <input type="hidden" name="maatregel" value={form.maatregel} />
          <input type="hidden" name="schooljaar" value={form.schooljaar} />
        </>
      ) : (
        <>
          <TextField
            {...of('maatregel')}
            label={t('Korte naam')}
            hint={t('Blijft door de jaren heen dezelfde.')}
            maxLength={60}
            required
          />
          <SelectField {...of('schooljaar')} label={t('Schooljaar')} options={yearOptions(latest, form.schooljaar)} />
        </>
      )}
      <TextField {...of('titel')} label={t('Titel')} required />
      <TextAreaField {...of('doel')} label={t('Doel')} maxLength={2_000} required />
      <TextAreaField {...of('partijen')} label={t('Partijen')} rows={2} maxLength={1_000} />
      <DateField {...of('begindatum')} label={t('Eerste dag')} />
      <DateField {...of('einddatum')} label={t('Laatste dag')} />
      <NumberField {...of('doelaantal')} label={t('Jongeren die bereikt moeten worden')} />
      <NumberField {...of('bereikt')} label={t('Jongeren die zijn bereikt')} />
      <NumberField {...of('budget')} label={t('Budget in euro')} />
      <NumberField {...of('besteed')} label={t('Besteed in euro')} />
    </>
  );
}

/** School years to choose from, with the one that was asked for. */
export function yearOptions(latest: number, asked: string): (readonly [string, string])[] {
  const years = Array.from({ length: 2 * AROUND + 1 }, (_, i) => latest - AROUND + i);
  const all = /^\d{4}$/.test(asked) ? [...new Set([...years, Number(asked)])].sort() : years;
  return all.map((year) => [String(year), schoolYearName(year)] as const);
}
