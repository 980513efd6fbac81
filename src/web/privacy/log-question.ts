import { choice, field } from '../../access/http/form';
import { type AuditQuestion, placeOf, readPlace, type ShownEntry } from '../../access/log/audit-search';
import { LOGS } from '../../access/log/entry';
import { parseDay } from '../../law/day';
import { isId } from '../../platform/ids';

export const RESULTS = ['', 'gelukt', 'geweigerd'] as const;

/** What the form above the log asks, out of the address; what is no value is no condition. */
export function readQuestion(query: unknown): AuditQuestion {
  const text = (name: string) => field(query, name).trim().slice(0, 60) || undefined;
  return {
    log: choice(query, 'logboek', LOGS),
    from: parseDay(field(query, 'van')) ?? undefined,
    until: parseDay(field(query, 'tot')) ?? undefined,
    employee: text('medewerker'),
    action: text('handeling'),
    object: text('onderwerp')?.toLowerCase(),
    pupil: isId(field(query, 'leerling')) ? field(query, 'leerling') : undefined,
    result: choice(query, 'uitkomst', RESULTS) || undefined,
    after: readPlace(field(query, 'na')),
  };
}

/** The same question in an address, from that entry on. No number or name is ever in it: a pupil is an id. */
export function logAddress(question: AuditQuestion, after?: Pick<ShownEntry, 'at' | 'chain' | 'seq'>): string {
  const named: Record<string, string | undefined> = {
    ...{ logboek: question.log === 'wpg' ? 'wpg' : undefined, van: question.from, tot: question.until },
    ...{ medewerker: question.employee, handeling: question.action, onderwerp: question.object },
    ...{ leerling: question.pupil, uitkomst: question.result },
    na: after && placeOf(after),
  };
  const given = Object.entries(named).filter((one): one is [string, string] => one[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text === '' ? '/privacy' : `/privacy?${text}`;
}
