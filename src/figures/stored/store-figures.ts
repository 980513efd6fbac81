import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type Aside, Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { EffectFigures } from '../effect/effect-figures';
import { EVERYBODY, schoolYearName } from '../figure';
import { ManagementFigures } from '../management/management';
import { MeasureFigures } from '../management/measures';
import { countPaths } from '../telling/stored-telling';
import { HomeFigures } from '../thuiszitters/home-figures';
import { mayStore } from '../vsv/store-snapshot';
import { STORED_DEFINITIONS, type StoredCounts } from './counts';
import { type KeepPerson, PersonKeeper } from './keep-persons';
import { keepsPersons, type Storable, STORABLE, type StoredKind } from './kinds';
import { dropGone, dropUnfinished, forgetPersons } from './unfinished-persons';
import { digestOf } from './read-stored';
import type { StoredFigure } from './stored';

export interface StoreRequest {
  kind: Storable;
  schoolYear: number;
}

const COLUMNS = [
  ...['id', 'kind', 'school_year', 'definition', 'data_date', 'made_at', 'made_by', 'counts', 'digest', 'people'],
];

type Counters = { [K in StoredKind]: (sql: Sql, year: number, keep: KeepPerson) => Promise<StoredCounts[K]> };

/** A figure that was counted, its persons written already. */
interface Counted {
  id: string;
  kind: StoredKind;
  text: string;
  /** null: of this kind no persons are kept */
  people: number | null;
}

/** Stores figures of a closed school year as they are now. Nothing that was stored changes: this stands beside it. */
@Injectable()
export class StoreFigures {
  private readonly counters: Counters;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EffectFigures) effect: EffectFigures,
    @Inject(HomeFigures) home: HomeFigures,
    @Inject(ManagementFigures) management: ManagementFigures,
    @Inject(MeasureFigures) measures: MeasureFigures,
  ) {
    this.counters = {
      telling: countPaths,
      effectrapportage: (sql, year, keep) => effect.countParts(sql, year, keep),
      thuiszitters: (sql, year, keep) => home.countAll(sql, year, keep),
      management: (sql, year) => management.count(sql, EVERYBODY, year),
      maatregelen: (sql, year) => measures.count(sql, EVERYBODY, year),
    };
  }

  /**
   * All parts of one moment. Throws a Problem where somebody may not (403: as for vsv, the figures are of all who are
   * registered here), or where the school year is not over (409).
   */
  async run(actor: Actor, { kind, schoolYear }: StoreRequest): Promise<StoredFigure[]> {
    const today = this.clock.today();
    if (actor.visitor !== null && !(await mayStore(this.database.read, actor.visitor, today))) {
      throw new Problem(
        'mag-niet',
        'Cijfers legt de coördinator vast die alle regio’s in dit systeem coördineert. Zijn er meer regio’s, vraag het dan de beheerder.',
        { status: 403 },
      );
    }
    if (schoolYear >= schoolYearOf(today)) {
      throw new Problem(
        'te-vroeg',
        `Schooljaar ${schoolYearName(schoolYear)} is nog niet voorbij. De cijfers zijn pas daarna vast te leggen.`,
        { status: 409 },
      );
    }
    const kinds: readonly StoredKind[] = STORABLE[kind];
    const wanted = kinds.map((one) => ({ kind: one, id: newId() }));
    try {
      const counted = await this.database.moment(async (sql, aside) => {
        const found: Counted[] = [];
        for (const { kind: one, id } of wanted) found.push(await this.count(sql, aside, one, id, schoolYear));
        return found;
      });
      return await this.write(actor, counted, schoolYear);
    } catch (error) {
      const ids = wanted.map(({ id }) => id);
      await this.database.work((work) => forgetPersons(work, ids)).catch(() => undefined);
      throw error;
    }
  }

  /** Persons are written while they are counted: nobody waits for it, and however many there are, few are held. */
  private async count(sql: Sql, aside: Aside, kind: StoredKind, id: string, schoolYear: number): Promise<Counted> {
    const keeper = new PersonKeeper(id, aside);
    const text = JSON.stringify(await this.counters[kind](sql, schoolYear, keeper.keep));
    await keeper.flush();
    return { id, kind, text, people: keepsPersons(kind) ? keeper.people : null };
  }

  private write(actor: Actor, counted: readonly Counted[], schoolYear: number): Promise<StoredFigure[]> {
    const today = this.clock.today();
    const madeBy = actor.visitor?.employee ?? actor.via;
    return this.database.work(async (work) => {
      await dropUnfinished(work, this.clock.now().getTime());
      await dropGone(
        work,
        counted.map(({ id }) => id),
      );
      const madeAt = this.clock.instant();
      const made: StoredFigure[] = [];
      for (const { id, kind: one, text, people } of counted) {
        const figure = { kind: one, schoolYear, definition: STORED_DEFINITIONS[one], dataDay: today };
        const stored = { ...figure, id, madeAt, madeBy, digest: digestOf(figure, text), people };
        const { definition, digest } = stored;
        await work.insert('stored_figure', COLUMNS, [
          [id, one, schoolYear, definition, today, madeAt, madeBy, text, digest, people],
        ]);
        this.audit.write(work, actor, {
          ...{
            action: 'toevoegen',
            object: 'vastgelegde-cijfers',
            objectId: id,
            pupils: [],
            purpose: PURPOSES.cijfers,
          },
        });
        made.push(stored);
      }
      return made;
    });
  }
}
