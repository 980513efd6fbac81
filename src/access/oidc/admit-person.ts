import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import type { Actor } from '../actor';
import { AREA_COLUMNS, areaRows, areaText } from '../area';
import { Audit, PURPOSES } from '../audit';
import { readRoles, type Role } from '../roles';
import { hashOfToken } from '../tokens';
import { isInService } from '../visitor';
import type { Person } from './person';
import type { ProviderSettings } from './provider-file';

interface Employee {
  name: string;
  roles: string;
  from: Day | null;
  until: Day | null;
}

/**
 * Lets someone in who logged in at a provider: an account of that provider, tied to one employee, whose roles and
 * areas are from now on those of the claims. Nobody takes over an employee who logs in elsewhere.
 */
@Injectable()
export class AdmitPerson {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Gives the id of the account. Where somebody gains a role their other sessions end: these may be of a login that is too
   * weak for it. Throws a Problem (403) where this person is not let in.
   * @param session hash of the token of the session that goes on
   */
  async admit(actor: Actor, provider: ProviderSettings, person: Person, session = ''): Promise<string> {
    return this.database.work(async (work) => {
      await work.exclusive(`aanmelding ${person.employee}`);
      const username = subjectName(provider, person.subject);
      const account = await work.get<{ id: string; employee: string; locked_at: string | null }>(
        'SELECT id, employee, locked_at FROM account WHERE username = ?',
        [username],
      );
      if (account && (account.employee !== person.employee || account.locked_at !== null)) throw refused();
      const had = await this.rolesOf(work, person.employee);
      const changed = await this.keepEmployee(work, provider, person, account !== undefined);
      if (changed) await this.outbox.add(work, 'verdeel', ['']);
      if (account && person.roles.some((role) => !had.includes(role))) {
        await work.run('DELETE FROM session WHERE account_id = ? AND token_hash <> ?', [account.id, session]);
      }
      const id = account?.id ?? (await this.makeAccount(work, provider, person, username));
      if (!account || changed) {
        const event = { action: account ? 'wijzigen' : 'toevoegen', object: 'account', objectId: id } as const;
        this.audit.write(work, actor, { ...event, pupils: [], purpose: PURPOSES.toegang });
      }
      return id;
    });
  }

  /** The roles of an employee as they stand now. */
  async rolesOf(sql: Sql, employee: string): Promise<readonly Role[]> {
    const row = await sql.get<{ roles: string }>('SELECT roles FROM employee WHERE code = ?', [employee]);
    return readRoles(row?.roles ?? '');
  }

  private async makeAccount(work: Work, provider: ProviderSettings, person: Person, username: string): Promise<string> {
    const other = await work.get('SELECT id FROM account WHERE employee = ?', [person.employee]);
    if (other) throw refused();
    const id = newId();
    const columns = ['id', 'username', 'password_hash', 'employee', 'made_at', 'provider'];
    await work.insert('account', columns, [[id, username, '', person.employee, this.clock.instant(), provider.code]]);
    return id;
  }

  /** Roles and areas as the claims say; true where that changes something. */
  private async keepEmployee(work: Work, provider: ProviderSettings, person: Person, tied: boolean): Promise<boolean> {
    const { employee, name } = person;
    const roles = person.roles.join(',');
    const known = await work.get<Employee>(
      'SELECT name, roles, from_date AS "from", until_date AS "until" FROM employee WHERE code = ?',
      [employee],
    );
    if (known ? !isInService(known, this.clock.today()) : !provider.aanmaken && !tied) throw refused();
    if (person.roles.length === 0) throw refused();
    const rows = await work.all<Parameters<typeof areaText>[0]>(
      `SELECT ${AREA_COLUMNS.join(', ')} FROM employee_area WHERE employee = ?`,
      [employee],
    );
    const before = rows.map(areaText).sort();
    // of what the claims do not speak the file medewerkers decides
    const kept = before.filter((area) => !person.kinds.includes(area.split(' ')[0]!));
    const areas = [...kept, ...person.areas].sort();
    if (known?.name === name && known.roles === roles && before.join() === areas.join()) return false;
    await work.insert('employee', ['code', 'name', 'roles', 'boa', 'fte'], [[employee, name, roles, 0, 100]], {
      key: ['code'],
      update: ['name', 'roles'],
    });
    await work.run('DELETE FROM employee_area WHERE employee = ?', [employee]);
    await work.insert('employee_area', AREA_COLUMNS, areaRows(employee, areas));
    return true;
  }
}

/** What an account of a provider is called: nothing that says who it is. */
export function subjectName(provider: ProviderSettings, subject: string): string {
  return `oidc:${provider.code}:${hashOfToken(`${provider.uitgever}\n${subject}`).slice(0, 50)}`;
}

/** What the provider calls a session, as we keep it. */
export function sessionName(provider: ProviderSettings, sid: unknown): string | null {
  return typeof sid === 'string' && sid !== '' ? hashOfToken(`${provider.code}\n${sid}`) : null;
}

export function refused(): Problem {
  return new Problem(
    'aanmelding-geweigerd',
    'U bent wel ingelogd bij uw organisatie, maar heeft geen toegang tot Leerspoor. Vraag de functioneel beheerder.',
    { status: 403 },
  );
}
