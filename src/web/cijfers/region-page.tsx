import type { ComponentChildren } from 'preact';
import { type Figure, schoolYearName } from '../../figures/figure';
import type { Due } from '../../law/terms/reports-due';
import { BarChart } from '../charts/bar-chart';
import { LineChart } from '../charts/line-chart';
import { RankChart } from '../charts/rank-chart';
import { writtenValue } from '../charts/series';
import { type Option, SelectField } from '../components/fields';
import { Button } from '../components/forms';
import { Alert, Section, Tiles } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { addressOf, areaCode, areaTitle, type Asked } from './asked';
import { Downloads } from './downloads';
import { DuePart } from './due-part';
import { seriesOf, shortMonth, TrendChart } from './figure-charts';
import { Definition, FigureTable } from './figure-part';
import { atAGlance, latestYear, numberIn, type RegionAtAGlance, wholeTrend } from './region-figures';
import { PER_NAMES } from './words';

interface Shown<F> {
  asked: Asked;
  figure: F;
}

export interface RegionPageProps {
  work: Shown<Figure>;
  load: Shown<Figure>;
  leavers: Shown<Figure | null>;
  /** why there is no statistic of early leavers */
  problem: string | null;
  /** what must be handed in soon */
  due: readonly Due[];
  areas: readonly Option[];
  years: readonly number[];
}

/** More names than these below each other are no picture any more; the table has them all. */
const MOST_NAMES = 12;
const DIVISIONS = ['niveau', 'gemeente', 'school'] as const;

/** The region at one look: what comes in, what lies where, which terms are met, and who leaves school too early. */
export function RegionPage({ work, load, leavers, problem, due, areas, years }: RegionPageProps) {
  return (
    <>
      <Heading level={1}>{t('{{gebied}} in één oogopslag', { gebied: areaTitle(areaCode(work.asked)) })}</Heading>
      <Paragraph lead>{t('Wat er binnenkomt, waar het ligt, wat er op tijd gebeurt en wie er uitvalt.')}</Paragraph>
      <Filter {...{ asked: work.asked, per: leavers.asked.per, areas, years }} />
      <DuePart due={due} />
      <Glance of={atAGlance(work.figure, load.figure, leavers.figure)} asked={work.asked} />
      <Work {...work} />
      <Load {...load} />
      <Section id="vsv" title={t('Voortijdig schoolverlaten')}>
        {problem !== null && (
          <Alert tone="warning">
            <Paragraph>{problem}</Paragraph>
          </Alert>
        )}
        {leavers.figure !== null && <Leavers asked={leavers.asked} figure={leavers.figure} />}
      </Section>
      <Section id="verder" title={t('Verder kijken')}>
        <ul class="ls-chips">
          <li>
            <Link href="/cijfers">{t('Alle cijfers')}</Link>
          </li>
          <li>
            <Link href="/cijfers/jaarverslag">{t('Jaarverslag leerplicht')}</Link>
          </li>
          <li>
            <Link href="/cijfers/simulatie">{t('Simulatie: wat een andere drempel had gegeven')}</Link>
          </li>
        </ul>
      </Section>
    </>
  );
}

function Filter({
  asked,
  per,
  areas,
  years,
}: Pick<RegionPageProps, 'areas' | 'years'> & { asked: Asked; per: Asked['per'] }) {
  return (
    <form class="ls-filter ls-filter--figures" method="get" action="/regio">
      <SelectField name="gebied" label={t('Gebied')} value={asked.area} options={areas} />
      <SelectField
        name="schooljaar"
        label={t('Schooljaar')}
        value={asked.schoolYear === null ? '' : String(asked.schoolYear)}
        options={[['', t('laatste')], ...years.map((year) => [String(year), schoolYearName(year)] as const)]}
      />
      <SelectField
        name="per"
        label={t('Schoolverlaters verdeeld naar')}
        value={per}
        options={DIVISIONS.map((one) => [one, t(PER_NAMES[one])] as const)}
      />
      <Button look="secondary-action">{t('Toon')}</Button>
    </form>
  );
}

function Glance({ of, asked }: { of: RegionAtAGlance; asked: Asked }) {
  const { leavers } = of;
  const change = leavers === null || leavers.before === null ? null : leavers.share - leavers.before;
  const percent = (value: number, decimals: number) => `${writtenValue(value, decimals)} %`;
  return (
    <Tiles
      items={[
        {
          name: t('signalen dit schooljaar'),
          value: writtenCount(of.signals),
          href: addressOf(asked, { kind: 'management' }),
        },
        {
          name: t('open dossiers'),
          value: writtenCount(of.openDossiers),
          href: addressOf(asked, { kind: 'belasting', schoolYear: null }),
        },
        {
          name: t('zonder behandelaar'),
          value: writtenCount(of.waiting),
          tone: of.waiting > 0 ? 'warning' : 'safe',
        },
        {
          name: t('termijnen verlopen'),
          value: writtenCount(of.termsPast),
          tone: of.termsPast > 0 ? 'danger' : 'safe',
        },
        {
          name: t('van de termijnen gehaald'),
          value: of.termsMet === null ? t('onbekend') : percent(of.termsMet, 1),
        },
        ...(leavers === null
          ? []
          : [
              {
                name:
                  change === null
                    ? t('nieuwe vsv’ers in {{jaar}}', { jaar: leavers.year })
                    : t('nieuwe vsv’ers in {{jaar}}, {{verschil}} procentpunt', {
                        jaar: leavers.year,
                        verschil: `${change > 0 ? '+' : ''}${writtenValue(change, 2)}`,
                      }),
                value: percent(leavers.share, 2),
                href: addressOf(asked, { kind: 'vsv-trend', schoolYear: null }),
                tone: change !== null && change > 0 ? ('warning' as const) : ('neutral' as const),
              },
            ]),
      ]}
    />
  );
}

/** Pictures with what they count beside them, files, and the same as a table. */
function Block({ asked, figure, children }: Shown<Figure> & { children: ComponentChildren }) {
  return (
    <>
      <div class="ls-figure">
        <div>{children}</div>
        <Definition figure={figure} />
      </div>
      <Downloads asked={asked} of={figure.titel} />
      <details class="ls-details">
        <summary>{t('Hetzelfde als tabel')}</summary>
        <FigureTable figure={figure} />
      </details>
    </>
  );
}

function Work({ asked, figure }: Shown<Figure>) {
  const months = figure.rijen.map(({ cells }) => shortMonth(String(cells['sleutel'])));
  const chart = (title: string, keys: readonly string[]) => (
    <BarChart title={title} categories={months} series={seriesOf(figure, keys)} />
  );
  return (
    <Section id="werk" title={t('Signalen, dossiers en termijnen')}>
      <Block {...{ asked, figure }}>
        <div class="ls-columns ls-columns--charts">
          {chart(t('Signalen en meldingen per maand'), ['signalen', 'meldingen'])}
          {chart(t('Dossiers per maand'), ['dossiersGeopend', 'dossiersGesloten'])}
          {chart(t('Termijnen per maand'), ['termijnenGehaald', 'termijnenTeLaat'])}
        </div>
      </Block>
    </Section>
  );
}

function Load({ asked, figure }: Shown<Figure>) {
  const rows = [...figure.rijen]
    .filter((row) => numberIn(row, 'openDossiers') > 0)
    .sort((a, b) => numberIn(b, 'openDossiers') - numberIn(a, 'openDossiers'));
  const shown = rows.slice(0, MOST_NAMES);
  const names = shown.map(({ cells }) => String(cells['naam'] ?? cells['sleutel']));
  const chart = (title: string, key: string, decimals: number) => (
    <RankChart
      {...{ title, categories: names, decimals }}
      series={[{ name: title, values: shown.map(({ cells }) => cells[key] as number | null) }]}
    />
  );
  return (
    <Section id="belasting" title={t('Werkvoorraad per medewerker')}>
      <Block {...{ asked, figure }}>
        {shown.length === 0 && <Paragraph>{t('Niemand heeft open dossiers.')}</Paragraph>}
        {shown.length > 0 && (
          <div class="ls-columns ls-columns--charts">
            {chart(t('Open dossiers'), 'openDossiers', 0)}
            {chart(t('Open dossiers per fte'), 'perFte', 1)}
          </div>
        )}
        <Cut shown={shown.length} all={rows.length} />
      </Block>
    </Section>
  );
}

function Leavers({ asked, figure }: Shown<Figure>) {
  const years = wholeTrend(figure);
  const latest = latestYear(figure);
  const shown = latest.slice(0, MOST_NAMES);
  const share = t('Percentage nieuwe vsv’ers');
  return (
    <Block {...{ asked, figure }}>
      <div class="ls-columns ls-columns--charts">
        <LineChart
          title={t('Percentage nieuwe vsv’ers, het hele gebied')}
          decimals={2}
          categories={years.map(({ year }) => year)}
          series={[{ name: share, values: years.map((one) => one.share) }]}
        />
        <TrendChart figure={figure} />
        {shown.length > 0 && (
          <RankChart
            title={t('Percentage nieuwe vsv’ers in {{jaar}}, de meeste personen eerst', {
              jaar: String(latest[0]!.cells['schooljaar']),
            })}
            decimals={2}
            categories={shown.map(({ cells }) => String(cells['naam'] ?? cells['sleutel']))}
            series={[{ name: share, values: shown.map(({ cells }) => cells['percentage'] as number | null) }]}
          />
        )}
      </div>
      <Cut shown={shown.length} all={latest.length} />
    </Block>
  );
}

/** Nothing is left out in silence. */
function Cut({ shown, all }: { shown: number; all: number }) {
  if (shown >= all) return null;
  return (
    <Paragraph small>
      {t('De grafiek toont er {{getoond}} van de {{alle}}; de tabel heeft ze alle.', { getoond: shown, alle: all })}
    </Paragraph>
  );
}
