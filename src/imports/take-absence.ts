import { Inject, Injectable } from '@nestjs/common';
import type { AbsenceRow } from '../absence/absence-store';
import type { Actor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import type { Visitor } from '../access/visitor';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import type { Outcome, Refusal } from '../platform/incoming';
import { ImportKinds } from './import-kinds';
import { JudgeAgain } from './judge-again';
import { OwnSchools } from './own-schools';
import { RecordReader, type SentRecord } from './records';
import { type Follow, settleRows } from './settle-rows';

/** A row of absence, or what is wrong with it. */
export type ReadAbsence = { row: AbsenceRow } | { refusals: readonly Refusal[] };

/** What became of one record. */
export interface TakenRecord {
  outcome: Exclude<Outcome, Refusal | 'later'> | 'afgekeurd';
  refusals: readonly Refusal[];
  remarks: string[];
}

/**
 * Takes absence records that a school's system sends one by one, by the same rules as the file `verzuim`. A school adds
 * for its own locations and pupils only; what another school has is as unknown to it as what nobody has.
 */
@Injectable()
export class TakeAbsence {
  constructor(
    @Inject(ImportKinds) private readonly kinds: ImportKinds,
    @Inject(JudgeAgain) private readonly judgeAgain: JudgeAgain,
    @Inject(OwnSchools) private readonly ownSchools: OwnSchools,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Inside a unit of work of the caller; the results are in the order of the records. Throws (403) for other roles. */
  take(work: Work, actor: Actor, records: readonly SentRecord[]): Promise<TakenRecord[]> {
    const reader = new RecordReader(this.kinds.absence(1_000).reader, { numbers: ['uren'], flags: ['hele_dag'] });
    return this.takeRead(
      work,
      actor,
      records.map((record) => reader.read(record)),
    );
  }

  /** The same for rows that were read already, or found wrong. */
  async takeRead(work: Work, actor: Actor, rows: readonly ReadAbsence[]): Promise<TakenRecord[]> {
    const schools = schoolsOf(actor.visitor);
    const kind = this.kinds.absence(1_000);
    const results: TakenRecord[] = new Array(rows.length);
    const refuse = (i: number, refusals: readonly Refusal[]) => {
      results[i] = { outcome: 'afgekeurd', refusals, remarks: [] };
    };
    const read = rows.flatMap((one, line) => {
      if ('row' in one) return [{ line, row: one.row }];
      refuse(line, one.refusals);
      return [];
    });
    const refused = schools === null ? new Map<number, Refusal>() : await this.ownSchools.refusals(work, schools, read);
    for (const [line, refusal] of refused) refuse(line, [refusal]);
    const taken = read.filter(({ line }) => !refused.has(line));
    const event = {
      action: 'toevoegen',
      object: 'verzuimregistratie',
      objectId: null,
      purpose: PURPOSES.verzuim,
    } as const;
    const follow: Follow = async (_, settled) => {
      await this.judgeAgain.after(work, settled, kind.judges);
      this.audit.write(work, actor, { ...event, pupils: settled.pupils ?? [] });
    };
    const { outcomes, remarks } = await settleRows(work, { kind, follow }, taken, { final: true });
    taken.forEach(({ line }, i) => {
      const outcome = outcomes[i]!;
      if (typeof outcome === 'object') refuse(line, [outcome]);
      else results[line] = { outcome: outcome as TakenRecord['outcome'], refusals: [], remarks: [] };
    });
    for (const { line, remark } of remarks) results[line]!.remarks.push(remark);
    return results;
  }
}

/** The brins and locations whose absence this visitor may send; null: of all schools. */
function schoolsOf(visitor: Visitor | null): readonly string[] | null {
  if (visitor === null || visitor.roles.includes('functioneel-beheerder')) return null;
  if (visitor.roles.includes('schoolmedewerker')) return visitor.schools;
  throw new Problem('mag-niet', 'Verzuim aanleveren kan alleen een school of de functioneel beheerder.', {
    status: 403,
  });
}
