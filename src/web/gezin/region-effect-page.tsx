import { FEWEST_PUPILS, type RegionEffect } from '../../cases/effect/effect';
import { MEASURES } from '../../cases/effect/read-effect';
import { BarChart } from '../charts/bar-chart';
import { Button, DateField, ErrorSummary, SelectField } from '../components/forms';
import { Alert, DefinitionList } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { ITEM_NAMES } from '../../cases/items/step-words';
import { t } from '../text/language';
import { writtenCount, writtenHours } from '../text/numbers';
import { WEEKS } from './effect-page';

export interface RegionWish {
  kind: (typeof MEASURES)[number];
  from: string;
  until: string;
  weeks: number;
}

interface Props {
  wish: RegionWish;
  /** null where the question could not be answered */
  effect: RegionEffect | null;
  errors: readonly FormError[];
}

/** Absence before and after one kind of measure, of all pupils of the area together. */
export function RegionEffectPage({ wish, effect, errors }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <>
      <p class="ls-back">
        <Link href="/cijfers">{t('Alle cijfers')}</Link>
      </p>
      <Heading level={1}>{t('Verzuim rond maatregelen')}</Heading>
      <form class="ls-form ls-narrow" method="get" action="/cijfers/effect">
        <ErrorSummary errors={errors} />
        <SelectField
          name="maatregel"
          label={t('Maatregel')}
          value={wish.kind}
          options={MEASURES.map((kind) => [kind, t(ITEM_NAMES[kind])] as const)}
        />
        <DateField name="van" label={t('Maatregelen vanaf')} value={wish.from} error={errorOf('van')} />
        <DateField name="tot" label={t('Maatregelen tot en met')} value={wish.until} error={errorOf('tot')} />
        <SelectField
          name="weken"
          label={t('Hoeveel lesweken')}
          value={String(wish.weeks)}
          options={WEEKS.map((one) => [String(one), t('{{n}} lesweken', { n: one })] as const)}
        />
        <Button>{t('Toon')}</Button>
      </form>
      {effect && (
        <>
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
              [t('Leerlingen'), writtenCount(effect.pupils)],
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
      )}
    </>
  );
}

const count = (n: number | null): string | null => (n === null ? null : writtenCount(n));
