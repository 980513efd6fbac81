import { figureKind } from '../../figures/desk/kinds';
import { OUTSIDE_KEY } from '../../figures/duo/duo-vsv';
import type { Figure } from '../../figures/figure';
import type { Report } from '../../figures/report/report';
import { homeDefinitions } from '../../figures/thuiszitters/definitions';
import type { Option } from '../components/fields';
import { ButtonLink } from '../components/forms';
import { Alert, Section } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { told, toldIn } from '../text/told';
import { addressOf, areaCode, type Asked, PERSONS_SHOWN, programmeAddress } from './asked';
import { formBehind, personsBehind } from './behind';
import { Downloads } from './downloads';
import { FigureChart } from './figure-charts';
import { FigureFilter } from './figure-filter';
import { FigurePart } from './figure-part';
import { ReportPart } from './report-part';
import { type StoredOnPage, StoredPart } from './stored-part';
import { ABOUT_NAMES, KIND_NAMES } from './words';

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
      <FigureFilter {...{ asked, areas, years }} />
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

function Writing({ asked }: { asked: Asked }) {
  const area = areaCode(asked);
  return (
    <p class="ls-actions">
      <ButtonLink href={programmeAddress(area, 'maatregel')}>{t('Voeg een maatregel toe')}</ButtonLink>{' '}
      <ButtonLink href={programmeAddress(area, 'streefcijfers')}>{t('Zet streefcijfers')}</ButtonLink>
    </p>
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
