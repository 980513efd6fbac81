import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import type { AreaKind, DatedArea } from '../../access/area';
import { field, fields } from '../../access/http/form';
import { readRoles } from '../../access/roles';
import { employee } from '../../access/tables';
import { TakeStaff } from '../../imports/take-staff';
import type { Day } from '../../law/day';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { versionOf } from '../../platform/version';
import { cell } from '../../platform/place';
import type { FormError } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { fromLines, toLines } from './area-lines';

/** An employee as typed: text for everything, one area on a line. */
export interface StaffForm {
  medewerker: string;
  naam: string;
  rollen: readonly string[];
  boa: boolean;
  gemeenten: string;
  regios: string;
  scholen: string;
  fte: string;
  maximum: string;
  begindatum: string;
  einddatum: string;
  email: string;
  /** what it was when the form was shown; '' for someone new */
  versie: string;
}

export const NEW_EMPLOYEE: StaffForm = {
  ...{ medewerker: '', naam: '', rollen: [], boa: false, gemeenten: '', regios: '', scholen: '', fte: '1' },
  ...{ maximum: '', begindatum: '', einddatum: '', email: '', versie: '' },
};

/** Columns of the file, where the form has another name. */
const FIELDS: Record<string, string> = { rol: 'rollen' };

interface Row {
  name: string;
  roles: string;
  boa: number;
  fte: number;
  maximum: number | null;
  from: Day | null;
  until: Day | null;
  email: string | null;
}

/** Employees to read and keep with a form, by the rules of the file `medewerkers`. */
@Injectable()
export class StaffForms {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(TakeStaff) private readonly takeStaff: TakeStaff,
  ) {}

  /** Throws (404) where there is no such employee. */
  async read(code: string): Promise<StaffForm> {
    const found = await this.find(this.database.read, code);
    if (!found) throw notFound();
    return found;
  }

  /** What is wrong with it, for beside the fields; nothing where it was kept. Nobody else's change is overwritten. */
  async keep(actor: Actor, form: StaffForm): Promise<FormError[]> {
    return this.database.work(async (work) => {
      const before = await this.find(work, form.medewerker.trim());
      if ((before?.versie ?? '') !== form.versie) throw new Problem('gewijzigd', changed(before), { status: 409 });
      const refusals = await this.takeStaff.take(work, actor, toRecord(form));
      return refusals.map(({ column, reason }) => ({ field: FIELDS[column] ?? column, text: `${column} ${reason}` }));
    });
  }

  private async find(sql: Sql, code: string): Promise<StaffForm | null> {
    const row = await sql.get<Row>(
      `SELECT name, roles, boa, fte, maximum, from_date AS "from", until_date AS "until", email
         FROM employee WHERE code = ?`,
      [code],
    );
    if (!row) return null;
    const areas = await sql.all<DatedArea & { kind: AreaKind }>(
      `SELECT kind, area AS "code", from_date AS "from", until_date AS "until" FROM employee_area
        WHERE employee = ? ORDER BY kind, area`,
      [code],
    );
    const of = (kind: AreaKind) => toLines(areas.filter((one) => one.kind === kind));
    const form = {
      ...{ medewerker: code, naam: row.name, rollen: readRoles(row.roles), boa: row.boa === 1 },
      ...{ gemeenten: of('gemeente'), regios: of('regio'), scholen: of('school') },
      ...{ fte: String(row.fte / 100).replace('.', ','), maximum: row.maximum === null ? '' : String(row.maximum) },
      ...{ begindatum: row.from ?? '', einddatum: row.until ?? '' },
      email: row.email === null ? '' : this.encryption.decrypt(row.email, cell(employee, 'email', { code })),
    };
    return { ...form, versie: versionOf(form) };
  }
}

/** As it was typed. */
export function readStaffForm(body: unknown, code?: string): StaffForm {
  const text = (name: string) => field(body, name).trim();
  return {
    ...{ medewerker: code ?? text('medewerker'), naam: text('naam'), rollen: fields(body, 'rollen') },
    ...{ boa: text('boa') === 'ja', gemeenten: text('gemeenten'), regios: text('regios'), scholen: text('scholen') },
    ...{ fte: text('fte'), maximum: text('maximum'), begindatum: text('begindatum'), einddatum: text('einddatum') },
    ...{ email: text('email'), versie: text('versie') },
  };
}

/** As a row of the file. */
function toRecord({ rollen, boa, gemeenten, regios, scholen, fte, versie: _, ...rest }: StaffForm) {
  return {
    ...rest,
    rol: rollen.join(','),
    boa,
    gemeenten: fromLines('gemeente', gemeenten),
    regios: fromLines('regio', regios),
    scholen: fromLines('school', scholen),
    fte: fte.replace(',', '.'),
  };
}

function changed(before: StaffForm | null): string {
  return before
    ? 'Deze medewerker is ondertussen gewijzigd of bestond al. Open de medewerker opnieuw en pas die aan.'
    : 'Deze medewerker bestaat niet meer. Maak een nieuwe medewerker.';
}
