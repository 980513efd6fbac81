import { Inject, Injectable } from '@nestjs/common';
import { type DatedArea, writeArea } from '../../access/area';
import { readRoles } from '../../access/roles';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import type { Asker } from '../http/asker';
import type { Found } from '../http/paging';
import { selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { Medewerker, MedewerkersQuery } from './medewerker';
import { employee } from '../../access/tables';
import { cell } from '../../platform/place';

const COLUMNS = `e.code AS "medewerker", e.name AS "naam", e.roles, e.boa, e.fte, e.maximum, e.email,
  e.from_date AS "begindatum", e.until_date AS "einddatum",
  (SELECT COUNT(*) FROM dossier o WHERE o.employee = e.code AND o.status <> 'afgesloten') AS "openDossiers"`;
const ORDERS = {
  medewerker: 'e.code',
  '-medewerker': 'e.code DESC',
  naam: 'e.name, e.code',
  '-naam': 'e.name DESC, e.code DESC',
};

type Row = Omit<Medewerker, 'rollen' | 'boa' | 'gemeenten' | 'regios' | 'scholen'> & { roles: string; boa: number };

/** Staff as somebody may see them: the beheerder everyone, a coordinator those of the region, others themselves. */
@Injectable()
export class StaffQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Sight) private readonly sight: Sight,
  ) {}

  async list(asker: Asker, query: MedewerkersQuery): Promise<Found<Medewerker>> {
    const { read } = this.database;
    const selection = { columns: COLUMNS, from: 'employee e', orders: ORDERS, seen: this.sight.staff(asker) };
    const { rows, total } = await selectPage<Row>(read, selection, query);
    return { rows: await this.shown(read, rows), total };
  }

  /** Null where there is none and where it is out of scope. */
  async find(sql: Sql, asker: Asker, code: string): Promise<Medewerker | null> {
    const seen = this.sight.staff(asker);
    const row = await sql.get<Row>(`SELECT ${COLUMNS} FROM employee e WHERE e.code = ? AND ${seen.sql}`, [
      code,
      ...seen.values,
    ]);
    return row ? ((await this.shown(sql, [row]))[0] ?? null) : null;
  }

  private async shown(sql: Sql, rows: readonly Row[]): Promise<Medewerker[]> {
    if (rows.length === 0) return [];
    const these = sql.oneOf(
      'a.employee',
      rows.map(({ medewerker }) => medewerker),
      'code',
    );
    const areas = await sql.all<{ employee: string; kind: string } & DatedArea>(
      `SELECT a.employee, a.kind, a.area AS "code", a.from_date AS "from", a.until_date AS "until"
         FROM employee_area a WHERE ${these.sql} ORDER BY a.area`,
      [these.value],
    );
    return rows.map(({ roles, boa, fte, email, ...row }) => {
      const ofKind = (kind: string) =>
        areas.filter((one) => one.employee === row.medewerker && one.kind === kind).map(writeArea);
      return {
        ...row,
        rollen: readRoles(roles),
        boa: boa === 1,
        fte: fte / 100,
        email:
          email === null ? null : this.encryption.decrypt(email, cell(employee, 'email', { code: row.medewerker })),
        ...{ gemeenten: ofKind('gemeente'), regios: ofKind('regio'), scholen: ofKind('school') },
      };
    });
  }
}
