import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { notFound } from '../../access/http/not-found';
import { stateName } from '../../cases/items/step-words';
import { listedTerms } from '../../cases/terms/seen-terms';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { whereMunicipality } from '../area';
import { EffectFigures } from '../effect/effect-figures';
import { effectTable } from '../effect/effect-table';
import type { Figure, FigureQuestion } from '../figure';
import { ManagementFigures } from '../management/management';
import { managementEvents } from '../management/management-sql';
import { MeasureFigures, measureRow, measuresBegun } from '../management/measures';
import { casesOfYear, schoolYearDays } from '../telling/telling-sql';
import { TellingFigures } from '../telling/telling';
import { HOME_NAMES } from '../thuiszitters/definitions';
import { HomeFigures } from '../thuiszitters/home-figures';
import { type CellAsked, PersonList } from './person-list';

/** Who is behind a cell of a figure; for who may see those persons. */
@Injectable()
export class PersonsBehind {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonList) private readonly list: PersonList,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(TellingFigures) private readonly telling: TellingFigures,
    @Inject(EffectFigures) private readonly effect: EffectFigures,
    @Inject(ManagementFigures) private readonly management: ManagementFigures,
    @Inject(MeasureFigures) private readonly measures: MeasureFigures,
    @Inject(HomeFigures) private readonly homes: HomeFigures,
  ) {}

  /** Pupils, once each, with the day of their last case. Who got a proces-verbaal is for who is boa: else 404. */
  async ofTelling(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    if (asked.key.startsWith('pv-') && !this.list.seesWpg(actor)) throw notFound();
    const year = this.telling.yearOf(question);
    const where = whereMunicipality('k.municipality', question, schoolYearDays(year).until);
    const whole = asked.column === null || asked.column === 'totaal';
    const rows = await this.list.read(
      actor,
      `SELECT q.pupil_id, 'leerplicht' AS regime, SUBSTR(q.latest, 1, 10) AS day, SUBSTR(q.latest, 11) AS what FROM (
         SELECT k.pupil_id, MAX(CAST(k.day AS varchar(10)) || k.education) AS latest
           FROM (SELECT * FROM (${casesOfYear(year)}) k ${where}) k WHERE k.cell = ? GROUP BY k.pupil_id
       ) q${whole ? '' : ' WHERE SUBSTR(q.latest, 11) = ?'}`,
      [asked.key, ...(whole ? [] : [asked.column])],
      asked,
    );
    const figure = await this.telling.run({ ...question, publication: false });
    return this.list.show(actor, 'telling-personen', asked, { rows, figure }, 'dag van het geval', 'onderwijssoort');
  }

  /** Trajectories on a line of tables 3A to 3G. */
  async ofEffect(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const today = this.clock.today();
    const year = question.schoolYear ?? schoolYearOf(today) - 1;
    const ids = await this.effect.trajectoriesOn(question, year, asked.key);
    const own = this.database.read.oneOf('t.id', ids);
    const rows =
      ids.length === 0
        ? []
        : await this.list.read(
            actor,
            `SELECT t.pupil_id, 'doorstroompunt' AS regime, t.started_on AS day, t.destination AS what
               FROM trajectory t WHERE ${own.sql}`,
            [own.value],
            asked,
          );
    const figure = effectTable(await this.effect.count(question, year), question, year, today);
    return this.list.show(actor, 'effect-personen', asked, { rows, figure }, 'traject gestart', 'bestemming');
  }

  /** What was counted in a month, one line an event. Terms of the Wpg part only for who is boa. */
  async ofManagement(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const year = question.schoolYear ?? schoolYearOf(this.clock.today());
    const { from, until } = schoolYearDays(year);
    const where = whereMunicipality('e.municipality', question, until);
    const month = asked.key === 'totaal' ? [] : [asked.key];
    const kind = asked.column === null ? [] : [asked.column];
    const terms = listedTerms(actor.visitor === null ? null : { wpg: this.list.seesWpg(actor) });
    const rows = await this.list.read(
      actor,
      `SELECT q.pupil_id, q.regime, q.day, q.kind AS what
         FROM (SELECT e.* FROM (${managementEvents(from, until, terms)}) e ${where}) q
        WHERE 1 = 1${month.map(() => ' AND q.month = ?').join('')}${kind.map(() => ' AND q.kind = ?').join('')}`,
      [...month, ...kind],
      asked,
    );
    const figure = await this.management.run({ ...question, publication: false });
    return this.list.show(actor, 'management-personen', asked, { rows, figure }, 'dag', 'wat');
  }

  /** Measures on a row; those of the Wpg part for who is boa, confidential ones for who wrote them. */
  async ofMeasures(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const { from, until } = schoolYearDays(question.schoolYear ?? schoolYearOf(this.clock.today()));
    const where = whereMunicipality('q.municipality', question, until);
    const row = measureRow(asked.key);
    const state = row?.state ?? null;
    const own = actor.visitor === null ? null : actor.visitor.employee;
    const rows =
      row === undefined
        ? []
        : await this.list.read(
            actor,
            `SELECT m.pupil_id, m.regime, m.day, m.state AS what FROM (SELECT q.* FROM (${measuresBegun(from, until)}) q ${where}) m
              WHERE m.kind = ?${state === null ? '' : ' AND m.state = ?'}${this.list.seesWpg(actor) ? '' : " AND m.room <> 'wpg'"}
                ${own === null ? '' : 'AND (m.confidential = 0 OR m.author = ?)'}`,
            [row.kind, ...(state === null ? [] : [state]), ...(own === null ? [] : [own])],
            asked,
          );
    const figure = await this.measures.run({ ...question, publication: false });
    const told = rows.map((one) => ({ ...one, what: stateName(row!.kind, one.what!) }));
    return this.list.show(actor, 'maatregelen-personen', asked, { rows: told, figure }, 'begonnen op', 'stand');
  }

  /** Pupils at home, once each, with the day on which that began. `definition`: of the months by that definition. */
  async ofHomes(actor: Actor, question: FigureQuestion, asked: CellAsked, definition?: string): Promise<Figure> {
    const found = await this.homes.behind(question, definition, asked);
    const these = this.database.read.oneOf('h.id', [...found.keys()]);
    const rows =
      found.size === 0
        ? []
        : await this.list.read(
            actor,
            `SELECT h.id AS pupil_id, 'leerplicht' AS regime, NULL AS day, NULL AS what FROM pupil h WHERE ${these.sql}`,
            [these.value],
            asked,
          );
    const told = rows.map((row) => ({
      ...row,
      day: found.get(row.id)!.from,
      what: HOME_NAMES[found.get(row.id)!.kind],
    }));
    const figure = await this.homes.run({ ...question, publication: false }, definition);
    return this.list.show(actor, 'thuiszitters-personen', asked, { rows: told, figure }, 'thuis sinds', 'waardoor');
  }
}
