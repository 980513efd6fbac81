import { Inject, Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { CalendarBook } from '../../registry/calendars';
import { areaName, askedMunicipalities, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { askedOf, byTown, everywhere, withheldAcross } from '../suppression/across-areas';
import { LARGEST_SMALL } from '../suppression/suppress';
import { withhold } from '../suppression/suppress-figure';
import { schoolYearDays } from '../telling/telling-sql';
import { countsBetween, type HomeDefinition, homeDefinitions, type HomeStretch } from './definitions';
import { homeStretches } from './stretches';

/** Thuiszitters by each definition in use, by name: on the reference day and in the school year. Pupils, once each. */
@Injectable()
export class HomeFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of the school year that was asked for up to its end, else of the current one up to today. `name`: month by month, by
   * the definition of that name; throws a Problem (400) where there is none.
   */
  async run(question: FigureQuestion, name?: string): Promise<Figure> {
    return name === undefined ? this.byDefinition(question) : this.byMonth(question, requireDefinition(name));
  }

  /**
   * Who is behind a cell: their latest stretch that makes it so, by pupil. `name`: of the months by that definition, else
   * of the definitions side by side. A cell that is not there has nobody.
   */
  async behind(question: FigureQuestion, name: string | undefined, cell: HomeCell): Promise<Map<string, HomeStretch>> {
    const days = schoolYearDays(question.schoolYear ?? schoolYearOf(this.clock.today()));
    const reference = this.referenceOf(days);
    const counted =
      name === undefined ? inTable(cell, days.from, reference) : inMonth(name, cell, days.from, reference);
    const found = new Map<string, HomeStretch>();
    if (counted === null) return found;
    for await (const stretch of this.stretches(question, days.from, reference)) {
      if (!countsBetween(stretch, counted.definition, counted.from, counted.until)) continue;
      const other = found.get(stretch.pupilId);
      if (!other || other.from < stretch.from) found.set(stretch.pupilId, stretch);
    }
    return found;
  }

  /** How many were at home at the end of each month, and at some time in it. */
  private async byMonth(question: FigureQuestion, definition: HomeDefinition): Promise<Figure> {
    const today = this.clock.today();
    const year = question.schoolYear ?? schoolYearOf(today);
    const days = schoolYearDays(year);
    const reference = this.referenceOf(days);
    const months = monthsOf(days.from, reference).map((month) => {
      return { ...month, now: new Pupils(), within: new Pupils() };
    });
    for await (const stretch of this.stretches(everywhere(question), days.from, reference)) {
      for (const { first, last, now, within } of months) {
        if (countsBetween(stretch, definition, last, last)) now.add(stretch);
        if (countsBetween(stretch, definition, first, last)) within.add(stretch);
      }
    }
    return {
      soort: 'thuiszitters',
      titel: `Thuiszitters per maand ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: `${definition.naam}: ${definition.omschrijving}`,
      peildatum: reference,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: 'maand', type: 'tekst' },
        { key: 'opLaatsteDag', title: 'op de laatste dag', type: 'getal' },
        { key: 'inMaand', title: 'in de maand', type: 'getal' },
      ],
      rijen: months.map(({ first, now, within }) =>
        rowOf({ sleutel: first.slice(0, 7) }, { opLaatsteDag: now, inMaand: within }, question, reference),
      ),
      totaal: null,
      kenmerken: { schooljaar: year, gebied: areaName(question), definitieNaam: definition.naam },
      toelichting: [
        'Een leerling telt per maand één keer; maanden zijn niet op te tellen. Van de lopende maand tot en met de peildatum.',
        'Een leerling telt in de gemeente waar die op de peildatum woonde.',
      ],
    };
  }

  private async byDefinition(question: FigureQuestion): Promise<Figure> {
    const today = this.clock.today();
    const year = question.schoolYear ?? schoolYearOf(today);
    const days = schoolYearDays(year);
    const reference = this.referenceOf(days);
    const counts = await this.count(question, days.from, reference);
    return {
      soort: 'thuiszitters',
      titel: `Thuiszitters ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: 'thuiszitters volgens elke definitie die in gebruik is; kies er een bij naam',
      peildatum: reference,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: 'definitie', type: 'tekst' },
        { key: 'naam', title: 'omschrijving', type: 'tekst' },
        { key: 'opPeildatum', title: 'op de peildatum', type: 'getal' },
        { key: 'inSchooljaar', title: 'in het schooljaar', type: 'getal' },
      ],
      rijen: homeDefinitions().map(({ naam, omschrijving }, i) => {
        const { now, year: inYear } = counts[i]!;
        const pupils = { opPeildatum: now, inSchooljaar: inYear };
        return rowOf({ sleutel: naam, naam: omschrijving }, pupils, question, reference);
      }),
      totaal: null,
      kenmerken: { schooljaar: year, gebied: areaName(question) },
      toelichting: [
        'Een leerling telt per definitie één keer. De definities overlappen en zijn niet op te tellen.',
        'Een leerling telt in de gemeente waar die op de peildatum woonde.',
      ],
    };
  }

  private async count(question: FigureQuestion, from: Day, until: Day) {
    const definitions = homeDefinitions();
    const counts = definitions.map(() => ({ now: new Pupils(), year: new Pupils() }));
    for await (const stretch of this.stretches(everywhere(question), from, until)) {
      definitions.forEach((definition, i) => {
        if (countsBetween(stretch, definition, until, until)) counts[i]!.now.add(stretch);
        if (countsBetween(stretch, definition, from, until)) counts[i]!.year.add(stretch);
      });
    }
    return counts;
  }

  private referenceOf({ until }: { until: Day }): Day {
    const today = this.clock.today();
    return until < today ? until : today;
  }

  private async *stretches(question: FigureQuestion, from: Day, until: Day): AsyncGenerator<HomeStretch> {
    const sql = this.database.read;
    const where = whereMunicipality('q.municipality', question, until);
    yield* homeStretches(sql, await this.calendarBook.open(sql), from, until, where);
  }
}

/** The pupils of one cell, once each, with where they live. */
class Pupils {
  private readonly homes = new Map<string, string | null>();

  add({ pupilId, municipality }: HomeStretch): void {
    this.homes.set(pupilId, municipality);
  }

  /** `asked` null: all of them. */
  of(asked: readonly string[] | null): number {
    if (asked === null) return this.homes.size;
    return [...this.homes.values()].filter((town) => town !== null && asked.includes(town)).length;
  }

  /** Whether their number would give a small one away, beside those of other areas. */
  givesAway(asked: readonly string[] | null, day: Day): boolean {
    const towns = byTown(
      [...this.homes.values()].map((town) => ({ town, column: 'n', n: 1 })),
      day,
    );
    return withheldAcross(towns, ['n'], askedOf(towns, asked)).size > 0;
  }
}

/** A row of numbers of pupils, withheld where they are small or would give a small one away. */
function rowOf(
  names: Record<string, string>,
  pupils: Readonly<Record<string, Pupils>>,
  question: FigureQuestion,
  day: Day,
): FigureRow {
  const asked = question.publication ? askedMunicipalities(question, day) : null;
  const counts = Object.entries(pupils).map(([key, one]) => [key, one.of(asked)] as const);
  const row = { cells: { ...names, ...Object.fromEntries(counts) } };
  if (!question.publication) return row;
  return withhold(
    row,
    counts.flatMap(([key, n]) => ((n >= 1 && n <= LARGEST_SMALL) || pupils[key]!.givesAway(asked, day) ? [key] : [])),
  );
}

/** A row and a column of these figures; column null: the wider of the two. */
export interface HomeCell {
  key: string;
  column: string | null;
}

/** The months of a school year that have begun, the last one up to the reference day. */
function monthsOf(from: Day, reference: Day): { first: Day; last: Day }[] {
  return Array.from({ length: 12 }, (_, i) => addMonths(from, i))
    .filter((first) => first <= reference)
    .map((first) => {
      const last = addDays(addMonths(first, 1), -1);
      return { first, last: last < reference ? last : reference };
    });
}

interface Counted {
  definition: HomeDefinition;
  from: Day;
  until: Day;
}

function inTable({ key, column }: HomeCell, from: Day, until: Day): Counted | null {
  const definition = homeDefinitions().find(({ naam }) => naam === key);
  return definition ? { definition, from: column === 'opPeildatum' ? until : from, until } : null;
}

function inMonth(name: string, { key, column }: HomeCell, from: Day, reference: Day): Counted | null {
  const month = monthsOf(from, reference).find(({ first }) => first.startsWith(`${key}-`));
  const definition = requireDefinition(name);
  return month ? { definition, from: column === 'opLaatsteDag' ? month.last : month.first, until: month.last } : null;
}

function requireDefinition(name: string): HomeDefinition {
  const found = homeDefinitions().find(({ naam }) => naam === name);
  if (found) return found;
  const known = homeDefinitions().map(({ naam }) => naam);
  throw new Problem('definitie-onbekend', `De definitie ${name} bestaat niet. Kies uit: ${known.join(', ')}.`);
}
