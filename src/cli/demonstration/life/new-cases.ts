import type { WorkListRow } from '../../../cases/worklist/work-lists';
import type { Rule } from '../../../law/facts';
import type { Hands } from './hands';
import type { Ground } from './truancy';

/** From grave to light. */
const GROUNDS: readonly (readonly [Rule, Ground])[] = [
  ['verzuim-absoluut', 'absoluut'],
  ['verzuim-langdurig', 'langdurig'],
  ['verzuim-16u', 'verzuim'],
  ['verzuim-luxe', 'luxe'],
  ['te-laat', 'te-laat'],
];

export type NewCase = Pick<WorkListRow, 'id' | 'regime'> & { pupilId: string; ground: Ground };

/** Reads what is new on the lists of the officers, as each of them does on the first day of a week. */
export class NewCases {
  private readonly seen = new Set<string>();

  constructor(private readonly hands: Hands) {}

  /** `workers`: codes of who works dossiers. */
  async find(workers: readonly string[]): Promise<NewCase[]> {
    const found: NewCase[] = [];
    for (const worker of workers) {
      const actor = await this.hands.actor(worker);
      if (actor === null) continue;
      const rows = await this.hands.workLists.page(actor, { kind: 'pas-toegewezen', limit: 1_000 });
      for (const { id, regime, pupilId } of rows) {
        if (this.seen.has(id) || pupilId === null) continue;
        this.seen.add(id);
        found.push({ id, regime, pupilId, ground: 'zorg' });
      }
    }
    await this.groundThem(found);
    return found;
  }

  private async groundThem(cases: NewCase[]): Promise<void> {
    const { signals, database } = this.hands;
    const stored = await signals.ofPupils(database.read, [...new Set(cases.map((one) => one.pupilId))]);
    for (const one of cases) {
      const rules = (stored.get(one.pupilId) ?? []).flatMap((s) => (s.dossierId === one.id ? [s.rule] : []));
      one.ground = GROUNDS.find(([rule]) => rules.includes(rule))?.[1] ?? 'zorg';
    }
  }
}
