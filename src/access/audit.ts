import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import type { Actor } from './actor';
import { Chains, type Unchained } from './log/chain';
import type { LogName } from './log/entry';
import { ProcessingLog } from './log/processing';

export { purposeOf, PURPOSES } from './log/purposes';

export type AuditAction =
  | 'lezen'
  | 'zoeken'
  | 'toevoegen'
  | 'wijzigen'
  | 'verwijderen'
  | 'exporteren'
  | 'importeren'
  | 'beoordelen'
  | 'versturen'
  | 'inloggen'
  | 'uitloggen';

/** What was done with whose data, and why. Nothing personal in it but the ids of the pupils. */
export interface AuditEvent {
  action: AuditAction;
  /** kind of thing: dossier, melding, leerling, import … */
  object: string;
  objectId: string | null;
  pupils: readonly string[];
  /** a purpose of `PURPOSES`, or another sentence of at most 120 characters */
  purpose: string;
  /** `gelukt` unless told */
  result?: 'gelukt' | 'geweigerd';
  /** the log of the Wpg for what falls under it; `avg` unless told */
  log?: LogName;
}

/** Reads are kept together for so long at most; milliseconds. */
const GATHERED_MS = 500;
const AT_ONCE = 200;
/** With so many that could not be written nothing may be read any more. */
const MOST_WAITING = 5_000;

/**
 * The audit log. Writes go with their unit of work: they stand or fall with it. Reads are gathered and committed within
 * a second, and at the latest at shutdown; where that fails for long, `read` refuses.
 */
@Injectable()
export class Audit implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Audit.name);
  private readonly chains = new Chains();
  private readonly writing = new WeakMap<Work, Unchained[]>();
  private waiting: Unchained[] = [];
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ProcessingLog) private readonly processing: ProcessingLog,
  ) {}

  /** Inside the unit of work that writes; nothing to await. */
  write(work: Work, actor: Actor, event: AuditEvent): void {
    const known = this.writing.get(work);
    if (known) {
      known.push(this.entry(actor, event));
      return;
    }
    const entries = [this.entry(actor, event)];
    this.writing.set(work, entries);
    const ending = this.chains.ending(entries, this.stood);
    work.ending({
      before: ending.before,
      after: (stood) => {
        this.writing.delete(work);
        ending.after(stood);
      },
    });
  }

  /** For what changes nothing: call it before the data are shown. Throws a Problem (503) where nothing can be logged. */
  read(actor: Actor, event: AuditEvent): void {
    if (this.waiting.length >= MOST_WAITING) {
      throw new Problem('logboek-vol', 'Het logboek kan nu niet worden bijgewerkt. Probeer het over een minuut.', {
        status: 503,
        logLevel: 'error',
      });
    }
    this.waiting.push(this.entry(actor, event));
    if (this.waiting.length >= AT_ONCE) void this.flush().catch(() => undefined);
    else this.later();
  }

  /** Commits what was gathered. Throws where it cannot; what was gathered stays. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.flushing = this.flushing.catch(() => undefined).then(() => this.commit());
    return this.flushing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    if (this.timer) clearTimeout(this.timer);
    await this.processing.close();
  }

  private readonly stood = (entries: readonly Unchained[]): void => this.processing.append(entries);

  private async commit(): Promise<void> {
    if (this.waiting.length === 0) return;
    const entries = this.waiting;
    this.waiting = [];
    try {
      await this.database.work(async (work) => work.ending(this.chains.ending(entries, this.stood)));
    } catch (error) {
      this.waiting = [...entries, ...this.waiting];
      this.logger.error({ msg: 'logboek niet bijgewerkt', wachtend: this.waiting.length });
      this.later();
      throw error;
    }
  }

  private later(): void {
    this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), GATHERED_MS);
  }

  private entry({ visitor, via, from, operation }: Actor, event: AuditEvent): Unchained {
    return {
      log: event.log ?? 'avg',
      at: this.clock.instant(),
      employee: visitor?.employee ?? null,
      roles: visitor?.roles.join(',') ?? '',
      via,
      from: from?.slice(0, 60) ?? null,
      operation,
      action: event.action,
      object: event.object,
      objectId: event.objectId,
      purpose: event.purpose,
      result: event.result ?? 'gelukt',
      pupils: event.pupils,
    };
  }
}
