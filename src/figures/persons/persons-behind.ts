import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { notFound } from '../../access/http/not-found';
import { stateName } from '../../cases/items/step-words';
import { listedTerms } from '../../cases/terms/seen-terms';
import { type Day, schoolYearOf } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell as placeOf } from '../../platform/place';
import { scopeOf } from '../../registry/scopes';
import { pupil } from '../../registry/tables';
import { whereMunicipality } from '../area';
import { EffectFigures } from '../effect/effect-figures';
import { effectTable } from '../effect/effect-table';
import type { Figure, FigureColumn, FigureQuestion } from '../figure';
import { ManagementFigures } from '../management/management';
import { managementEvents } from '../management/management-sql';
import { MeasureFigures, measureRow, measuresBegun } from '../management/measures';
import { casesOfYear, schoolYearDays } from '../telling/telling-sql';
import { TellingFigures } from '../telling/telling';
import { HOME_NAMES } from '../thuiszitters/definitions';
import { HomeFigures } from '../thuiszitters/home-figures';
import { seenInRegime } from './seen-persons';

export interface CellAsked {
  /** key of the row */
  key: string;
  /** key of the column; null: the row as a whole */
  column: string | null;
  limit: number;
  offset: number;
}

/** One person or event behind a cell, found by the statement of its figure. */
interface Behind {
  id: string;
  pgn: string;
  birth: Day;
  day: Day | null;
  what: string | null;
}

interface Found {
  rows: Behind[];
  figure: Pick<Figure, 'titel' | 'definitie' | 'peildatum' | 'gegevensdatum'>;
}

/** Who is behind a cell of a figure; for who may see those persons. */
@Injectable()
export class PersonsBehind {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(TellingFigures) private readonly telling: TellingFigures,
    @Inject(EffectFigures) private readonly effect: EffectFigures,
    @Inject(ManagementFigures) private readonly management: ManagementFigures,
    @Inject(MeasureFigures) private readonly measures: MeasureFigures,
    @Inject(HomeFigures) private readonly homes: HomeFigures,
  ) {}

  /** Pupils, once each, with the day of their last case. Who got a proces-verbaal is for who is boa: else 404. */
  async ofTelling(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    if (asked.key.startsWith('pv-') && !this.seesWpg(actor)) throw notFound();
    const year = this.telling.yearOf(question);
    const where = whereMunicipality('k.municipality', question, schoolYearDays(year).until);
    const whole = asked.column === null || asked.column === 'totaal';
    const rows = await this.read(
      actor,
      `SELECT q.pupil_id, 'leerplicht' AS regime, SUBSTR(q.latest, 1, 10) AS day, SUBSTR(q.latest, 11) AS what FROM (
         SELECT k.pupil_id, MAX(CAST(k.day AS varchar(10)) || k.education) AS latest
           FROM (SELECT * FROM (${casesOfYear(year)}) k ${where}) k WHERE k.cell = ? GROUP BY k.pupil_id
       ) q${whole ? '' : ' WHERE SUBSTR(q.latest, 11) = ?'}`,
      [asked.key, ...(whole ? [] : [asked.column])],
      asked,
    );
    const figure = await this.telling.run({ ...question, publication: false });
    return this.show(actor, 'telling-personen', asked, { rows, figure }, 'dag van het geval', 'onderwijssoort');
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
        : await this.read(
            actor,
            `SELECT t.pupil_id, 'doorstroompunt' AS regime, t.started_on AS day, t.destination AS what
               FROM trajectory t WHERE ${own.sql}`,
            [own.value],
            asked,
          );
    const figure = effectTable(await this.effect.count(question, year), question, year, today);
    return this.show(actor, 'effect-personen', asked, { rows, figure }, 'traject gestart', 'bestemming');
  }

  /** What was counted in a month, one line an event. Terms of the Wpg part only for who is boa. */
  async ofManagement(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const year = question.schoolYear ?? schoolYearOf(this.clock.today());
    const { from, until } = schoolYearDays(year);
    const where = whereMunicipality('e.municipality', question, until);
    const month = asked.key === 'totaal' ? [] : [asked.key];
    const kind = asked.column === null ? [] : [asked.column];
    const terms = listedTerms(actor.visitor === null ? null : { wpg: this.seesWpg(actor) });
    const rows = await this.read(
      actor,
      `SELECT q.pupil_id, q.regime, q.day, q.kind AS what
         FROM (SELECT e.* FROM (${managementEvents(from, until, terms)}) e ${where}) q
        WHERE 1 = 1${month.map(() => ' AND q.month = ?').join('')}${kind.map(() => ' AND q.kind = ?').join('')}`,
      [...month, ...kind],
      asked,
    );
    const figure = await this.management.run({ ...question, publication: false });
    return this.show(actor, 'management-personen', asked, { rows, figure }, 'dag', 'wat');
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
        : await this.read(
            actor,
            `SELECT m.pupil_id, m.regime, m.day, m.state AS what FROM (SELECT q.* FROM (${measuresBegun(from, until)}) q ${where}) m
              WHERE m.kind = ?${state === null ? '' : ' AND m.state = ?'}${this.seesWpg(actor) ? '' : " AND m.room <> 'wpg'"}
                ${own === null ? '' : 'AND (m.confidential = 0 OR m.author = ?)'}`,
            [row.kind, ...(state === null ? [] : [state]), ...(own === null ? [] : [own])],
            asked,
          );
    const figure = await this.measures.run({ ...question, publication: false });
    const told = rows.map((one) => ({ ...one, what: stateName(row!.kind, one.what!) }));
    return this.show(actor, 'maatregelen-personen', asked, { rows: told, figure }, 'begonnen op', 'stand');
  }

  /** Pupils at home, once each, with the day on which that began. `definition`: of the months by that definition. */
  async ofHomes(actor: Actor, question: FigureQuestion, asked: CellAsked, definition?: string): Promise<Figure> {
    const found = await this.homes.behind(question, definition, asked);
    const these = this.database.read.oneOf('h.id', [...found.keys()]);
    const rows =
      found.size === 0
        ? []
        : await this.read(
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
    return this.show(actor, 'thuiszitters-personen', asked, { rows: told, figure }, 'thuis sinds', 'waardoor');
  }

  private seesWpg({ visitor }: Actor): boolean {
    return visitor === null || scopeOf(visitor, this.clock.today()).wpg;
  }

  /** `sql` gives `pupil_id`, `regime`, `day` and `what`; only of whom the asker may see, and in regimes of the own role. */
  private read(actor: Actor, sql: string, values: readonly Value[], { limit, offset }: CellAsked): Promise<Behind[]> {
    const read = this.database.read;
    const seen = seenInRegime(actor, read, this.clock.today(), this.parameters, 'b.regime');
    return read.all<Behind>(
      `SELECT p.id AS "id", p.pgn AS "pgn", p.birth_date AS "birth", b.day AS "day", b.what AS "what"
         FROM (${sql}) b JOIN pupil p ON p.id = b.pupil_id
        WHERE ${seen.sql} ORDER BY p.id, b.day, b.what LIMIT ? OFFSET ?`,
      [...values, ...seen.values, limit, offset],
    );
  }

  private show(
    actor: Actor,
    soort: string,
    { key, column, offset }: CellAsked,
    { rows, figure }: Found,
    dayTitle: string,
    whatTitle: string,
  ): Figure {
    const event = { action: 'lezen', object: soort, objectId: null, purpose: PURPOSES.cijfers } as const;
    this.audit.read(actor, { ...event, pupils: [...new Set(rows.map(({ id }) => id))] });
    const text = (name: string, title: string): FigureColumn => ({ key: name, title, type: 'tekst' });
    return {
      soort,
      titel: `Personen achter: ${figure.titel}`,
      definitie: figure.definitie,
      peildatum: figure.peildatum,
      gegevensdatum: figure.gegevensdatum,
      kolommen: [
        text('leerling', 'leerling'),
        text('pgn', 'pgn'),
        { key: 'geboortedatum', title: 'geboortedatum', type: 'dag' },
        { key: 'dag', title: dayTitle, type: 'dag' },
        text('wat', whatTitle),
      ],
      rijen: rows.map(({ id, pgn, birth, day, what }) => ({
        cells: {
          leerling: id,
          pgn: this.encryption.decrypt(pgn, placeOf(pupil, 'pgn', { id })),
          geboortedatum: birth,
          dag: day,
          wat: what,
        },
      })),
      totaal: null,
      kenmerken: { rij: key, kolom: column, vanaf: offset },
      toelichting: ['Alleen personen die u mag zien: dat kunnen er minder zijn dan het getal zegt.'],
    };
  }
}
