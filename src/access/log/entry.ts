import { createHash } from 'node:crypto';

/** The two logs: what falls under the Wpg has its own (Wpg art. 32a). */
export const LOGS = ['avg', 'wpg'] as const;
export type LogName = (typeof LOGS)[number];

/** A line of the audit log as it is stored. Append-only: nothing ever changes it. */
export interface AuditEntry {
  chain: string;
  /** from 1, without gaps, in one chain */
  seq: number;
  log: LogName;
  at: string;
  /** null: the system itself */
  employee: string | null;
  /** comma-separated, as they were then */
  roles: string;
  via: string;
  from: string | null;
  operation: string;
  action: string;
  object: string;
  objectId: string | null;
  purpose: string;
  result: string;
  /** packed ids of the pupils concerned */
  pupils: string;
}

/** The fields in the order in which they are hashed and stored. Never reorder: old entries would no longer verify. */
export const ENTRY_FIELDS = [
  ...(['chain', 'seq', 'log', 'at', 'employee', 'roles', 'via', 'from', 'operation'] as const),
  ...(['action', 'object', 'objectId', 'purpose', 'result', 'pupils'] as const),
] satisfies (keyof AuditEntry)[];

/** Their columns. */
export const ENTRY_COLUMNS = [
  ...['chain', 'seq', 'log', 'at', 'employee', 'roles', 'via', 'from_address', 'operation'],
  ...['action', 'object', 'object_id', 'purpose', 'result', 'pupils'],
];

/** Selects an entry from `audit_entry a`, under the names of its fields. */
export const ENTRY_SELECT = ENTRY_COLUMNS.map((column, i) => `a.${column} AS "${ENTRY_FIELDS[i]}"`).join(', ');

/** What the first entry of a chain follows. */
export const CHAIN_START = '';

/** SHA-256 over the hash before and the entry, 43 characters: change, removal or insertion breaks every later one. */
export function hashOf(previous: string, entry: AuditEntry): string {
  const fields = JSON.stringify(ENTRY_FIELDS.map((field) => entry[field]));
  return createHash('sha256').update(`${previous}\n${fields}`).digest('base64url');
}

const PACKED = 22;

/** Ids of pupils as 22 characters each, without anything between: a file may concern thousands. */
export function packPupils(ids: readonly string[]): string {
  return [...new Set(ids)].map(packPupil).join('');
}

export function packPupil(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

export function unpackPupils(packed: string): string[] {
  const ids: string[] = [];
  for (let start = 0; start < packed.length; start += PACKED) {
    const hex = Buffer.from(packed.slice(start, start + PACKED), 'base64url').toString('hex');
    ids.push(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  }
  return ids;
}
