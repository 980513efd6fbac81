import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Regime } from '../../cases/dossier/regime';
import { Announcer, type Happening } from '../../jobs/announcer';
import { AT_ONCE } from '../../jobs/job-time';
import { Outbox } from '../../jobs/outbox';
import { Database } from '../../platform/database/database';
import { PAGE_ROWS } from '../../platform/database/pages';
import type { Value, Work } from '../../platform/database/sql';
import { CaseSystems } from './zaken-file';

/** What of a dossier a case system is told of: its steps, and who has it. */
const TELLING = ['dossier', 'toewijzing'];
const COLUMNS = ['dossier_id', 'system', 'state', 'attempts', 'free_at', 'told_child', 'asked'];

interface Home {
  id: string;
  municipality: string | null;
  regime: Regime;
}

/**
 * Notes which dossiers a case system must hear of, in the unit of work in which they change; once a day also those that
 * changed by time alone, and those from before there was a case system.
 */
@Injectable()
export class KeepZaken implements OnModuleInit {
  constructor(
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(CaseSystems) private readonly systems: CaseSystems,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Database) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    if (this.systems.all.length > 0) this.announcer.onHappening((work, happenings) => this.collect(work, happenings));
  }

  async collect(work: Work, happenings: readonly Happening[]): Promise<void> {
    const ids = happenings.flatMap(({ object, dossierId }) => (TELLING.includes(object) ? (dossierId ?? []) : []));
    if (ids.length > 0) await this.note(work, [...new Set(ids)]);
  }

  /** Every dossier that is open and not told, or changed since it was; in portions, each in a unit of work of its own. */
  async catchUp(): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.database.work(async (work) => {
        const rows = await this.behind(work, after);
        if (rows.length > 0) {
          await this.note(
            work,
            rows.map(({ id }) => id),
          );
        }
        return rows;
      });
      if (page.length < PAGE_ROWS) return;
      after = page.at(-1)!.id;
    }
  }

  private behind(work: Work, after: string): Promise<{ id: string }[]> {
    const municipalities = this.systems.all.flatMap(({ gemeenten }) => gemeenten);
    const here = work.oneOf('d.municipality', municipalities, 'code');
    const from = after === '' ? { sql: '', values: [] } : { sql: 'd.id > ? AND ', values: [after] };
    return work.all(
      `SELECT d.id FROM dossier d WHERE ${from.sql}(
         (d.status <> 'afgesloten' AND ${here.sql} AND NOT EXISTS (SELECT 1 FROM zaak z WHERE z.dossier_id = d.id))
         OR EXISTS (SELECT 1 FROM zaak z WHERE z.dossier_id = d.id AND z.state = 'klaar' AND z.seen <> d.changed_at))
       ORDER BY d.id LIMIT ${PAGE_ROWS}`,
      [...from.values, here.value],
    );
  }

  /** In the system of where the dossier lies, and in every one that knows it already. */
  private async note(work: Work, ids: string[]): Promise<void> {
    const these = work.oneOf('id', ids);
    const dossiers = await work.all<Home>(`SELECT id, municipality, regime FROM dossier WHERE ${these.sql}`, [
      these.value,
    ]);
    const rows = dossiers.flatMap(({ id, municipality, regime }): Value[][] => {
      const system = this.systems.of(municipality, regime);
      return system ? [[id, system.code, 'wacht', 0, AT_ONCE, 0, 0]] : [];
    });
    await work.insert('zaak', COLUMNS, rows, { key: ['dossier_id', 'system'], update: 'nothing' });
    const known = work.oneOf('dossier_id', ids);
    // what is being told now stays with who tells it: it comes back for what changed meanwhile
    const again = await work.run(
      `UPDATE zaak SET asked = asked + 1, attempts = 0, free_at = CASE WHEN state = 'onderweg' THEN free_at ELSE ? END,
         state = CASE WHEN state = 'onderweg' THEN state ELSE 'wacht' END WHERE ${known.sql}`,
      [AT_ONCE, known.value],
    );
    if (again > 0) await this.outbox.add(work, 'vertel-zaken', ['']);
  }
}
