import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { type Actor, visitorOf } from '../actor';
import { Audit } from '../audit';
import { isInService } from '../visitor';
import { type AuditEntry, ENTRY_SELECT, type LogName, packPupil, unpackPupils } from './entry';
import { PURPOSES } from './purposes';

/** What a privacy-officer looks for; what is left out is no condition. Days in UTC, both belong to it. */
export interface AuditQuestion {
  log?: LogName;
  from?: Day;
  until?: Day;
  employee?: string;
  action?: string;
  object?: string;
  objectId?: string;
  /** id of a pupil */
  pupil?: string;
  result?: 'gelukt' | 'geweigerd';
  /** where the page before ended */
  after?: { at: string; chain: string; seq: number };
}

/** An entry as it is shown: pupils by id, never by name or number. */
export type ShownEntry = Omit<AuditEntry, 'pupils'> & { hash: string; pupils: string[] };

export const AUDIT_PAGE = 100;

/** Only who watches over the log may look in it; nobody sees that it is there. */
export function requireAuditor(actor: Actor, today: Day): void {
  const visitor = visitorOf(actor);
  if (visitor.roles.includes('privacy-officer') && isInService(visitor, today)) return;
  throw new Problem('niet-toegestaan', 'Het logboek is alleen voor de privacy-officer.', { status: 403 });
}

/** Where a page ended, as a text for an address. */
export function placeOf({ at, chain, seq }: Pick<ShownEntry, 'at' | 'chain' | 'seq'>): string {
  return `${at}|${chain}|${seq}`;
}

/** The place in such a text; undefined where it is none. */
export function readPlace(text: string): AuditQuestion['after'] {
  const [at = '', chain = '', seq = ''] = text.split('|');
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/.test(at) || !isId(chain) || !/^\d{1,15}$/.test(seq)) return undefined;
  return { at, chain, seq: Number(seq) };
}

/** Searches the audit log, newest first, a page at a time. Searching is itself accounted for. */
@Injectable()
export class AuditSearch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem (403) for who is no privacy-officer. */
  async search(actor: Actor, question: AuditQuestion): Promise<ShownEntry[]> {
    requireAuditor(actor, this.clock.today());
    await this.audit.flush();
    const { sql, values } = conditions(question);
    const rows = await this.database.read.all<AuditEntry & { hash: string }>(
      `SELECT ${ENTRY_SELECT}, a.hash FROM audit_entry a WHERE ${sql}
        ORDER BY a.at DESC, a.chain DESC, a.seq DESC LIMIT ${AUDIT_PAGE}`,
      values,
    );
    this.audit.read(actor, {
      ...{ action: 'zoeken', object: 'logboek', objectId: null, purpose: PURPOSES.controle },
      pupils: question.pupil && isId(question.pupil) ? [question.pupil] : [],
      log: question.log,
    });
    return rows.map((row) => ({ ...row, pupils: unpackPupils(row.pupils) }));
  }
}

/** Entries about a few by their index, those about many (a file, a list) by reading them. REPLACE knows case, LIKE does not. */
const ABOUT_PUPIL = `(a.chain, a.seq) IN (SELECT p.chain, p.seq FROM audit_pupil p WHERE p.pupil_id = ?
  UNION ALL SELECT m.chain, m.seq FROM audit_entry m WHERE m.linked = 0 AND REPLACE(m.pupils, ?, '') <> m.pupils)`;

function conditions(question: AuditQuestion): { sql: string; values: Value[] } {
  const parts: string[] = ['a.log = ?'];
  const values: Value[] = [question.log ?? 'avg'];
  const add = (sql: string, ...given: (Value | undefined)[]) => {
    if (given.some((value) => value === undefined)) return;
    parts.push(sql);
    values.push(...(given as Value[]));
  };
  add('a.at >= ?', question.from && `${question.from}T00:00:00.000Z`);
  add('a.at <= ?', question.until && `${question.until}T23:59:59.999Z`);
  add('a.employee = ?', question.employee);
  add('a.action = ?', question.action);
  add('a.object = ?', question.object);
  add('a.object_id = ?', question.objectId);
  add('a.result = ?', question.result);
  if (question.pupil !== undefined) {
    if (isId(question.pupil)) add(ABOUT_PUPIL, question.pupil, packPupil(question.pupil));
    else parts.push('(1 = 0)');
  }
  const { at, chain, seq } = question.after ?? {};
  add('(a.at < ? OR (a.at = ? AND (a.chain < ? OR (a.chain = ? AND a.seq < ?))))', at, at, chain, chain, seq);
  return { sql: parts.join(' AND '), values };
}
