import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { AccessReports, type ReportedProcessing } from '../../access/log/access-report';
import { ITEM_TERMS } from '../../cases/terms/seen-terms';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Row, Sql, Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cellOf } from '../../platform/place';
import { scopeOf } from '../../registry/scopes';
import { Ownership } from '../ownership';
import { livesHere } from './own-residents';
import { COLUMN_LABELS, INSIDE_LABELS, PART_TITLES, UNTOLD_PARTS } from './words';

export type Told = string | number | boolean | null | Told[] | { [name: string]: Told };

/** One kind of record, with each record under the names of `COLUMN_LABELS`. */
export interface ToldPart {
  onderdeel: string;
  rijen: Record<string, Told>[];
}

/** Everything that a municipality holds of one pupil: the answer to a request for access (AVG art. 15). */
export interface OwnData {
  gemaaktOp: Day;
  onderdelen: ToldPart[];
  nietOpgenomen: string[];
  /** what was done with it, and why */
  verwerkingen: ReportedProcessing[];
}

const LEFT_OUT = [
  'Wat onder de Wet politiegegevens valt: dat is een eigen verzoek (Wpg art. 25).',
  'Adres, telefoon en e-mail van ouders en anderen, ook in meldingen en onderdelen: die zijn van hen.',
  'Namen van medewerkers: bij de verwerkingen staat hun functie.',
  'De inhoud van bijlagen en brieven: vraag er afzonderlijk om, zij staan hier met hun naam.',
];

const ELSEWHERE =
  'Deze leerling woont nu in een andere gemeente: hier staan alleen de dossiers van uw gemeente. Vraag de rest aan die gemeente.';

const SECRET_ADDRESS =
  'Het geheim adres en de contactgegevens: geef die alleen aan de leerling zelf, niet aan wie namens de leerling vraagt.';

/** What lies inside `details` and is somebody else's: of the school, of a parent or of who is around the pupil. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  melding: ['contact', 'telefoon'],
  dossier_item: ['telefoon', 'email'],
  dossier_item_version: ['telefoon', 'email'],
};

/** Where the pupil stays, inside `details`. */
const STAY = 'verblijfadres';

/** Texts that may name a colleague. */
const REASONS = ['assignment_reason', 'reason'];

/** Gathers it by walking the schema, as destruction does: what would be destroyed is what is held. */
@Injectable()
export class OwnDataReader {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ownership) private readonly ownership: Ownership,
    @Inject(AccessReports) private readonly reports: AccessReports,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * `actor` was authorised by who calls. Of a pupil who lives elsewhere now only the dossiers that stayed in the own
   * municipalities: where it lives since, and what happens there, is not theirs. Accounted for.
   */
  async of(actor: Actor, pupilId: string): Promise<OwnData> {
    const event = { action: 'exporteren', object: 'persoonsgegevens', objectId: null, pupils: [pupilId] } as const;
    this.audit.read(actor, { ...event, purpose: PURPOSES.rechten });
    const { read } = this.database;
    const here = await livesHere(read, actor, pupilId, this.clock.today());
    const verwerkingen = here ? await this.reports.of(actor, pupilId) : [];
    const found = new Map<string, Map<string, Row>>();
    const pupil = await read.all('SELECT * FROM pupil WHERE id = ?', [pupilId]);
    if (here) {
      keep(found, 'pupil', pupil);
      await this.gather(read, 'pupil', [pupilId], found);
      await this.beside(read, pupilId, found);
    } else {
      await this.stayed(read, actor, pupilId, found);
    }
    const colleagues = await this.namesOf(read, found);
    const confidential = [...(found.get('dossier_item')?.values() ?? [])].filter((row) => row['confidential'] === 1);
    const nietOpgenomen = here ? [...LEFT_OUT] : [ELSEWHERE, ...LEFT_OUT];
    const secret = pupil.some((row) => row['secret_address'] === 1);
    if (secret) nietOpgenomen.push(SECRET_ADDRESS);
    if (confidential.length > 0) {
      nietOpgenomen.push(
        `Vertrouwelijke aantekeningen (${confidential.length}): beoordeel ze een voor een (UAVG art. 41).`,
      );
    }
    const items = [...(found.get('dossier_item')?.values() ?? [])];
    const told = new Set(items.filter(isOpen).map((row) => row['id']));
    const kept = new Set(confidential.map((row) => row['id']));
    const mayTell = (table: string, row: Row) =>
      isOpen(row) &&
      !(table === 'state_change' && kept.has(row['object_id']!)) &&
      !(table === 'term' && isOfItem(row) && !told.has(row['subject_id']!));
    const onderdelen = Object.entries(PART_TITLES).flatMap(([table, onderdeel]): ToldPart[] => {
      const rows = [...(found.get(table)?.values() ?? [])].filter((row) => mayTell(table, row));
      return rows.length === 0
        ? []
        : [{ onderdeel, rijen: rows.map((row) => this.told(table, row, colleagues, secret)) }];
    });
    return { gemaaktOp: this.clock.today(), onderdelen, nietOpgenomen, verwerkingen };
  }

  private async gather(sql: Sql, owner: string, ids: readonly string[], found: Map<string, Map<string, Row>>) {
    if (ids.length === 0) return;
    for (const { table, column, hasId } of this.ownership.of(owner)) {
      if (UNTOLD_PARTS.includes(table)) continue;
      const these = sql.oneOf(column, ids);
      const rows = await sql.all(`SELECT * FROM ${table} WHERE ${these.sql}${hasId ? ' ORDER BY id' : ''}`, [
        these.value,
      ]);
      // the Wpg room is left out with all that hangs on it
      const open = rows.filter((row) => row['room'] !== 'wpg' && row['log'] !== 'wpg');
      const fresh = keep(found, table, open);
      // what hangs on a confidential note is as confidential
      const further = fresh.filter((row) => row['confidential'] !== 1);
      if (hasId) {
        const next = further.map((row) => String(row['id']));
        await this.gather(sql, table, next, found);
      }
    }
  }

  /** The dossiers of the own municipalities, with all that hangs on them. */
  private async stayed(sql: Sql, actor: Actor, pupilId: string, found: Map<string, Map<string, Row>>): Promise<void> {
    const { destruction } = scopeOf(visitorOf(actor), this.clock.today());
    const own = sql.oneOf('municipality', destruction, 'code');
    const rows = await sql.all(`SELECT * FROM dossier WHERE pupil_id = ? AND ${own.sql} ORDER BY id`, [
      ...[pupilId, own.value],
    ]);
    const dossiers = keep(found, 'dossier', rows).map((row) => String(row['id']));
    await this.gather(sql, 'dossier', dossiers, found);
  }

  /** What no column leads to, or what stays when the pupil goes. */
  private async beside(sql: Sql, pupilId: string, found: Map<string, Map<string, Row>>): Promise<void> {
    const snapshots = 'SELECT * FROM vsv_snapshot_person WHERE pupil_id = ?';
    keep(found, 'vsv_snapshot_person', await sql.all(snapshots, [pupilId]));
    const deliveries = `SELECT * FROM duo_record WHERE pgn_index IN (SELECT pgn_index FROM pupil WHERE id = ?
      UNION SELECT pgn_index FROM pupil_alias WHERE pupil_id = ?)`;
    keep(found, 'duo_record', await sql.all(deliveries, [pupilId, pupilId]));
  }

  /** Of who had a dossier: a reason of assignment begins with the name. */
  private async namesOf(sql: Sql, found: Map<string, Map<string, Row>>): Promise<string[]> {
    const rows = [...(found.get('dossier')?.values() ?? []), ...(found.get('assignment')?.values() ?? [])];
    const codes = rows.flatMap((row) => (row['employee'] === null ? [] : [String(row['employee'])]));
    const these = sql.oneOf('code', [...new Set(codes)], 'code');
    const names = await sql.all<{ name: string }>(`SELECT name FROM employee WHERE ${these.sql}`, [these.value]);
    return names.map(({ name }) => name);
  }

  private told(table: string, row: Row, colleagues: readonly string[], secret: boolean): Record<string, Told> {
    const shown: Record<string, Told> = {};
    for (const [column, value] of Object.entries(row)) {
      const label = COLUMN_LABELS[column];
      if (!label || value === null || hidesContact(table, column, row)) continue;
      const hidden = column === 'details' ? [...(OF_OTHERS[table] ?? []), ...(secret ? [STAY] : [])] : [];
      const told = this.value(table, column, value, row, hidden);
      const names = REASONS.includes(column) && typeof told === 'string';
      shown[label] = names ? colleagues.reduce((text, name) => text.replaceAll(name, 'De behandelaar'), told) : told;
    }
    return shown;
  }

  private value(name: string, column: string, value: Exclude<Value, null>, row: Row, hidden: readonly string[]): Told {
    const table = this.database.tables.find((one) => one.name === name)!;
    const { meaning, secret } = table.columns[column]!;
    if (meaning === 'flag') return value === 1 ? 'ja' : 'nee';
    if (typeof value === 'number') return column.endsWith('hundredths') ? value / 100 : value;
    const plain = secret ? this.encryption.decryptUnlessPlain(value, cellOf(table, column, row)) : value;
    if (!/^[[{]/.test(plain)) return plain;
    try {
      const known = JSON.parse(plain) as Told;
      if (hidden.length === 0 || known === null || typeof known !== 'object' || Array.isArray(known))
        return readable(known);
      return readable(Object.fromEntries(Object.entries(known).filter(([key]) => !hidden.includes(key))));
    } catch {
      return plain;
    }
  }
}

const isOpen = (row: Row): boolean => row['confidential'] !== 1;

/** A term that says that there is a proces-verbaal or a task: told with it, and else not. */
const isOfItem = (term: Row): boolean => ITEM_TERMS.some((kind) => kind === term['kind']);

/** Of parents it is theirs; of a pupil with a secret address whoever asks in its name must not learn it. */
function hidesContact(table: string, column: string, row: Row): boolean {
  return column === 'contact' && (table === 'contact_person' || row['secret_address'] === 1);
}

/** Names inside a value as those of columns; hours as a person reads them. */
function readable(value: Told): Told {
  if (Array.isArray(value)) {
    const [day, hundredths, ...more] = value;
    const hoursOfADay = typeof day === 'string' && typeof hundredths === 'number' && more.length === 0;
    return hoursOfADay ? { dag: day, uren: hundredths / 100 } : value.map(readable);
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      COLUMN_LABELS[name] ?? INSIDE_LABELS[name] ?? name,
      name === 'hundredths' && typeof one === 'number' ? one / 100 : readable(one),
    ]),
  );
}

/** Adds rows that were not met before, by whatever way; gives those. */
function keep(found: Map<string, Map<string, Row>>, table: string, rows: readonly Row[]): Row[] {
  const known = found.get(table) ?? new Map<string, Row>();
  found.set(table, known);
  return rows.filter((row) => {
    const key = String(row['id'] ?? JSON.stringify(row));
    if (known.has(key)) return false;
    known.set(key, row);
    return true;
  });
}
