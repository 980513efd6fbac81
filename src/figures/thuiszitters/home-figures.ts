import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { CalendarBook } from '../../registry/calendars';
import { askedMunicipalities, whereMunicipality } from '../area';
import { EVERYBODY, type Figure, type FigureQuestion } from '../figure';
import { type CountedPerson, type KeepPerson, nobodyKept } from '../stored/keep-persons';
import { asStored, type Stored } from '../stored/stored';
import { everywhere } from '../suppression/across-areas';
import { lastClosedDay, requireClosed } from '../suppression/closed-period';
import { schoolYearDays } from '../telling/telling-sql';
import { countsBetween, type HomeCell, type HomeDefinition, homeDefinitions, type HomeStretch } from './definitions';
import { HomeSets, homeSets } from './home-sets';
import { type CountedHomes, definitionTable, monthsOf, monthTable, rowOf } from './home-tables';
import { type StoredHomes, storedHomes } from './stored-homes';
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
   * the definition of that name; throws a Problem (400) where there is none. `stored`: what was stored of a year, to be
   * shown instead, by the definitions of then.
   */
  async run(question: FigureQuestion, name?: string, stored?: Stored<StoredHomes>): Promise<Figure> {
    const definition = name === undefined ? null : requireDefinition(name, stored?.counts.definitions);
    const counted = stored ? storedHomes(stored, question) : await this.count(question);
    const figure = definition ? monthTable(question, definition, counted) : definitionTable(question, counted);
    return stored ? asStored(figure, stored) : figure;
  }

  /** Of everybody, by municipality, of a school year that is over: what is stored. */
  async countAll(sql: Sql, year: number, keep: KeepPerson = nobodyKept): Promise<StoredHomes> {
    const { from, until } = schoolYearDays(year);
    const definitions = homeDefinitions();
    const sets = new HomeSets(homeSets(definitions, from, monthsOf(from, until)));
    for await (const stretch of this.stretches(sql, EVERYBODY, addDays(from, -1), until)) {
      const cells = sets.add(stretch);
      if (cells.length > 0) await keep(personOf(stretch, cells.map(String)));
    }
    sets.close();
    return { definitions: [...definitions], ...sets.kept() };
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
    for await (const stretch of this.stretches(this.database.read, question, days.from, reference)) {
      if (!countsBetween(stretch, counted.definition, counted.from, counted.until)) continue;
      const other = found.get(stretch.pupilId);
      if (!other || other.from < stretch.from) found.set(stretch.pupilId, stretch);
    }
    return found;
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
    for await (const stretch of this.stretches(this.database.read, everywhere(question), before, reference))
      sets.add(stretch);
    sets.close();
    // what was not counted for everywhere is of the area alone
    const asked = publication ? askedMunicipalities(question, reference) : null;
    const row = rowOf(sets, asked, publication ? reference : null);
    return {
      year,
      from,
      reference,
      months,
      running: reference < until,
      dataDay: today,
      definitions: homeDefinitions(),
      row,
    };
  }

  private referenceOf({ until }: { until: Day }): Day {
    const today = this.clock.today();
    return until < today ? until : today;
  }

  private async *stretches(sql: Sql, question: FigureQuestion, from: Day, until: Day): AsyncGenerator<HomeStretch> {
    const where = whereMunicipality('q.municipality', question, until);
    yield* homeStretches(sql, await this.calendarBook.open(sql), from, until, where);
  }
}

const personOf = ({ pupilId, municipality, from, kind }: HomeStretch, cells: readonly string[]): CountedPerson => ({
  ...{ once: pupilId, pupil: pupilId, regime: 'leerplicht', municipality, day: from, what: kind, cells },
});

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

function requireDefinition(name: string, of: readonly HomeDefinition[] = homeDefinitions()): HomeDefinition {
  const found = of.find(({ naam }) => naam === name);
  if (found) return found;
  const known = of.map(({ naam }) => naam);
  throw new Problem('definitie-onbekend', `De definitie ${name} bestaat niet. Kies uit: ${known.join(', ')}.`);
}
