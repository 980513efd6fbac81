import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { freeToUse } from '../../access/restriction';
import { employee } from '../../access/tables';
import { Audit, PURPOSES } from '../../access/audit';
import { MeldingStore, type StoredMelding } from '../../cases/meldingen/melding-store';
import { toNumber } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { cell } from '../../platform/place';
import { Encryption } from '../../platform/encryption';
import { pupil } from '../../registry/tables';
import { readContact } from '../../registry/contact-details';
import { homes } from './known-meldingen';
import type { MeldingChannel, MeldingMessage } from './message';
import { messageOf, type Person, type Told } from './write-message';

const AT_ONCE = 500;

interface Link {
  brin: string;
  number: string;
  told: string | null;
}

/**
 * Tells the other side of an exchange every melding that was reported and every change of it since it was last told:
 * content of what was registered here, and the status with whom to ask at the municipality. Noted as told once the
 * channel has taken it: who dies in between tells it again.
 */
@Injectable()
export class SendMeldingen {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `all`: also what was told already and did not change. Gives how many were sent. */
  async run(actor: Actor, channel: MeldingChannel, all = false): Promise<number> {
    let [sent, after] = [0, ''];
    for (;;) {
      const page = await this.page(after);
      if (page.length === 0) return sent;
      after = page.at(-1)!.id;
      const links = await this.links(page);
      const local = await homes(this.database.read, page, this.clock.today());
      const told = await this.told(page, links);
      const changed = told.flatMap((one) => {
        const { melding } = one;
        const message = messageOf(one);
        const digest = this.digest(message, melding.dossierId !== null && local.has(melding.dossierId));
        return all || links.get(melding.id)?.told !== digest ? [{ melding, message, digest }] : [];
      });
      if (changed.length === 0) continue;
      await channel.send(changed.map(({ message }) => message));
      await this.note(actor, changed);
      sent += changed.length;
    }
  }

  /** Reported meldingen, a page at a time by id: what a school has not completed yet is not reported. */
  private async page(after: string): Promise<StoredMelding[]> {
    const from = after === '' ? { sql: '', values: [] } : { sql: 'm.id > ? AND ', values: [after] };
    const ids = await this.database.read.all<{ id: string }>(
      `SELECT m.id FROM melding m WHERE ${from.sql}${freeToUse('m.pupil_id')} AND (EXISTS (SELECT 1 FROM melding_exchange x WHERE x.melding_id = m.id)
         OR (m.completed_on IS NOT NULL AND m.status <> 'ingetrokken')) ORDER BY m.id LIMIT ${AT_ONCE}`,
      from.values,
    );
    const these = this.database.read.oneOf(
      'id',
      ids.map(({ id }) => id),
    );
    const rows = await this.store.rows(this.database.read, these.sql, [these.value]);
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Of a municipality elsewhere whom to ask is its own news: it is not told back. */
  private digest(message: MeldingMessage, local: boolean): string {
    const { gemeente_naam, gemeente_functie, gemeente_telefoon, gemeente_email, ...rest } = message;
    const contact = local ? [gemeente_naam, gemeente_functie, gemeente_telefoon, gemeente_email] : [];
    return this.encryption.index(JSON.stringify([Object.values(rest), contact]));
  }

  private async note(
    actor: Actor,
    told: readonly { melding: StoredMelding; message: MeldingMessage; digest: string }[],
  ) {
    const now = this.clock.instant();
    await this.database.work(async (work) => {
      await work.insert(
        'melding_exchange',
        ['melding_id', 'brin', 'number', 'told', 'told_at'],
        told.map(({ melding, message, digest }) => [melding.id, message.brin, message.meldingnummer, digest, now]),
        { key: ['melding_id'], update: ['told', 'told_at'] },
      );
      const pupils = [...new Set(told.map(({ melding }) => melding.pupilId))];
      const event = {
        action: 'exporteren',
        object: 'meldingen',
        objectId: null,
        purpose: PURPOSES.verwerking,
      } as const;
      this.audit.write(work, actor, { ...event, pupils });
    });
  }

  private async links(page: readonly StoredMelding[]): Promise<Map<string, Link>> {
    const these = this.database.read.oneOf(
      'melding_id',
      page.map(({ id }) => id),
    );
    const rows = await this.database.read.all<Link & { id: string }>(
      `SELECT melding_id AS "id", brin, number, told FROM melding_exchange WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async told(page: readonly StoredMelding[], links: ReadonlyMap<string, Link>): Promise<Told[]> {
    const { read } = this.database;
    const people = await this.people(read, [...new Set(page.map(({ pupilId }) => pupilId))]);
    const names = await namesOf(read, [...new Set(page.map(({ location }) => location))]);
    const officers = await this.officers(read, [...new Set(page.flatMap(({ dossierId }) => dossierId ?? []))]);
    return page.map((melding) => {
      const link = links.get(melding.id);
      return {
        ...{ melding, brin: link?.brin ?? melding.location.slice(0, 4), number: link?.number ?? melding.id },
        ...{ person: people.get(melding.pupilId)!, locationName: names.get(melding.location) ?? null },
        officer: (melding.dossierId === null ? undefined : officers.get(melding.dossierId)) ?? null,
      };
    });
  }

  private async people(read: Sql, ids: readonly string[]): Promise<Map<string, Person>> {
    const these = read.oneOf('id', ids);
    const theirs = read.oneOf('pupil_id', ids);
    const { startQualifications } = this.parameters.at(toNumber(this.clock.today()));
    const kinds = read.oneOf('kind', startQualifications, 'code');
    const qualified = new Set(
      (
        await read.all<{ id: string }>(
          `SELECT DISTINCT pupil_id AS "id" FROM diploma WHERE ${theirs.sql} AND ${kinds.sql} AND day <= ?`,
          [theirs.value, kinds.value, this.clock.today()],
        )
      ).map(({ id }) => id),
    );
    type Row = Omit<Person, 'contact' | 'qualified'> & { id: string; contact: string | null; secret: number };
    const rows = await read.all<Row>(
      `SELECT id, pgn, last_name AS "lastName", prefix, first_names AS "firstNames", sex, birth_date AS "birthDate",
         death_date AS "deathDate", contact, secret_address AS "secret" FROM pupil WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(
      rows.map(({ id, secret, contact, ...row }) => [
        id,
        {
          ...row,
          pgn: this.encryption.decrypt(row.pgn, cell(pupil, 'pgn', { id })),
          contact:
            secret === 1 || contact === null
              ? null
              : readContact(this.encryption, contact, cell(pupil, 'contact', { id })),
          qualified: qualified.has(id),
        },
      ]),
    );
  }

  /** Who works each dossier. */
  private async officers(read: Sql, dossiers: readonly string[]): Promise<Map<string, NonNullable<Told['officer']>>> {
    const these = read.oneOf('d.id', dossiers);
    const rows = await read.all<{ id: string; code: string; name: string; role: string; email: string | null }>(
      `SELECT d.id, e.code, e.name, d.role, e.email FROM dossier d JOIN employee e ON e.code = d.employee WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(
      rows.map(({ id, code, name, role, email }) => [
        id,
        {
          name,
          role,
          email: email === null ? null : this.encryption.decrypt(email, cell(employee, 'email', { code })),
        },
      ]),
    );
  }
}

async function namesOf(read: Sql, codes: readonly string[]): Promise<Map<string, string>> {
  const these = read.oneOf('code', codes, 'code');
  const rows = await read.all<{ code: string; name: string }>(
    `SELECT code, name FROM school_location WHERE ${these.sql}`,
    [these.value],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}
