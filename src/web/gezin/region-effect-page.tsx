import { FEWEST_PUPILS, type RegionEffect } from '../../cases/effect/effect';
import { MEASURES } from '../../cases/effect/read-effect';
import { BarChart } from '../charts/bar-chart';
import { Button, SelectField } from '../components/forms';
import { Alert, DefinitionList } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { schoolYearName } from '../../figures/figure';
import { ITEM_NAMES } from '../../cases/items/step-words';
import { t } from '../text/language';
import { writtenCount, writtenHours } from '../text/numbers';
import { WEEKS } from './effect-page';

export interface RegionWish {
  kind: (typeof MEASURES)[number];
  schoolYear: number;
  weeks: number;
}

interface Props {
  wish: RegionWish;
  years: readonly number[];
  effect: RegionEffect;
}

/** Absence before and after one kind of measure, of all pupils of the area together. */
export function RegionEffectPage({ wish, years, effect }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href="/cijfers">{t('Alle cijfers')}</Link>
      </p>
      <Heading level={1}>{t('Verzuim rond maatregelen')}</Heading>
      <form class="ls-filter ls-filter--figures" method="get" action="/cijfers/effect">
        <SelectField
          name="maatregel"
          label={t('Maatregel')}
          value={wish.kind}
          options={MEASURES.map((kind) => [kind, t(ITEM_NAMES[kind])] as const)}
        />
        <SelectField
          name="schooljaar"
          label={t('Schooljaar')}
          value={String(wish.schoolYear)}
          options={years.map((year) => [String(year), schoolYearName(year)] as const)}
        />
        <SelectField
          name="weken"
          label={t('Hoeveel lesweken')}
          value={String(wish.weeks)}
          options={WEEKS.map((one) => [String(one), t('{{n}} lesweken', { n: one })] as const)}
        />
        <Button look="secondary-action">{t('Toon')}</Button>
      </form>
      <Alert>
        <Paragraph>
          {effect.before === null
            ? t('Van minder dan {{n}} leerlingen zijn de weken erna voorbij: te weinig om iets te laten zien.', {
                n: FEWEST_PUPILS,
              })
            : t(effect.sentence)}
        </Paragraph>
      </Alert>
      <DefinitionList
        items={[
          [t('Leerlingen'), count(effect.pupils)],
          [t('Minder verzuim erna'), count(effect.less)],
          [t('Evenveel verzuim erna'), count(effect.same)],
          [t('Meer verzuim erna'), count(effect.more)],
          [t('Uren ervoor, samen'), effect.before === null ? null : writtenHours(effect.before)],
          [t('Uren erna, samen'), effect.after === null ? null : writtenHours(effect.after)],
        ]}
      />
      {effect.before !== null && effect.after !== null && (
        <BarChart
          title={t('Ongeoorloofde uren van alle leerlingen samen')}
          categories={[t('Ervoor'), t('Erna')]}
          series={[{ name: t('Uren'), values: [effect.before / 100, effect.after / 100] }]}
          decimals={2}
        />
      )}
    </>
  );
}

const count = (n: number | null): string | null => (n === null ? null : writtenCount(n));
