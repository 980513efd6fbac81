import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { HoldMeeting } from '../cases/meeting/hold-meeting';
import { Outbox } from '../jobs/outbox';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Sql, Work } from '../platform/database/sql';
import { CountKeepers } from './count-keepers';
import type { Certificate, DestructionList, ListedItem } from './destruction-list';
import { LIST } from './destruction-list';
import { type Due, dueRecords, dueWholePupils } from './due';
import { MakeLists } from './make-lists';
import type { RowCounts } from './ownership';
import { Remove } from './remove';
import type { RecordClass } from './rules';

/** Records that are destroyed in one unit of work: nobody waits long for it, and a crash undoes little. */
export const PORTION = 200;

interface Item {
  id: string;
  recordClass: RecordClass;
  dossierId: string | null;
  pupilId: string;
  part: string | null;
}

/**
 * Destroys what is on an approved list, a portion at a time, each in the unit of work that asks for the next. Each
 * record is looked at once more: what was reopened, put on hold or restricted meanwhile stays, and so does what became
 * another municipality's, which alone may decide on it. Running it twice changes nothing: a record that went stands no
 * longer.
 */
@Injectable()
export class CarryOut {
  constructor(
    @Inject(MakeLists) private readonly lists: MakeLists,
    @Inject(Remove) private readonly remove: Remove,
    @Inject(CountKeepers) private readonly keepers: CountKeepers,
    @Inject(HoldMeeting) private readonly meetings: HoldMeeting,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Database) private readonly database: Database,
  ) {}

  async handle(work: Work, listIds: readonly string[]): Promise<void> {
    for (const id of listIds) {
      const list = await work.get<DestructionList>(`${LIST} WHERE id = ?${work.lock}`, [id]);
      if (list?.state === 'goedgekeurd') await this.portion(work, list);
    }
  }

  private async portion(work: Work, list: DestructionList): Promise<void> {
    const today = this.clock.today();
    const items = await work.all<Item>(
      `SELECT id, record_class AS "recordClass", dossier_id AS "dossierId", pupil_id AS "pupilId", part
         FROM destruction_item WHERE list_id = ? AND state = 'staat' ORDER BY id LIMIT ${PORTION}`,
      [list.id],
    );
    const certificate = read(list, today);
    const rows: RowCounts = new Map(Object.entries(certificate.rijen));
    const pupils = [...new Set(items.map((one) => one.pupilId))];
    const of = async (which: { municipality?: string }) => {
      const due = await dueRecords(work, this.lists.question({ pupils, ...which }));
      return items.filter((item) => due.some((one) => isThe(one, item)));
    };
    const going = await of({ municipality: list.municipality });
    const wherever = going.length === items.length ? going : await of({});
    const moved = wherever.filter((item) => !going.includes(item));
    const staying = items.filter((item) => !wherever.includes(item));
    await this.keepers.around(work, pupils, async () => {
      await this.destroy(work, going, today, rows);
      await this.emptied(work, pupils, list.municipality, rows);
    });
    await this.meetings.forget(work);
    await mark(work, going, 'vernietigd');
    await mark(work, staying, 'aangehouden');
    await mark(work, moved, 'elders');
    for (const { recordClass } of going) {
      certificate.records[recordClass] = (certificate.records[recordClass] ?? 0) + 1;
    }
    certificate.leerlingen = rows.get('pupil') ?? 0;
    certificate.aangehouden += staying.length;
    certificate.elders = (certificate.elders ?? 0) + moved.length;
    certificate.rijen = Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
    const more = items.length === PORTION;
    await work.run('UPDATE destruction_list SET state = ?, certificate = ? WHERE id = ?', [
      ...[more ? 'goedgekeurd' : 'uitgevoerd', JSON.stringify(certificate), list.id],
    ]);
    if (more) await this.outbox.add(work, 'vernietig', [list.id]);
    else work.ending({ before: async () => undefined, after: (stood) => stood && this.database.scrub() });
    const event = { action: 'verwijderen', object: 'vernietigingslijst', objectId: list.id } as const;
    this.audit.write(work, systemActor('wachtrij'), {
      ...event,
      pupils: [...new Set(going.map((one) => one.pupilId))],
      purpose: PURPOSES.bewaren,
    });
  }

  private async destroy(work: Work, going: readonly Item[], today: Day, rows: RowCounts): Promise<void> {
    const of = (...classes: RecordClass[]) => going.filter((one) => classes.includes(one.recordClass));
    const dossiers = (items: readonly Item[]) => items.flatMap((one) => one.dossierId ?? []);
    await this.remove.wpg(work, dossiers(of('wpg')), rows);
    for (const { pupilId, part } of of('vrijstelling')) await this.remove.exemption(work, pupilId, part!, rows);
    await this.remove.dossiers(work, dossiers(of('leerplicht', 'kwalificatieplicht', 'doorstroompunt')), today, rows);
    const children = of('verzuim').map((one) => one.pupilId);
    await this.remove.childhood(work, children, today, rows);
    await this.remove.pupils(
      work,
      of('leerling').map((one) => one.pupilId),
      rows,
    );
  }

  /** Whoever has no dossier left, is past the longest term and lives nowhere else goes wholly. */
  private async emptied(work: Work, pupils: readonly string[], municipality: string, rows: RowCounts): Promise<void> {
    const gone = (await dueWholePupils(work, this.lists.question({ pupils }))).map((one) => one.pupilId);
    const elsewhere = await livingElsewhere(work, gone, municipality);
    await this.remove.pupils(
      work,
      gone.filter((id) => !elsewhere.has(id)),
      rows,
    );
  }
}

/** Those of these pupils who lived last in another municipality; who lives nowhere known is nobody else's. */
async function livingElsewhere(
  sql: Sql,
  pupils: readonly string[],
  municipality: string,
): Promise<ReadonlySet<string>> {
  const these = sql.oneOf('r.pupil_id', pupils);
  const rows = await sql.all<{ id: string }>(
    `SELECT r.pupil_id AS "id" FROM residence r WHERE ${these.sql} AND r.municipality <> ? AND NOT EXISTS
      (SELECT 1 FROM residence l WHERE l.pupil_id = r.pupil_id AND l.from_date > r.from_date)`,
    [these.value, municipality],
  );
  return new Set(rows.map(({ id }) => id));
}

const isThe = (due: Due, item: Item): boolean =>
  due.dossierId === item.dossierId &&
  due.pupilId === item.pupilId &&
  due.part === item.part &&
  (due.recordClass === 'wpg') === (item.recordClass === 'wpg') &&
  (item.dossierId !== null || due.recordClass === item.recordClass);

function read(list: DestructionList, today: Day): Certificate {
  const begun = list.certificate === null ? null : (JSON.parse(list.certificate) as Certificate);
  return {
    ...{ gemeente: list.municipality, maand: list.month, voorgedragenDoor: list.proposedBy! },
    ...{ goedgekeurdDoor: list.decidedBy!, records: {}, leerlingen: 0, aangehouden: 0, elders: 0, rijen: {}, ...begun },
    vernietigdOp: today,
  };
}

async function mark(work: Work, items: readonly Item[], state: Exclude<ListedItem['state'], 'staat'>): Promise<void> {
  const these = work.oneOf(
    'id',
    items.map((one) => one.id),
  );
  const emptied = state === 'vernietigd' ? ', dossier_id = NULL, pupil_id = NULL, part = NULL' : '';
  await work.run(`UPDATE destruction_item SET state = ?${emptied} WHERE ${these.sql}`, [state, these.value]);
}
