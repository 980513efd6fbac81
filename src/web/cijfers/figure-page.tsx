import { figureKind } from '../../figures/desk/kinds';
import { OUTSIDE_KEY } from '../../figures/duo/duo-vsv';
import type { Figure } from '../../figures/figure';
import { schoolYearName } from '../../figures/figure';
import { RESULTS_KEY } from '../../figures/programme/programme-figures';
import type { Report } from '../../figures/report/report';
import { findStorable } from '../../figures/stored/kinds';
import { homeDefinitions } from '../../figures/thuiszitters/definitions';
import type { Step } from '../../figures/vsv/steps';
import { CheckboxField, type Option, SelectField } from '../components/fields';
import { Button, ButtonLink } from '../components/forms';
import { Alert, Section } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { told, toldIn } from '../text/told';
import { addressOf, areaCode, type Asked, isInternal, PERSONS_SHOWN, programmeAddress } from './asked';
import { Downloads } from './downloads';
import { FigureChart } from './figure-charts';
import { type Behind, FigurePart } from './figure-part';
import { ReportPart } from './report-part';
import { type StoredOnPage, StoredPart } from './stored-part';
import { ABOUT_NAMES, KIND_NAMES, PER_NAMES } from './words';

export interface FigurePageProps {
  asked: Asked;
  areas: readonly Option[];
  /** the years one may choose from, latest first */
  years: readonly number[];
  /** null: there is nothing to count, `problem` says why */
  figure: Figure | Report | null;
  problem: string | null;
  /** whether the reader may see persons at all */
  persons: boolean;
  /** whether the reader may write the programme of this area */
  keeps: boolean;
  /** what was stored of these figures; null: they are not stored on this page */
  stored: StoredOnPage | null;
}

/** One kind of figures: what was asked, the picture, the table with its definition, and files to take along. */
export function FigurePage({ asked, areas, years, figure, problem, persons, keeps, stored }: FigurePageProps) {
  return (
    <>
      <p class="ls-back">
        <Link href="/cijfers">{t('Alle cijfers')}</Link>
      </p>
      <Heading level={1}>{t(KIND_NAMES[asked.kind])}</Heading>
      <Paragraph lead>{t(ABOUT_NAMES[asked.kind])}</Paragraph>
      <Filter {...{ asked, areas, years }} />
      {problem !== null && (
        <Alert tone="warning">
          <Paragraph>{told(problem)}</Paragraph>
        </Alert>
      )}
      {figure !== null && <Downloads asked={asked} />}
      {figure !== null &&
        ('delen' in figure ? <ReportPart report={figure} /> : <Table {...{ asked, persons, keeps, figure }} />)}
      {stored && <StoredPart {...{ asked, stored }} />}
    </>
  );
}

function Table({
  asked,
  persons,
  keeps,
  figure,
}: Pick<FigurePageProps, 'asked' | 'persons' | 'keeps'> & { figure: Figure }) {
  const behind = keeps ? formBehind(asked) : personsBehind(asked, persons);
  const { persons: ofPersons } = figureKind(asked.kind) as { persons?: true };
  return (
    <>
      {keeps && <Writing asked={asked} />}
      <FigureChart figure={figure} />
      <FigurePart figure={figure} behind={behind} />
      {ofPersons && <MorePersons {...{ asked, figure }} />}
      {(asked.kind === 'vsv' || asked.kind === 'vsv-standen') && (
        <Paragraph>
          <Link href="/cijfers/vastgelegd">{t('Bekijk wat is vastgelegd')}</Link>
        </Paragraph>
      )}
      {figure.stappen && <Steps {...{ asked, figure, persons }} />}
      {asked.kind === 'duo-vsv' && <Outside {...{ asked, figure, persons }} />}
      {asked.kind === 'duo-vergelijking' && persons && (
        <Paragraph>
          <Link href={addressOf(asked, { kind: 'duo-personen' })}>{t('Bekijk de personen achter de verschillen')}</Link>
        </Paragraph>
      )}
      {asked.kind === 'thuiszitters' && asked.definition === '' && <Definitions asked={asked} />}
    </>
  );
}

/** The way to the early leavers who stand in no row: DUO's starting population does not hold them. */
function Outside({ asked, figure, persons }: { asked: Asked; figure: Figure; persons: boolean }) {
  const count = figure.kenmerken['buitenStartpopulatie'];
  if (!persons || asked.publication || typeof count !== 'number' || count === 0) return null;
  return (
    <Paragraph>
      <Link href={addressOf(asked, { kind: 'duo-vsv-personen', key: OUTSIDE_KEY })}>
        {t('Bekijk wie buiten de startpopulatie staat: {{aantal}}', { aantal: writtenCount(count) })}
      </Link>
    </Paragraph>
  );
}

/** Columns of the statistic that hold the persons of one step. */
const STEP_COLUMNS: Record<string, Step | ''> = {
  sleutel: '',
  startpopulatie: '',
  uitgezonderd: 'B',
  nogLerend: 'C',
  startkwalificatie: 'D',
  vsv: 'X',
};

/** Figures of which each number leads to who is behind it. */
const CELLS_BEHIND: Partial<Record<Asked['kind'], Asked['kind']>> = {
  telling: 'telling-personen',
  effectrapportage: 'effect-personen',
  management: 'management-personen',
  maatregelen: 'maatregelen-personen',
  thuiszitters: 'thuiszitters-personen',
  'duo-maand': 'duo-maand-personen',
  'duo-vsv': 'duo-vsv-personen',
};

/** Numbers that are no count of persons or events. */
const NO_COUNT = ['percentage', 'dagenTotGesprek'];

function cellBehind(asked: Asked, kind: Asked['kind']): Behind {
  return ({ cells }, column) => {
    const value = cells[column];
    if (typeof value !== 'number' || value === 0 || NO_COUNT.includes(column)) return null;
    return addressOf(asked, { kind, key: String(cells['sleutel']), column });
  };
}

/** Each number of the statistic leads to the persons in it, for who may see persons. */
function personsBehind(asked: Asked, persons: boolean): Behind | undefined {
  if (!persons || asked.publication) return undefined;
  // who is there now need not be who was counted then
  if (asked.snapshot !== '' && findStorable(asked.kind)) return undefined;
  const cells = CELLS_BEHIND[asked.kind];
  if (cells) return cellBehind(asked, cells);
  if (asked.kind === 'duo-vergelijking') return lineBehind(asked);
  if (asked.kind !== 'vsv') return undefined;
  return ({ cells }, column) => {
    const step = STEP_COLUMNS[column];
    if (step === undefined || cells[column] === 0) return null;
    const key = cells['sleutel'] === 'totaal' ? '' : String(cells['sleutel']);
    return addressOf(asked, { kind: 'vsv-personen', key, step });
  };
}

/** The number of persons on a line of the comparison leads to them. */
function lineBehind(asked: Asked): Behind {
  return ({ cells }, column) =>
    column !== 'personen' || cells[column] === 0
      ? null
      : addressOf(asked, { kind: 'duo-personen', key: String(cells['sleutel']) });
}

/** A measure leads to its form, the early leavers to their targets. */
function formBehind(asked: Asked): Behind {
  const area = areaCode(asked);
  return ({ cells }, column) => {
    if (column !== 'sleutel') return null;
    if (cells['sleutel'] === RESULTS_KEY) return programmeAddress(area, 'streefcijfers');
    return programmeAddress(area, 'maatregel', { maatregel: String(cells['sleutel']) });
  };
}

function Writing({ asked }: { asked: Asked }) {
  const area = areaCode(asked);
  return (
    <p class="ls-actions">
      <ButtonLink href={programmeAddress(area, 'maatregel')}>{t('Voeg een maatregel toe')}</ButtonLink>{' '}
      <ButtonLink href={programmeAddress(area, 'streefcijfers')}>{t('Zet streefcijfers')}</ButtonLink>
    </p>
  );
}

function Filter({ asked, areas, years }: Pick<FigurePageProps, 'asked' | 'areas' | 'years'>) {
  const { per, persons } = figureKind(asked.kind);
  // what was stored is of the year that it was stored of
  const ofOneYear = asked.snapshot !== '' && findStorable(asked.kind) !== undefined;
  const states = (asked.kind === 'vsv' || asked.kind === 'vsv-personen') && asked.snapshot === '';
  return (
    <form class="ls-filter ls-filter--figures" method="get" action={`/cijfers/${asked.kind}`}>
      <SelectField name="gebied" label={t('Gebied')} value={asked.area} options={areas} />
      {!ofOneYear && (
        <SelectField
          name="schooljaar"
          label={t('Schooljaar')}
          value={asked.schoolYear === null ? '' : String(asked.schoolYear)}
          options={[['', t('laatste')], ...years.map((year) => [String(year), schoolYearName(year)] as const)]}
        />
      )}
      {per.length > 0 && (
        <SelectField
          name="per"
          label={t('Verdeeld naar')}
          value={asked.per}
          options={per.map((one) => [one, t(PER_NAMES[one])] as const)}
        />
      )}
      {states && (
        <SelectField
          name="stand"
          label={t('Stand')}
          value={asked.state}
          options={[
            ['actueel', t('gegevens van nu')],
            ['voorlopig', t('voorlopig vastgelegd')],
            ['definitief', t('definitief vastgelegd')],
          ]}
        />
      )}
      {asked.kind === 'thuiszitters' && (
        <SelectField
          name="definitie"
          label={t('Definitie')}
          value={asked.definition}
          options={[['', t('alle, naast elkaar')], ...homeDefinitions().map(({ naam }) => [naam, naam] as const)]}
        />
      )}
      {!isInternal(asked.kind) && asked.kind !== 'jaarverslag' && (
        <CheckboxField
          name="publicatie"
          label={t('Voor publicatie: kleine aantallen weglaten')}
          checked={asked.publication}
        />
      )}
      {asked.snapshot !== '' && <input type="hidden" name="vastlegging" value={asked.snapshot} />}
      {persons && asked.key !== '' && <input type="hidden" name="sleutel" value={asked.key} />}
      {persons && asked.definition !== '' && <input type="hidden" name="definitie" value={asked.definition} />}
      {persons && asked.column !== '' && <input type="hidden" name="kolom" value={asked.column} />}
      {persons && asked.step !== '' && <input type="hidden" name="stap" value={asked.step} />}
      <Button look="secondary-action">{t('Toon')}</Button>
    </form>
  );
}

function Steps({ asked, figure, persons }: { asked: Asked; figure: Figure; persons: boolean }) {
  return (
    <Section id="stappen" title={t('De formule stap voor stap')}>
      <Paragraph>{t('X = A - B - C - D. Wat geen bestand vertelt is onbekend, en geen nul.')}</Paragraph>
      <DataTable
        caption={t('De formule stap voor stap')}
        captionHidden
        columns={[
          {
            title: t('Stap'),
            heads: true,
            cell: ({ stap }) =>
              persons ? <Link href={addressOf(asked, { kind: 'vsv-personen', step: stap })}>{stap}</Link> : stap,
          },
          { title: t('Reden'), cell: ({ reden }) => <span lang={toldIn(reden)}>{told(reden)}</span> },
          {
            title: t('Aantal'),
            number: true,
            cell: ({ aantal }) => (aantal === null ? t('onbekend') : writtenCount(aantal)),
          },
        ]}
        rows={figure.stappen!}
      />
    </Section>
  );
}

/** The way to each definition's months. */
function Definitions({ asked }: { asked: Asked }) {
  return (
    <Section id="maanden" title={t('Per maand, volgens een definitie')}>
      <ul class="ls-chips">
        {homeDefinitions().map(({ naam, omschrijving }) => (
          <li>
            <Link href={addressOf(asked, { definition: naam })}>{told(omschrijving)}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MorePersons({ asked, figure }: { asked: Asked; figure: Figure }) {
  const { offset } = asked;
  return (
    <ul class="ls-chips" aria-label={t("Pagina's")}>
      {offset > 0 && (
        <li>
          <Link href={addressOf(asked, { offset: Math.max(0, offset - PERSONS_SHOWN) })}>{t('Vorige')}</Link>
        </li>
      )}
      {figure.rijen.length === PERSONS_SHOWN && (
        <li>
          <Link href={addressOf(asked, { offset: offset + PERSONS_SHOWN })}>{t('Volgende')}</Link>
        </li>
      )}
    </ul>
  );
}
