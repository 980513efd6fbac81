import { Inject, Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { CalendarBook } from '../../registry/calendars';
import { areaName, askedMunicipalities, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { everywhere } from '../suppression/across-areas';
import { lastClosedDay, requireClosed } from '../suppression/closed-period';
import { withhold } from '../suppression/suppress-figure';
import { schoolYearDays } from '../telling/telling-sql';
import { countsBetween, type HomeDefinition, homeDefinitions, type HomeStretch } from './definitions';
import { HomeSets, homeSets, type Month } from './home-sets';
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
    const counted = await this.count(question);
    const { year, reference, months } = counted;
    return {
      soort: 'thuiszitters',
      titel: `Thuiszitters per maand ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: `${definition.naam}: ${definition.omschrijving}`,
      peildatum: reference,
      gegevensdatum: this.clock.today(),
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

  private async byDefinition(question: FigureQuestion): Promise<Figure> {
    const counted = await this.count(question);
    const { year, from, reference, running } = counted;
    return {
      soort: 'thuiszitters',
      titel: `Thuiszitters ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: 'thuiszitters volgens elke definitie die in gebruik is; kies er een bij naam',
      peildatum: reference,
      gegevensdatum: this.clock.today(),
      kolommen: [
        { key: 'sleutel', title: 'definitie', type: 'tekst' },
        { key: 'naam', title: 'omschrijving', type: 'tekst' },
        { key: 'opPeildatum', title: 'op de peildatum', type: 'getal' },
        { key: 'inSchooljaar', title: 'in het schooljaar', type: 'getal' },
      ],
      rijen: homeDefinitions().map((definition) => {
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

  /**
   * For a publication of everywhere, all definitions and all months that are over: what is withheld of one may not
   * follow from another.
   */
  private async count(question: FigureQuestion): Promise<CountedHomes> {
    const { publication } = question;
    const today = this.clock.today();
    const day = publication ? lastClosedDay(today) : today;
    const year = question.schoolYear ?? schoolYearOf(day);
    if (publication) requireClosed(year, today, 'een maand');
    const { from, until } = schoolYearDays(year);
    const reference = until < day ? until : day;
    const months = monthsOf(from, reference);
    const sets = new HomeSets(
      homeSets(homeDefinitions(), from, months.length > 0 ? months : [{ first: from, last: reference }]),
    );
    const before = addDays(from, publication ? -1 : 0);
    for await (const stretch of this.stretches(everywhere(question), before, reference)) sets.add(stretch);
    sets.close();
    const asked = publication ? askedMunicipalities(question, reference) : null;
    const row: CountedHomes['row'] = (names, definition, columns) => {
      const found = Object.entries(columns).map(([key, { first, last }]) => {
        const at = sets.sets.findIndex(
          (one) => one.definition.naam === definition.naam && one.from === first && one.until === last,
        );
        return { key, at };
      });
      const cells = { ...names, ...Object.fromEntries(found.map(({ key, at }) => [key, sets.count(at, asked)])) };
      const hidden = publication ? found.filter(({ at }) => sets.isWithheld(at, asked, reference)) : [];
      return withhold(
        { cells },
        hidden.map(({ key }) => key),
      );
    };
    return { year, from, reference, months, running: reference < until, row };
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

/** What was counted of a school year, and a row of it as it may be shown: a number per column, of those days. */
interface CountedHomes {
  year: number;
  from: Day;
  reference: Day;
  months: Month[];
  /** the school year is not over on the reference day */
  running: boolean;
  row: (names: Record<string, string>, definition: HomeDefinition, columns: Record<string, Month>) => FigureRow;
}

/** A row and a column of these figures; column null: the wider of the two. */
export interface HomeCell {
  key: string;
  column: string | null;
}

/** The months of a school year that have begun, the last one up to the reference day. */
function monthsOf(from: Day, reference: Day): Month[] {
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
