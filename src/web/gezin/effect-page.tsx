import type { MeasureEffect } from '../../cases/effect/read-effect';
import { sum } from '../../cases/effect/effect';
import { BarChart } from '../charts/bar-chart';
import { Section, Tabs } from '../components/show';
import { Alert } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { ITEM_NAMES } from '../../cases/items/step-words';
import { t } from '../text/language';
import { writtenHours } from '../text/numbers';

export const WEEKS = [4, 8, 12] as const;

/** The number of lesweken asked for, or the usual one. */
export function weeksAsked(text: string): number {
  return WEEKS.find((one) => String(one) === text) ?? WEEKS[0];
}

interface Props {
  dossierId: string;
  weeks: number;
  measures: readonly MeasureEffect[];
  /** what this does not prove */
  sentence: string;
}

/** Absence in the weeks before and after each measure, as a picture. */
export function EffectPage({ dossierId, weeks, measures, sentence }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Verzuim rond maatregelen')}</Heading>
      <Alert>
        <Paragraph>{t(sentence)}</Paragraph>
      </Alert>
      <Tabs
        label={t('Hoeveel lesweken')}
        items={WEEKS.map((one) => ({
          href: `/dossiers/${dossierId}/effect?weken=${one}`,
          name: t('{{n}} lesweken', { n: one }),
          current: one === weeks,
        }))}
      />
      {measures.length === 0 && <Paragraph>{t('In dit dossier is geen maatregel vastgelegd.')}</Paragraph>}
      {measures.map((one) => (
        <Section
          id={`m-${one.item}`}
          title={t('{{maatregel}} op {{dag}}', { maatregel: t(ITEM_NAMES[one.kind]), dag: writtenDay(one.day) })}
        >
          <Paragraph>
            {t('Ongeoorloofd verzuim ervoor: {{voor}}. Erna: {{na}}.', {
              voor: writtenHours(sum(one.before)),
              na: writtenHours(sum(one.after)),
            })}{' '}
            {!one.complete && t('Nog niet alle weken erna zijn voorbij: vergelijk deze getallen nog niet.')}
          </Paragraph>
          <BarChart
            title={t('Ongeoorloofde uren per lesweek voor en na de maatregel')}
            categories={[...one.before.map((_, i) => String(i - weeks)), ...one.after.map((_, i) => `+${i + 1}`)]}
            series={[
              { name: t('Ervoor'), values: [...one.before.map(hours), ...one.after.map(() => null)] },
              { name: t('Erna'), values: [...one.before.map(() => null), ...one.after.map(hours)] },
            ]}
            decimals={2}
          />
        </Section>
      ))}
    </>
  );
}

const hours = (hundredths: number): number => hundredths / 100;
