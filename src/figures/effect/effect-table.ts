import { DURATION_CLASSES, INTAKE_CLASSES, reportYear } from '../../trajectories/counting';
import type { Day } from '../../law/day';
import { DESTINATIONS } from '../../trajectories/vocabulary';
import { areaName } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { shares } from '../shares';
import { type Edge, suppress } from '../suppression/suppress';
import { withhold } from '../suppression/suppress-figure';
import { type EffectCounts, KINDS, NO_DESTINATION, sumOf } from './counts';

export const EFFECT_DEFINITION = 'effectrapportage van de regio (WEB art. 9.2.10), tabellen 3A tot en met 3G';

const NAMES: Record<string, string> = {
  benaderd: 'Jongeren benaderd',
  intakes: 'Intakes gehouden',
  'binnen-2-weken': 'Intake binnen 2 weken na aanlevering',
  '2-tot-4-weken': 'Intake na 2 tot en met 4 weken',
  'langer-dan-4-weken': 'Intake na meer dan 4 weken',
  gestart: 'Trajecten gestart',
  beeindigd: 'Trajecten beëindigd',
  nieuw: 'Nieuw',
  doorlopend: 'Doorlopend uit een vorig jaar',
  terugkerend: 'Terugkerend',
  'korter-dan-1-maand': 'Beëindigd binnen 1 maand',
  '1-tot-6-maanden': 'Beëindigd na 1 tot en met 6 maanden',
  'langer-dan-6-maanden': 'Beëindigd na meer dan 6 maanden',
  voltijdopleiding: 'Naar een voltijdopleiding',
  'leren-en-werken': 'Naar leren en werken (BBL)',
  'werk-12-uur': 'Naar werk van ten minste 12 uur per week',
  'zorg-opvang-detentie': 'Naar intramurale zorg, opvang of detentie',
  'zonder-dagbesteding': 'Beëindigd zonder dagbesteding',
  'verhuisd-of-niet-traceerbaar': 'Verhuisd of niet traceerbaar',
  overig: 'Overig',
  [NO_DESTINATION]: 'Bestemming niet vastgelegd',
  vroeg: '17-jarigen die vroeg zijn opgepakt',
  totaal: 'Totaal',
};

/** One line of a numbered table; `edge`: its place in the network of all numbers that are shown. */
interface Line {
  table: string;
  key: string;
  value: number;
  share: number | null;
  from: string;
  to: string;
}

/**
 * Every number of the tables as an edge of one network, since the tables share numbers: the intakes of 3A are the total
 * of 3B, what started in 3C is new or returning in 3D, what ended in 3C is the total of 3E and of 3F.
 */
function linesOf(counts: EffectCounts): Line[] {
  const line = (table: string, key: string, value: number, from: string, to: string): Line => ({
    ...{ table, key, value, from, to, share: null },
  });
  const parts = (table: string, keys: readonly string[], of: Record<string, number>, from: string, to: string) => {
    const percentages = shares(keys.map((key) => of[key]!));
    return keys.map((key, i) => ({ ...line(table, key, of[key]!, from, to), share: percentages[i]! }));
  };
  const { intakes, kinds, durations, destinations } = counts;
  const kindShares = shares(KINDS.map((key) => kinds[key]));
  return [
    line('3A', 'benaderd', counts.approached, 'in', 'uit'),
    line('3A', 'intakes', sumOf(intakes), 'in', 'intake'),
    ...parts('3B', INTAKE_CLASSES, intakes, 'intake', 'intake-som'),
    line('3B', 'totaal', sumOf(intakes), 'intake-som', 'uit'),
    line('3C', 'gestart', counts.started, 'in', 'gestart'),
    line('3C', 'beeindigd', counts.ended, 'in', 'duur'),
    ...KINDS.map((key, i) => ({
      ...line('3D', key, kinds[key], key === 'doorlopend' ? 'in' : 'gestart', 'lopend'),
      share: kindShares[i]!,
    })),
    line('3D', 'totaal', sumOf(kinds), 'lopend', 'uit'),
    ...parts('3E', DURATION_CLASSES, durations, 'duur', 'duur-som'),
    line('3E', 'totaal', sumOf(durations), 'duur-som', 'bestemming'),
    ...parts('3F', [...DESTINATIONS, NO_DESTINATION], destinations, 'bestemming', 'bestemming-som'),
    line('3F', 'totaal', sumOf(destinations), 'bestemming-som', 'uit'),
    line('3G', 'vroeg', counts.early, 'in', 'uit'),
  ];
}

/** The lines that a trajectory counted by itself stands on, `3B-binnen-2-weken`. */
export const linesWith = (counts: EffectCounts): string[] =>
  linesOf(counts).flatMap(({ table, key, value }) => (value > 0 ? [`${table}-${key}`] : []));

/** The lines whose number must be withheld for the public. */
function withheld(lines: readonly Line[]): Set<number> {
  const through = lines.filter(({ from }) => from === 'in').reduce((sum, { value }) => sum + value, 0);
  const edges: Edge[] = [...lines, { from: 'uit', to: 'in', value: through }];
  // nobody adds up all tables: what flows back is shown nowhere
  return suppress(edges, { unseen: new Set([lines.length]) });
}

/** Tables 3A to 3G as one list: the number of the table, the line, its count and its share in the table. */
export function effectTable(counts: EffectCounts, question: FigureQuestion, year: number, today: Day): Figure {
  const lines = linesOf(counts);
  const hidden = question.publication ? withheld(lines) : new Set<number>();
  const hiddenTotals = new Set(
    lines.flatMap(({ table, key }, i) => (key === 'totaal' && hidden.has(i) ? [table] : [])),
  );
  const { from, until } = reportYear(year);
  return {
    soort: 'effectrapportage',
    titel: `Effectrapportage ${schoolYearName(year)}, ${areaName(question)}`,
    definitie: EFFECT_DEFINITION,
    peildatum: until,
    gegevensdatum: today,
    kolommen: [
      { key: 'sleutel', title: 'sleutel', type: 'tekst' },
      { key: 'tabel', title: 'tabel', type: 'tekst' },
      { key: 'naam', title: 'omschrijving', type: 'tekst' },
      { key: 'aantal', title: 'aantal', type: 'getal' },
      { key: 'percentage', title: '% van de tabel', type: 'percentage', emptyWhereNone: true },
    ],
    rijen: lines.map(({ table, key, value, share }, i): FigureRow => {
      const row = {
        cells: { sleutel: `${table}-${key}`, tabel: table, naam: NAMES[key]!, aantal: value, percentage: share },
      };
      if (hidden.has(i)) return withhold(row, share === null ? ['aantal'] : ['aantal', 'percentage']);
      return hiddenTotals.has(table) && share !== null ? withhold(row, ['percentage']) : row;
    }),
    totaal: null,
    kenmerken: { schooljaar: year, gebied: areaName(question), indienenVoor: `${year + 1}-12-15` },
    toelichting: [
      `Het rapportagejaar loopt van ${from} tot en met ${until}; inleveren vóór 15 december.`,
      'De intakes van 3A zijn het totaal van 3B; gestart in 3C is nieuw en terugkerend in 3D; beëindigd in 3C is het totaal van 3E en van 3F.',
      'De percentages van een tabel tellen op tot 100.',
    ],
  };
}
