import { addDays, addMonths, type Day } from '../../law/day';
import { areaName } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { withhold } from '../suppression/suppress-figure';
import type { HomeDefinition } from './definitions';
import type { HomeSets, Month } from './home-sets';

/** What was counted of a school year, and a row of it as it may be shown: a number per column, of those days. */
export interface CountedHomes {
  year: number;
  from: Day;
  reference: Day;
  months: Month[];
  /** the school year is not over on the reference day */
  running: boolean;
  /** the day on which the data were so */
  dataDay: Day;
  definitions: readonly HomeDefinition[];
  row: (names: Record<string, string>, definition: HomeDefinition, columns: Record<string, Month>) => FigureRow;
}

/** The months of a school year that have begun, the last one up to the reference day. */
export function monthsOf(from: Day, reference: Day): Month[] {
  return Array.from({ length: 12 }, (_, i) => addMonths(from, i))
    .filter((first) => first <= reference)
    .map((first) => {
      const last = addDays(addMonths(first, 1), -1);
      return { first, last: last < reference ? last : reference };
    });
}

/** Rows of these sets for the municipalities asked for; `reference` null: not for publication, so nothing is withheld. */
export function rowOf(sets: HomeSets, asked: readonly string[] | null, reference: Day | null): CountedHomes['row'] {
  return (names, definition, columns) => {
    const found = Object.entries(columns).map(([key, { first, last }]) => {
      const at = sets.sets.findIndex(
        (one) => one.definition.naam === definition.naam && one.from === first && one.until === last,
      );
      return { key, at };
    });
    const cells = { ...names, ...Object.fromEntries(found.map(({ key, at }) => [key, sets.count(at, asked)])) };
    const hidden = reference === null ? [] : found.filter(({ at }) => sets.isWithheld(at, asked, reference));
    return withhold(
      { cells },
      hidden.map(({ key }) => key),
    );
  };
}

/** How many were at home at the end of each month, and at some time in it. */
export function monthTable(question: FigureQuestion, definition: HomeDefinition, counted: CountedHomes): Figure {
  const { year, reference, months, dataDay } = counted;
  return {
    soort: 'thuiszitters',
    titel: `Thuiszitters per maand ${schoolYearName(year)}, ${areaName(question)}`,
    definitie: `${definition.naam}: ${definition.omschrijving}`,
    peildatum: reference,
    gegevensdatum: dataDay,
    kolommen: [
      { key: 'sleutel', title: 'maand', type: 'tekst' },
      { key: 'opLaatsteDag', title: 'op de laatste dag', type: 'getal' },
      { key: 'inMaand', title: 'in de maand', type: 'getal' },
    ],
    rijen: months.map(({ first, last }) =>
      counted.row({ sleutel: first.slice(0, 7) }, definition, {
        opLaatsteDag: { first: last, last },
        inMaand: { first, last },
      }),
    ),
    totaal: null,
    kenmerken: { schooljaar: year, gebied: areaName(question), definitieNaam: definition.naam },
    toelichting: [
      'Een leerling telt per maand één keer; maanden zijn niet op te tellen. Van de lopende maand tot en met de peildatum.',
      'Een leerling telt in de gemeente waar die op de peildatum woonde.',
    ],
  };
}

export const HOMES_DEFINITION = 'thuiszitters volgens elke definitie die in gebruik is; kies er een bij naam';

/** Every definition, on the reference day and in the year. */
export function definitionTable(question: FigureQuestion, counted: CountedHomes): Figure {
  const { year, from, reference, running, dataDay } = counted;
  return {
    soort: 'thuiszitters',
    titel: `Thuiszitters ${schoolYearName(year)}, ${areaName(question)}`,
    definitie: HOMES_DEFINITION,
    peildatum: reference,
    gegevensdatum: dataDay,
    kolommen: [
      { key: 'sleutel', title: 'definitie', type: 'tekst' },
      { key: 'naam', title: 'omschrijving', type: 'tekst' },
      { key: 'opPeildatum', title: 'op de peildatum', type: 'getal' },
      { key: 'inSchooljaar', title: 'in het schooljaar', type: 'getal' },
    ],
    rijen: counted.definitions.map((definition) => {
      const row = counted.row({ sleutel: definition.naam, naam: definition.omschrijving }, definition, {
        opPeildatum: { first: reference, last: reference },
        inSchooljaar: { first: from, last: reference },
      });
      return question.publication && running ? withhold(row, ['inSchooljaar']) : row;
    }),
    totaal: null,
    kenmerken: { schooljaar: year, gebied: areaName(question) },
    toelichting: [
      'Een leerling telt per definitie één keer. De definities overlappen en zijn niet op te tellen.',
      'Een leerling telt in de gemeente waar die op de peildatum woonde.',
      ...(question.publication && running
        ? ['Het aantal in het schooljaar is te publiceren als het schooljaar voorbij is.']
        : []),
    ],
  };
}
