import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { notFound } from '../../access/http/not-found';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { reportYear } from '../../trajectories/counting';
import { whereMunicipality } from '../area';
import { storedEffect } from '../effect/stored-effect';
import type { Figure, FigureQuestion } from '../figure';
import { inCell } from '../stored/keep-persons';
import { requireStored } from '../stored/read-stored';
import type { StoredFigure } from '../stored/stored';
import { storedTelling } from '../telling/stored-telling';
import { schoolYearDays } from '../telling/telling-sql';
import { HOME_NAMES, type HomeKind } from '../thuiszitters/definitions';
import { HomeFigures } from '../thuiszitters/home-figures';
import { placeOfCell } from '../thuiszitters/stored-homes';
import { goneNotes } from './gone';
import { type CellAsked, type Found, PersonList } from './person-list';

/** A cell of a stored figure. */
interface Cell {
  stored: StoredFigure;
  /** as the persons were kept by; null: there is no such cell */
  name: string | null;
  /** only who counts under this word */
  what?: string;
  /** begins with WHERE, or '' */
  where: string;
  region?: string | null;
  /** what the figure says */
  count: number;
}

const NO_DAY = '----------';

/** Who was counted in a cell of a figure when it was stored; for who may see those persons. */
@Injectable()
export class StoredBehind {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonList) private readonly list: PersonList,
    @Inject(HomeFigures) private readonly homes: HomeFigures,
  ) {}

  /** Pupils, once each, with the day of their last case. Who got a proces-verbaal is for who is boa: else 404. */
  async ofTelling(actor: Actor, question: FigureQuestion, asked: CellAsked, id: string): Promise<Figure> {
    if (asked.key.startsWith('pv-') && !this.list.seesWpg(actor)) throw notFound();
    const stored = await requireStored(this.database.read, ['telling'], id);
    const figure = storedTelling(stored, { ...question, publication: false });
    const whole = asked.column === null || asked.column === 'totaal';
    const found = await this.found(actor, asked, figure, {
      ...{ stored, name: asked.key, count: valueOf(figure, asked.key, asked.column ?? 'totaal') },
      where: whereMunicipality('s.municipality', question, schoolYearDays(stored.schoolYear).until),
      ...(whole ? {} : { what: asked.column! }),
    });
    return this.list.show(actor, 'telling-personen', asked, found, 'dag van het geval', 'onderwijssoort');
  }

  /** Trajectories on a line of tables 3A to 3G. */
  async ofEffect(actor: Actor, question: FigureQuestion, asked: CellAsked, id: string): Promise<Figure> {
    const stored = await requireStored(this.database.read, ['effectrapportage'], id);
    const figure = storedEffect(stored, { ...question, publication: false });
    const found = await this.found(actor, asked, figure, {
      ...{ stored, name: asked.key, region: question.region, count: valueOf(figure, asked.key, 'aantal') },
      where: whereMunicipality('s.municipality', { ...question, region: null }, reportYear(stored.schoolYear).until),
    });
    return this.list.show(actor, 'effect-personen', asked, found, 'traject gestart', 'bestemming');
  }

  /** Pupils at home, once each, with the day on which that began. `definition`: of the months by that definition. */
  async ofHomes(
    actor: Actor,
    question: FigureQuestion,
    asked: CellAsked,
    id: string,
    definition?: string,
  ): Promise<Figure> {
    const stored = await requireStored(this.database.read, ['thuiszitters'], id);
    const figure = await this.homes.run({ ...question, publication: false }, definition, stored);
    const cell = placeOfCell(stored, definition, asked);
    const { rows, ...rest } = await this.found(actor, asked, figure, {
      ...{
        stored,
        name: cell && String(cell.place),
        count: cell === null ? 0 : valueOf(figure, asked.key, cell.column),
      },
      where: whereMunicipality('s.municipality', question, schoolYearDays(stored.schoolYear).until),
    });
    const told = rows.map((row) => ({ ...row, what: HOME_NAMES[row.what as HomeKind] }));
    return this.list.show(
      ...([actor, 'thuiszitters-personen', asked, { ...rest, rows: told }, 'thuis sinds', 'waardoor'] as const),
    );
  }

  private async found(actor: Actor, asked: CellAsked, figure: Figure, cell: Cell): Promise<Found> {
    const { stored, count } = cell;
    const facts = { vastlegging: stored.id, vastgelegdOp: stored.madeAt, kenmerk: stored.digest };
    if (stored.people === null) {
      return {
        ...{ rows: [], figure, stored: stored.id, facts },
        notes: ['Bij deze vastgelegde cijfers is niet bewaard om welke personen het ging.'],
      };
    }
    const { sql, values } = behindSql(cell);
    const rows = await this.list.read(actor, sql, values, asked);
    const left = await this.database.read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM (${sql}) q`, values);
    const gone = Math.max(0, count - left!.n);
    return {
      ...{ rows, figure, stored: stored.id, facts: { ...facts, aantal: count, vernietigd: gone } },
      notes: [
        `Dit zijn de personen die op ${stored.dataDay} zijn geteld, ook als er daarna iets is gecorrigeerd.`,
        ...goneNotes(gone),
      ],
    };
  }
}

const valueOf = ({ rijen }: Figure, key: string, column: string): number =>
  Number(rijen.find(({ cells }) => cells['sleutel'] === key)?.cells[column] ?? 0);

/** Each person once, by the latest of their rows in the cell. */
function behindSql({ stored, name, what, where, region = null }: Cell): { sql: string; values: Value[] } {
  const cell = inCell('s.cells', name ?? '');
  const latest = `MAX(COALESCE(CAST(s.day AS varchar(10)), '${NO_DAY}') || COALESCE(s.what, ''))`;
  const sql = `SELECT q.pupil_id, q.regime, NULLIF(SUBSTR(q.latest, 1, 10), '${NO_DAY}') AS day,
      NULLIF(SUBSTR(q.latest, 11), '') AS what
    FROM (SELECT s.person, s.pupil_id, s.regime, ${latest} AS latest
            FROM stored_figure_person s
           WHERE s.stored_id = ? AND ${cell.sql}${region === null ? '' : ' AND s.region = ?'} ${where.replace('WHERE', 'AND')}
           GROUP BY s.person, s.pupil_id, s.regime) q${what === undefined ? '' : ' WHERE SUBSTR(q.latest, 11) = ?'}`;
  return {
    sql,
    values: [stored.id, ...cell.values, ...(region === null ? [] : [region]), ...(what === undefined ? [] : [what])],
  };
}
