import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { StaffStore } from '../access/staff-store';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import type { Refusal } from '../platform/incoming';
import { JudgeAgain } from './judge-again';
import { periodRefusal } from './readers/combined';
import { staff } from './readers/staff';
import { Bad } from './readers/values';
import { RecordReader, type SentRecord } from './records';
import { type Follow, settleRows } from './settle-rows';

const READER = new RecordReader(staff, { numbers: ['fte', 'maximum'], flags: ['boa'] });

/**
 * Everything that is wrong with a record by itself, before anything is written: also the days of which only together can
 * be said that they are wrong, where another column is wrong too.
 */
export function staffRefusals(record: SentRecord): readonly Refusal[] {
  const read = READER.read(record);
  if (!('refusals' in read)) return [];
  const { begindatum, einddatum } = staff.columns;
  const [from, until] = [begindatum.parse(text(record['begindatum'])), einddatum.parse(text(record['einddatum']))];
  if (from instanceof Bad || until instanceof Bad || read.refusals.some(isPeriod)) return read.refusals;
  return [...read.refusals, ...[periodRefusal(from, until) ?? []].flat()];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isPeriod = ({ column }: Refusal): boolean => column === 'einddatum';

/** Takes one employee as a row of the file `medewerkers`, by the same rules. */
@Injectable()
export class TakeStaff {
  constructor(
    @Inject(StaffStore) private readonly store: StaffStore,
    @Inject(JudgeAgain) private readonly judgeAgain: JudgeAgain,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Inside a unit of work of the caller; gives what is wrong with the record, or nothing. Throws (403) for others. */
  async take(work: Work, actor: Actor, record: SentRecord): Promise<readonly Refusal[]> {
    if (actor.visitor !== null && !actor.visitor.roles.includes('functioneel-beheerder')) {
      throw new Problem('mag-niet', 'Medewerkers wijzigen kan alleen de functioneel beheerder.', { status: 403 });
    }
    const read = READER.read(record);
    if ('refusals' in read) return read.refusals;
    const follow: Follow = async (_, settled) => {
      await this.judgeAgain.after(work, settled, 'nobody');
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'medewerker', objectId: read.row.code, pupils: [], purpose: PURPOSES.toegang },
      });
    };
    const by = { kind: { store: this.store }, follow };
    const { outcomes } = await settleRows(work, by, [{ line: 0, row: read.row }], { final: true });
    const outcome = outcomes[0]!;
    return typeof outcome === 'object' ? [outcome] : [];
  }
}
