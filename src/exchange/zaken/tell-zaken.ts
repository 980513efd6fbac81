import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { dossierFreeToUse } from '../../access/restriction';
import { DueSender } from '../../jobs/due-sender';
import { AT_ONCE, JobTime } from '../../jobs/job-time';
import { Database } from '../../platform/database/database';
import type { Value, Work } from '../../platform/database/sql';
import { SpanKind, traced } from '../../platform/telemetry';
import { pauseAfter } from '../events/deliver-events';
import { RequestFailed } from '../safe-request';
import { KeepZaken } from './keep-zaken';
import { ReadDossier, type ToldDossier } from './read-dossier';
import { TellZaak, type Told } from './tell-zaak';
import { statusesOf } from './zaak-steps';
import { ZakenApi } from './zaken-api';
import { type CaseSystem, CaseSystems } from './zaken-file';

const AT_A_TIME = 10;
/** Longer than telling one zaak can take: some twenty requests of ten seconds at most. */
const LEASE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** with the pauses between them some two days */
const MOST_ATTEMPTS = 18;

const DUE = `z.state IN ('wacht', 'onderweg') AND ${dossierFreeToUse('z.dossier_id')}`;

interface Row {
  dossierId: string;
  system: string;
  asked: number;
  attempts: number;
  url: string | null;
  toldStep: string | null;
  toldEmployee: string | null;
  toldChild: number;
  leftAt: string | null;
  backAt: string | null;
}

export interface ZaakCount {
  system: string;
  state: string;
  error: string | null;
  count: number;
}

/**
 * Tells the case systems of municipalities how dossiers stand (ZGW, Zaken API 1.5), outside the units of work: a slow
 * case system holds up nobody. What was told is noted after each thing told; who dies in between looks first and tells
 * nothing twice.
 */
@Injectable()
export class TellZaken extends DueSender {
  /** asked for, and not done yet: what lies behind */
  private behind = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseSystems) private readonly systems: CaseSystems,
    @Inject(ReadDossier) private readonly dossiers: ReadDossier,
    @Inject(KeepZaken) private readonly keeper: KeepZaken,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(JobTime) time: JobTime,
  ) {
    super(time, 'zaken niet verteld', LONGEST_PAUSE_MS);
  }

  /** A day as the subject: also what lies behind. */
  override async handle(work: Work, subjects: string[]): Promise<void> {
    if (this.systems.all.length === 0) return;
    if (subjects.some((subject) => subject !== '')) this.behind = true;
    await super.handle(work, subjects);
  }

  /** @param behind also what lies behind */
  override start(behind = false): Promise<void> {
    this.behind ||= behind;
    return super.start();
  }

  /** How many zaken are in which state, by system and the last error. */
  counts(): Promise<ZaakCount[]> {
    return this.database.read.all(
      `SELECT system, state, last_error AS "error", COUNT(*) AS "count" FROM zaak
       GROUP BY system, state, last_error ORDER BY system, state, last_error`,
    );
  }

  /** Puts everything that failed back; gives how many. */
  retry(): Promise<number> {
    return this.database.work((work) =>
      work.run(`UPDATE zaak SET state = 'wacht', attempts = 0, free_at = ? WHERE state = 'mislukt'`, [AT_ONCE]),
    );
  }

  protected async sendDue(): Promise<void> {
    const behind = this.behind;
    this.behind = false;
    if (behind) await this.keeper.catchUp();
    while (!this.stopped) {
      const taken = await this.take();
      if (taken.length === 0) break;
      await Promise.all(taken.map((row) => this.tell(row)));
    }
  }

  private take(): Promise<Row[]> {
    return this.database.work(async (work) => {
      const now = this.time.now();
      const rows = await work.all<Row>(
        `SELECT z.dossier_id AS "dossierId", z.system, z.asked, z.attempts, z.url, z.told_step AS "toldStep",
           z.told_employee AS "toldEmployee", z.told_child AS "toldChild", z.left_at AS "leftAt", z.back_at AS "backAt"
         FROM zaak z WHERE ${DUE} AND z.free_at <= ? ORDER BY z.free_at, z.dossier_id, z.system
         LIMIT ${AT_A_TIME}${work.claim.replace('UPDATE', 'UPDATE OF z')}`,
        [new Date(now).toISOString()],
      );
      const until = new Date(now + LEASE_MS).toISOString();
      for (const row of rows) {
        row.attempts++;
        await this.write(work, row, "state = 'onderweg', attempts = ?, free_at = ?", [row.attempts, until]);
      }
      return rows;
    });
  }

  private async tell(row: Row): Promise<void> {
    const system = this.systems.byCode(row.system);
    const dossier = await this.dossiers.read(this.database.read, row.dossierId);
    if (!dossier) {
      // destroyed, or not to be used now: then it waits until the restriction is lifted
      await this.database.work((work) => this.write(work, row, "state = 'wacht', attempts = 0", []));
      return;
    }
    if (system?.typen[dossier.regime] === undefined) {
      await this.settle(row, dossier, 'zaaksysteem onbekend');
      return;
    }
    let fault: string | null = null;
    try {
      const attributes = { 'leerspoor.zaaksysteem': system.code };
      await traced('zaak vertellen', attributes, () => this.bringUpToDate(row, system, dossier), SpanKind.CLIENT);
    } catch (error) {
      fault = error instanceof RequestFailed ? error.code : 'fout';
    }
    await this.settle(row, dossier, fault);
  }

  private async bringUpToDate(row: Row, system: CaseSystem, dossier: ToldDossier): Promise<void> {
    const here = [dossier.municipality, dossier.handedFrom].some(
      (one) => one !== null && system.gemeenten.includes(one),
    );
    await this.follow(row, dossier, here);
    const told = { url: row.url, step: row.toldStep, employee: row.toldEmployee, child: row.toldChild === 1 };
    const statuses = statusesOf(dossier.past, { left: row.leftAt, back: row.backAt });
    const bsn = () => this.dossiers.bsn(this.database.read, dossier.pupilId);
    const keep = async (now: Told) => {
      const values = [now.url, now.step, now.employee, now.child ? 1 : 0];
      const set = 'url = ?, told_step = ?, told_employee = ?, told_child = ?';
      await this.database.work((work) => this.write(work, row, set, values));
    };
    const zaak = new TellZaak(new ZakenApi(system), system, { dossier, statuses, here, bsn }, told, keep);
    if (zaak.isUpToDate()) return;
    await this.account(dossier);
    await zaak.run();
  }

  /** Before anything goes out: that it goes. */
  private account({ id, pupilId, regime }: ToldDossier): Promise<void> {
    return this.database.work(async (work) => {
      const about = { object: 'zaak', objectId: id, pupils: [pupilId], purpose: PURPOSES[regime] };
      this.audit.write(work, SYSTEM, { action: 'versturen', ...about });
    });
  }

  /** Notes that the dossier left for another municipality, or came back: then where it stands is told anew. */
  private async follow(row: Row, { past, changedAt }: ToldDossier, here: boolean): Promise<void> {
    if (here === (row.leftAt === null)) return;
    [row.leftAt, row.backAt] = here ? [null, changedAt] : [changedAt, null];
    if (here) row.toldStep = past.at(-2)?.id ?? null;
    await this.database.work((work) =>
      this.write(work, row, 'left_at = ?, back_at = ?, told_step = ?', [row.leftAt, row.backAt, row.toldStep]),
    );
  }

  private async settle(row: Row, dossier: ToldDossier, fault: string | null): Promise<void> {
    if (fault === null) {
      const state = `state = CASE WHEN asked = ? THEN 'klaar' ELSE 'wacht' END`;
      await this.database.work((work) =>
        this.write(work, row, `${state}, attempts = 0, free_at = ?, last_error = NULL, seen = ?`, [
          ...[row.asked, AT_ONCE, dossier.changedAt],
        ]),
      );
      return;
    }
    this.log.warn({ msg: 'zaak niet verteld', id: row.dossierId, poging: row.attempts, code: fault });
    const state = row.attempts >= MOST_ATTEMPTS ? 'mislukt' : 'wacht';
    const freeAt = new Date(this.time.now() + pauseAfter(row.attempts)).toISOString();
    await this.database.work((work) =>
      this.write(work, row, 'state = ?, free_at = ?, last_error = ?', [state, freeAt, fault]),
    );
  }

  private write(work: Work, { dossierId, system }: Row, set: string, values: readonly Value[]): Promise<number> {
    return work.run(`UPDATE zaak SET ${set} WHERE dossier_id = ? AND system = ?`, [...values, dossierId, system]);
  }

  /** Another process finds what waits at its next change of a dossier, or at the daily sweep. */
  protected async nextDue(): Promise<string | null> {
    const next = await this.database.read.get<{ at: string | null }>(
      `SELECT MIN(z.free_at) AS "at" FROM zaak z WHERE ${DUE}`,
    );
    return next?.at ?? null;
  }
}
