import { schoolYearName } from '../../figures/figure';
import type { KeptTarget } from '../../figures/programme/programme-reads';
import { LEVELS } from '../../figures/vsv/levels';
import { NumberField, SelectField, TextField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { writtenValue } from '../charts/series';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { areaTitle, programmeAddress } from './asked';
import { yearOptions } from './measure-page';
import type { TargetForm } from './programme-forms';

interface Props {
  area: string;
  form: TargetForm;
  targets: readonly KeptTarget[];
  /** the school year of today */
  latest: number;
  errors: readonly FormError[];
  csrf: string;
}

const levelName = (level: string): string => (level === '' ? t('alle niveaus samen') : level);

/** Targets for early leaving of one area. */
export function TargetsPage({ area, form, targets, latest, errors, csrf }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href={programmeAddress(area)}>{t('Terug naar het programma')}</Link>
      </p>
      <Heading level={1}>{t('Streefcijfers')}</Heading>
      <Paragraph lead>{areaTitle(area)}</Paragraph>
      <ErrorSummary errors={errors} />
      <Section id="afgesproken" title={t('Afgesproken')}>
        {targets.length === 0 ? (
          <Paragraph>{t('Er zijn nog geen streefcijfers.')}</Paragraph>
        ) : (
          <Kept {...{ area, targets, csrf }} />
        )}
      </Section>
      <Section id="nieuw" title={t('Nieuw of gewijzigd streefcijfer')}>
        <Paragraph>{t('Een streefcijfer voor hetzelfde schooljaar en niveau wordt vervangen.')}</Paragraph>
        <AddForm {...{ area, form, latest, errors, csrf }} />
      </Section>
    </>
  );
}

function Kept({ area, targets, csrf }: Pick<Props, 'area' | 'targets' | 'csrf'>) {
  const name = ({ schoolYear, level }: KeptTarget) => `${schoolYearName(schoolYear)}, ${levelName(level)}`;
  return (
    <DataTable
      caption={t('Streefcijfers')}
      captionHidden
      stacks
      columns={[
        { title: t('Schooljaar'), heads: true, cell: (one) => schoolYearName(one.schoolYear) },
        { title: t('Niveau'), cell: (one) => levelName(one.level) },
        { title: t('Percentage'), number: true, cell: (one) => writtenValue(one.percentage, 2) },
        { title: t('Waar het is afgesproken'), wide: true, cell: (one) => one.source },
        {
          title: t('Wat u kunt doen'),
          cell: (one) => (
            <form method="post" action="/cijfers/programma/streefcijfers/verwijderen" aria-label={name(one)}>
              <CsrfField token={csrf} />
              <input type="hidden" name="gebied" value={area} />
              <input type="hidden" name="schooljaar" value={String(one.schoolYear)} />
              <input type="hidden" name="niveau" value={one.level} />
              <Button look="subtle">{t('Verwijder')}</Button>
            </form>
          ),
        },
      ]}
      rows={targets}
    />
  );
}

function AddForm({ area, form, latest, errors, csrf }: Omit<Props, 'targets'>) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const of = (name: keyof TargetForm) => ({ name, value: form[name], error: errorOf(name) });
  const levels = [...new Set(LEVELS.map(({ name }) => name))];
  return (
    <form class="ls-form" method="post" action="/cijfers/programma/streefcijfers">
      <CsrfField token={csrf} />
      <input type="hidden" name="gebied" value={area} />
      <SelectField {...of('schooljaar')} label={t('Schooljaar')} options={yearOptions(latest, form.schooljaar)} />
      <SelectField
        {...of('niveau')}
        label={t('Niveau')}
        options={['', ...levels].map((level) => [level, levelName(level)] as const)}
      />
      <NumberField
        {...of('percentage')}
        label={t('Percentage vsv’ers')}
        hint={t('Hoogstens twee decimalen')}
        required
      />
      <TextField {...of('bron')} label={t('Waar het is afgesproken')} required />
      <Button>{t('Bewaar')}</Button>
    </form>
  );
}
