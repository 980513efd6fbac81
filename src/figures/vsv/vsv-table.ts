import type { Day } from '../../law/day';
import { type Figure, type FigureQuestion, type Per, percentage, schoolYearName, UNKNOWN } from '../figure';
import { askedMunicipalities } from '../area';
import { keyName } from '../key-names';
import { seriesBreaks } from './definition';
import { type Reason, REASONS, referenceDays } from './steps';
import { type Counted, everybody, inStep, keyOf, type Tally, tally } from './tally';
import { type LevelPart, publishLevels } from './publish-levels';
import type { SchoolPart } from './publish-schools';
import { type FineRow, publishLeavers } from '../suppression/publish-leavers';

/** Which count is shown: of the data of today, or a snapshot that was stored. */
export type VsvState = 'actueel' | 'voorlopig' | 'definitief';

export interface VsvCount {
  schoolYear: number;
  /** name and version */
  definition: string;
  state: VsvState;
  dataDay: Day;
  /** false: no file vsv-status for the second 1 October; what only it tells is unknown */
  statusesKnown: boolean;
}

const FROM_STATUS: readonly Reason[] = [
  'ho',
  'niet-bekostigd',
  'dji',
  'politie-defensie',
  'entree-werkend',
  'buitenland',
  'geen-vast-adres',
];

/**
 * The count as a table, as it may be published where that was asked for. `counted`: of `countedArea`. `levels`: for a
 * publication of schools, what is counted for one of levels.
 */
export function vsvFigure(
  count: VsvCount,
  counted: readonly Counted[],
  question: FigureQuestion,
  levels: readonly Counted[] = counted,
): Figure {
  const { start } = referenceDays(count.schoolYear);
  const asked = keptApart(question) ? askedMunicipalities(question, start) : null;
  const isAsked = (key: string | null) => key !== null && asked!.includes(key.split(' ')[0]!);
  const seen = asked === null ? counted : counted.filter(({ key }) => isAsked(key));
  const { rows, total } = tally(seen, question.per, start);
  const figure = vsvTable(count, rows, total, question.per);
  if (!question.publication) return figure;
  if (question.per === 'school' || question.per === 'niveau' || question.per === 'onderwijssoort') {
    return publishLevels(
      figure,
      { parts: levelParts(levels, start), schools: () => schoolParts(counted) },
      question,
      start,
    );
  }
  // regions and municipalities lie side by side: one withholding for both
  const municipalities = tally(counted, 'gemeente', start).rows;
  const parts = municipalities.map((row) => fine(row, row.key === UNKNOWN ? UNKNOWN : keyOf('regio', row.key, start)));
  const shown = [...new Set(seen.map(({ key }) => key ?? UNKNOWN))];
  const ofRow = (key: string | null): readonly string[] => {
    if (key === null || question.per === 'gemeente') return key === null ? shown : [key];
    return shown.filter((one) => (one === UNKNOWN ? UNKNOWN : keyOf('regio', one, start)) === key);
  };
  return publishLeavers(figure, parts, question.per === 'regio' ? 'groups' : 'rows', ofRow);
}

/**
 * Whether a publication must be counted of all municipalities, whatever was asked: each of several requests shows
 * another part, and what is withheld in one may not follow from the others.
 */
export const keptApart = ({ publication, per }: FigureQuestion): boolean => publication && per !== 'school';

/** For a publication of schools: the levels that lie beside them are counted too. */
export const besideSchools = (question: FigureQuestion): FigureQuestion | undefined =>
  question.publication && question.per === 'school' ? { ...question, per: 'niveau' } : undefined;

/** What must be counted to answer: see `keptApart`. */
export const countedArea = (question: FigureQuestion): FigureQuestion =>
  keptApart(question) ? { ...question, region: null, municipality: null, within: null } : question;

/** Of what was counted by school and level (`countedColumns`). */
function schoolParts(counted: readonly Counted[]): SchoolPart[] {
  return byKey(counted).map((part) => {
    const [school, rank] = part.key.split(' ');
    const { participants, leavers } = fine(part, null);
    return { school: school!, rank: Number(rank), participants, leavers };
  });
}

/** Of what was counted by municipality and level, in the order in which municipalities are guarded. */
function levelParts(counted: readonly Counted[], start: Day): LevelPart[] {
  return byKey(counted)
    .map((part) => {
      const [town, rank] = part.key.split(' ');
      const group = town === '' ? UNKNOWN : keyOf('regio', town!, start);
      const { participants, leavers } = fine(part, null);
      return { town: town === '' ? UNKNOWN : town!, group, rank: Number(rank), participants, leavers };
    })
    .sort(
      (a, b) =>
        Number(a.town === UNKNOWN) - Number(b.town === UNKNOWN) ||
        (a.town < b.town ? -1 : a.town > b.town ? 1 : a.rank - b.rank),
    );
}

function byKey(counted: readonly Counted[]): Tally[] {
  const parts = new Map<string, Tally>();
  for (const { key, reason, n } of counted) {
    const part = parts.get(key!) ?? { key: key!, reasons: new Map<Reason, number>() };
    parts.set(key!, part);
    part.reasons.set(reason, (part.reasons.get(reason) ?? 0) + n);
  }
  return [...parts.values()];
}

function fine(row: Tally, group: string | null): FineRow {
  const { deelnemers, vsv } = numbers(row);
  return { key: row.key, group, participants: deelnemers, leavers: vsv };
}

/** What only the file vsv-status tells is null where there is none, never zero. */
function vsvTable(count: VsvCount, rows: readonly Tally[], total: Tally, per: Per): Figure {
  const { schoolYear, definition, state } = count;
  const { start, end } = referenceDays(schoolYear);
  const broken = seriesBreaks().find((one) => one.schoolYear === schoolYear);
  return {
    soort: 'vsv',
    titel: `Voortijdig schoolverlaters, schooljaar ${schoolYearName(schoolYear)}, ${state}`,
    // in every form, also where the notes are left out
    definitie: count.statusesKnown ? definition : `${definition}, zonder het bestand vsv-status`,
    peildatum: end,
    gegevensdatum: count.dataDay,
    kolommen: [
      { key: 'sleutel', title: per, type: 'tekst' },
      { key: 'naam', title: 'naam', type: 'tekst' },
      { key: 'startpopulatie', title: 'A startpopulatie', type: 'getal' },
      { key: 'uitgezonderd', title: 'B uitgezonderd', type: 'getal' },
      { key: 'nogLerend', title: 'C nog lerend', type: 'getal' },
      { key: 'startkwalificatie', title: 'D startkwalificatie of werk na entree', type: 'getal' },
      { key: 'deelnemers', title: 'deelnemers (A - B)', type: 'getal' },
      { key: 'vsv', title: "vsv'ers (X)", type: 'getal' },
      { key: 'percentage', title: '%', type: 'percentage' },
    ],
    rijen: rows.map((row) => ({ cells: { sleutel: row.key, naam: keyName(per, row.key), ...numbers(row) } })),
    totaal: { cells: { sleutel: 'totaal', naam: null, ...numbers(total) } },
    kenmerken: {
      schooljaar: schoolYear,
      stand: state,
      reeksbreuk: broken?.reason ?? null,
      vsvStatusBekend: count.statusesKnown ? 'ja' : 'nee',
    },
    stappen: steps(total, count.statusesKnown),
    toelichting: [
      `X = A - B - C - D, geteld van ${start} tot ${end}; het percentage is X / (A - B).`,
      'Een persoon telt één keer, bij de hoogste inschrijving op 1 oktober, en in de gemeente waar die toen woonde.',
      "Dit zijn nieuwe vsv'ers: wie op de eerste 1 oktober al geen onderwijs volgde, staat bij oud-vsv.",
      ...(count.statusesKnown
        ? []
        : [
            `Voor ${end} is geen bestand vsv-status ingelezen. Wie in het hoger of niet-bekostigd onderwijs zit, vastzit, bij politie of defensie is of werkt na entree, is daardoor onbekend en telt nu als vsv'er.`,
          ]),
    ],
  };
}

function numbers(row: Tally) {
  const out = inStep(row, 'B');
  const participants = everybody(row) - out;
  const leavers = inStep(row, 'X');
  return {
    startpopulatie: participants + out,
    uitgezonderd: out,
    nogLerend: inStep(row, 'C'),
    startkwalificatie: inStep(row, 'D'),
    deelnemers: participants,
    vsv: leavers,
    percentage: percentage(leavers, participants),
  };
}

function steps({ reasons }: Tally, statusesKnown: boolean): NonNullable<Figure['stappen']> {
  return (Object.keys(REASONS) as Reason[]).map((reason) => ({
    stap: REASONS[reason],
    reden: reason,
    aantal: !statusesKnown && FROM_STATUS.includes(reason) ? null : (reasons.get(reason) ?? 0),
  }));
}
