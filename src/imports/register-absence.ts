import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import type { Refusal } from '../platform/incoming';
import { PupilDirectory } from '../registry/pupil-directory';
import { type SentRecord } from './records';
import { TakeAbsence } from './take-absence';

/** Absence as somebody at the school types it; texts are read by the rules of the file `verzuim`. */
export interface TypedAbsence {
  pupilId: string;
  /** six characters */
  location: string;
  /** of the record to correct; null: a new one */
  number: string | null;
  day: string;
  hours: string;
  kind: string;
  wholeDay: boolean;
  reason: string;
}

/**
 * Registers, corrects or withdraws one absence record by hand: the same rules and the same way as a file. Gives what is
 * wrong with it, by column of the file; an empty list: it is stored, and the pupil will be judged again.
 */
@Injectable()
export class RegisterAbsence {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(TakeAbsence) private readonly absence: TakeAbsence,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async register(actor: Actor, typed: TypedAbsence): Promise<readonly Refusal[]> {
    return this.database.work(async (work) => {
      // who corrects the same record waits here, and then sees what this one made of it
      await work.get(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [typed.pupilId]);
      await actor.premise?.();
      return this.take(work, actor, {
        registratienummer: typed.number ?? this.newNumber(),
        pgn: await this.pgnOf(work, typed.pupilId),
        brin: typed.location.slice(0, 4),
        vestiging: typed.location,
        datum: typed.day,
        uren: typed.hours,
        soort: typed.kind,
        hele_dag: typed.wholeDay,
        reden: typed.reason,
      });
    });
  }

  /** `brin` and `number` are the key of the record. */
  async withdraw(actor: Actor, brin: string, number: string): Promise<readonly Refusal[]> {
    const record = { registratienummer: number, brin, soort: 'ingetrokken' };
    return this.database.work((work) => this.take(work, actor, record));
  }

  private async take(work: Work, actor: Actor, record: SentRecord): Promise<readonly Refusal[]> {
    const [taken] = await this.absence.take(work, actor, [record]);
    return taken!.refusals;
  }

  private async pgnOf(work: Work, pupilId: string): Promise<string> {
    const pgn = await this.directory.numberOf(work, pupilId);
    if (pgn === undefined) throw new Problem('niet-gevonden', 'Deze leerling bestaat niet.', { status: 404 });
    return pgn;
  }

  /** A number that no system of a school gives: who typed it and when stands in the audit log. */
  private newNumber(): string {
    return `HAND-${this.clock.today()}-${randomBytes(5).toString('hex')}`;
  }
}
