import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { keepsProgramme } from '../figures/programme/programme-scope';
import { ProgrammeStore, TargetStore } from '../figures/programme/programme-store';
import { Clock } from '../platform/clock';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import type { IncomingStore, Refusal } from '../platform/incoming';
import { programme, targets } from './readers/programme';
import { RecordReader, type SentRecord } from './records';
import { settleRows } from './settle-rows';

const NUMBERS = ['schooljaar', 'budget', 'besteed', 'doelaantal', 'bereikt', 'percentage'];

/** Takes one measure of a programme, or one target, as a row of the files `programma` and `streefcijfers`. */
@Injectable()
export class TakeProgramme {
  private readonly measures = new RecordReader(programme, { numbers: NUMBERS, flags: ['verwijderd'] });
  private readonly targets = new RecordReader(targets, { numbers: NUMBERS, flags: ['verwijderd'] });

  constructor(
    @Inject(ProgrammeStore) private readonly measureStore: ProgrammeStore,
    @Inject(TargetStore) private readonly targetStore: TargetStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Inside a unit of work of the caller; gives what is wrong with the record, or nothing. Throws (403) for others. */
  measure(work: Work, actor: Actor, record: SentRecord): Promise<readonly Refusal[]> {
    return this.take(work, actor, record, this.measures.read(record), this.measureStore, 'programma');
  }

  target(work: Work, actor: Actor, record: SentRecord): Promise<readonly Refusal[]> {
    return this.take(work, actor, record, this.targets.read(record), this.targetStore, 'streefcijfer');
  }

  private async take<R, E>(
    work: Work,
    actor: Actor,
    { gebied }: SentRecord,
    read: { row: R } | { refusals: Refusal[] },
    store: IncomingStore<R, E>,
    object: string,
  ): Promise<readonly Refusal[]> {
    if (actor.visitor !== null && !keepsProgramme(actor.visitor, String(gebied), this.clock.today())) {
      throw new Problem('mag-niet', 'Programma en streefcijfers wijzigt alleen de coördinator van de regio.', {
        status: 403,
      });
    }
    if ('refusals' in read) return read.refusals;
    const follow = async () => {
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object, objectId: null, pupils: [], purpose: PURPOSES.cijfers },
      });
    };
    const { outcomes } = await settleRows(work, { kind: { store }, follow }, [{ line: 0, row: read.row }], {
      final: true,
    });
    const outcome = outcomes[0]!;
    return typeof outcome === 'object' ? [outcome] : [];
  }
}
