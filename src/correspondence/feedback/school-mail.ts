import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { notFound } from '../../access/http/not-found';
import { ownSchool } from '../../access/conditions';
import { speaksFor } from '../../cases/meldingen/melding-desk';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { scopeOf } from '../../registry/scopes';
import { schoolMail } from './tables';

export interface SchoolAddress {
  location: string;
  name: string;
  email: string | null;
}

const LONGEST = 200;
const MOST = 100;

/** The mailbox of each location of a school, kept by the school itself. */
@Injectable()
export class SchoolMail {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The own locations with their mailbox, by name. */
  async own(actor: Actor): Promise<SchoolAddress[]> {
    const { read } = this.database;
    const own = ownSchool(read, scopeOf(visitorOf(actor), this.clock.today()), 's.code');
    const rows = await read.all<SchoolAddress>(
      `SELECT s.code AS "location", s.name, m.email FROM school_location s LEFT JOIN school_mail m ON m.location = s.code
        WHERE ${own.sql} ORDER BY s.name, s.code LIMIT ${MOST}`,
      own.values,
    );
    return rows.map((row) => ({ ...row, email: row.email === null ? null : this.open(row.location, row.email) }));
  }

  /** An empty address takes it away. Throws a Problem: 404 for another school, 400 for what is no address. */
  async choose(actor: Actor, location: string, email: string): Promise<void> {
    if (!speaksFor(visitorOf(actor), location, this.clock.today())) throw notFound();
    const address = email.trim();
    const good =
      address === '' || (address.length <= LONGEST && /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(address));
    new Checks().that(good, '/email', 'Geef een e-mailadres, zoals verzuim@school.nl.').done();
    await this.database.work(async (work) => {
      const school = await work.get(`SELECT code FROM school_location WHERE code = ?${work.lock}`, [location]);
      if (!school) throw notFound();
      await actor.premise?.();
      await work.run('DELETE FROM school_mail WHERE location = ?', [location]);
      if (address !== '') {
        const sealed = this.encryption.encrypt(address, cell(schoolMail, 'email', { location }));
        const columns = ['location', 'email', 'changed_at'];
        await work.insert('school_mail', columns, [[location, sealed, this.clock.instant()]]);
      }
      const event = { object: 'schoolmail', objectId: location, pupils: [], purpose: PURPOSES.toegang } as const;
      this.audit.write(work, actor, { action: 'wijzigen', ...event });
    });
  }

  /** The mailboxes of these locations, as far as there are. */
  async of(sql: Sql, locations: readonly string[]): Promise<Map<string, string>> {
    const these = sql.oneOf('location', locations, 'code');
    const rows = await sql.all<{ location: string; email: string }>(
      `SELECT location, email FROM school_mail WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(rows.map((row) => [row.location, this.open(row.location, row.email)]));
  }

  private open(location: string, email: string): string {
    return this.encryption.decrypt(email, cell(schoolMail, 'email', { location }));
  }
}
