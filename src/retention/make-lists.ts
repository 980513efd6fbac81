import { Inject, Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { asDay, type Day } from '../law/day';
import { LawParameters } from '../law/parameters';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config-file';
import { Database } from '../platform/database/database';
import type { Sql, Value, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import { type DatedDossier, datedDossiers, type Due, dueRecords, type DueQuestion } from './due';
import type { RetentionRule } from './rules';

const COLUMNS = ['id', 'list_id', 'record_class', 'dossier_id', 'pupil_id', 'part', 'destroy_on', 'source', 'state'];

/** Makes the destruction lists of a month, and keeps the destruction date with each closed dossier. */
@Injectable()
export class MakeLists {
  private readonly rules = readConfig<RetentionRule[]>('retention', 'bewaartermijnen.json');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LawParameters) private readonly law: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What is due on this day of what `which` names. */
  question(which: Pick<DueQuestion, 'municipality' | 'pupils'>): DueQuestion {
    return { law: this.law, rules: this.rules, today: this.clock.today(), ...which };
  }

  /** The work of the queue: the months asked for. A list is always of what is due now. */
  async handle(work: Work): Promise<void> {
    for (const municipality of await homes(work))
      await this.ofMunicipality(work, systemActor('wachtrij'), municipality);
  }

  /** Lists of this month for each municipality that has none yet and has something due. Twice is once. */
  async run(actor: Actor): Promise<number> {
    let made = 0;
    for (const municipality of await homes(this.database.read)) {
      made += await this.database.work((work) => this.ofMunicipality(work, actor, municipality));
    }
    return made;
  }

  private async ofMunicipality(work: Work, actor: Actor, municipality: string): Promise<number> {
    const question = this.question({ municipality });
    for await (const portion of datedDossiers(work, question)) await keepDates(work, portion);
    const waiting = await waitingElsewhere(work, municipality);
    const due = (await dueRecords(work, question)).filter((one) => !waiting.has(keyOf(one)));
    if (due.length === 0) return 0;
    const id = newId();
    const month = asDay(`${question.today.slice(0, 8)}01`);
    const columns = ['id', 'municipality', 'month', 'state', 'made_at'];
    const row = [id, municipality, month, 'opgesteld', this.clock.instant()];
    if ((await work.insertNew('destruction_list', columns, [row], ['municipality', 'month'])).length > 0) return 0;
    await work.insert(
      'destruction_item',
      COLUMNS,
      due.map((one) => itemRow(id, one)),
    );
    const event = { action: 'toevoegen', object: 'vernietigingslijst', objectId: id } as const;
    this.audit.write(work, actor, { ...event, pupils: due.map((one) => one.pupilId), purpose: PURPOSES.bewaren });
    return 1;
  }
}

/** Every municipality that may have something. */
async function homes(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ municipality: string }>(
    `SELECT municipality FROM dossier WHERE municipality IS NOT NULL
      UNION SELECT municipality FROM residence ORDER BY municipality`,
  );
  return rows.map((row) => row.municipality);
}

const itemRow = (listId: string, one: Due): Value[] => [
  ...[newId(), listId, one.recordClass, one.dossierId, one.pupilId, one.part, one.destroyOn, one.source, 'staat'],
];

const keyOf = (one: Pick<Due, 'recordClass' | 'dossierId' | 'pupilId' | 'part'>): string =>
  [one.recordClass, one.dossierId ?? one.pupilId, one.part ?? ''].join('|');

/** What stands on an earlier list that is not yet decided: it is not put before anybody twice. */
async function waitingElsewhere(sql: Sql, municipality: string): Promise<Set<string>> {
  const rows = await sql.all<Parameters<typeof keyOf>[0]>(
    `SELECT i.record_class AS "recordClass", i.dossier_id AS "dossierId", i.pupil_id AS "pupilId", i.part
       FROM destruction_item i JOIN destruction_list l ON l.id = i.list_id
      WHERE l.municipality = ? AND l.state IN ('opgesteld', 'voorgedragen', 'goedgekeurd') AND i.state = 'staat'`,
    [municipality],
  );
  return new Set(rows.map(keyOf));
}

/** Only what changed is written, the dossiers of one date at once. */
async function keepDates(work: Work, portion: readonly DatedDossier[]): Promise<void> {
  const byDate = new Map<Day, string[]>();
  for (const { id, known, destroyOn } of portion) {
    if (known !== destroyOn) byDate.set(destroyOn, [...(byDate.get(destroyOn) ?? []), id]);
  }
  for (const [date, ids] of byDate) {
    const these = work.oneOf('id', ids);
    await work.run(`UPDATE dossier SET destroy_on = ? WHERE ${these.sql}`, [date, these.value]);
  }
}
