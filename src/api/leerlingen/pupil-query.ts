import { Inject, Injectable } from '@nestjs/common';
import { Audit, purposeOf } from '../../access/audit';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { PupilDirectory } from '../../registry/pupil-directory';
import type { Asker } from '../http/asker';
import type { Found } from '../http/paging';
import { type Selection, selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { Leerling, LeerlingenQuery } from './leerling';
import { cell } from '../../platform/place';
import { pupil } from '../../registry/tables';

const HOME = `(SELECT h.municipality FROM residence h WHERE h.pupil_id = p.id AND h.from_date <= ?
  ORDER BY h.from_date DESC LIMIT 1)`;

const COLUMNS = `p.id, p.pgn, p.birth_date AS "geboortedatum", p.birth_known AS "geboortedatumBekend", p.first_names AS "voornamen", p.prefix AS "voorvoegsel",
  p.last_name AS "achternaam", p.sex AS "geslacht", p.death_date AS "overlijdensdatum",
  p.departure_date AS "vertrekdatum", p.secret_address AS "geheim", p.changed_at AS "changedAt",
  ${HOME} AS "gemeentecode"`;

const ENROLLED = `p.id IN (SELECT i.pupil_id FROM enrolment i WHERE i.location = ? AND i.from_date <= ?
  AND (i.until_date IS NULL OR i.until_date >= ?))`;

const ORDERS = {
  id: 'p.id',
  '-id': 'p.id DESC',
  geboortedatum: 'p.birth_date, p.id',
  '-geboortedatum': 'p.birth_date DESC, p.id DESC',
};

type Row = Omit<Leerling, 'geheim'> & { geheim: number; changedAt: string };

/** The id of no pupil. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Pupils as somebody may see them. */
@Injectable()
export class PupilQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(asker: Asker, query: LeerlingenQuery): Promise<Found<Leerling>> {
    const today = this.clock.today();
    const { gemeentecode, vestiging } = query;
    const filters: Selection['filters'] = [
      [`${HOME} = ?`, gemeentecode === undefined ? undefined : [today, gemeentecode]],
      [ENROLLED, vestiging === undefined ? undefined : [vestiging, today, today]],
    ];
    const { rows, total } = await selectPage<Row>(
      this.database.read,
      {
        ...{ columns: COLUMNS, columnValues: [today], from: 'pupil p', filters, orders: ORDERS },
        seen: this.sight.pupils(asker),
      },
      query,
    );
    this.account(asker, null, rows);
    return { rows: rows.map((row) => this.shown(row)), total };
  }

  /** Null where there is none and where it is out of scope. `version` changes with every change of the pupil. */
  async find(asker: Asker, id: string): Promise<{ pupil: Leerling; version: unknown[] } | null> {
    const seen = this.sight.pupils(asker);
    const row = await this.database.read.get<Row>(`SELECT ${COLUMNS} FROM pupil p WHERE p.id = ? AND ${seen.sql}`, [
      this.clock.today(),
      id,
      ...seen.values,
    ]);
    if (!row) return null;
    this.account(asker, id, [row]);
    return { pupil: this.shown(row), version: [row.id, row.changedAt, row.gemeentecode] };
  }

  async findByNumber(asker: Asker, pgn: string): Promise<Leerling | null> {
    const id = await this.directory.findOne(this.database.read, pgn.padStart(9, '0'));
    // asked of nobody too: how long it takes does not tell whether somebody is known
    return (await this.find(asker, id ?? NOBODY))?.pupil ?? null;
  }

  private account(asker: Asker, objectId: string | null, rows: readonly { id: string }[]): void {
    if (rows.length === 0) return;
    const about = {
      object: 'leerling',
      objectId,
      pupils: rows.map(({ id }) => id),
      purpose: purposeOf(asker.visitor?.roles ?? []),
    };
    this.audit.read(asker, { action: 'lezen', ...about });
  }

  private shown({ geheim, changedAt: _, ...row }: Row): Leerling {
    return { ...row, pgn: this.encryption.decrypt(row.pgn, cell(pupil, 'pgn', row)), geheim: geheim === 1 };
  }
}
