import { Inject, Injectable } from '@nestjs/common';
import { employee as table } from '../../access/tables';
import { CALLED_FOR, type Due, dueReports } from '../../law/terms/reports-due';
import { addDays, type Day, parseDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { findRegion, municipalitiesOf } from '../../registry/facts';
import { type Message, Postbox } from './postbox';

const schoolYearName = (start: number): string => `${start}-${start + 1}`;

/** Days left from which a report is reminded of, each once: the first time, and when it becomes urgent. */
const MOMENTS = [CALLED_FOR, 7] as const;

const NAMES: Record<Due['kind'], { about: string; how: string }> = {
  jaarverslag: {
    about: 'het jaarverslag leerplicht aan de gemeenteraad (Leerplichtwet, artikel 25)',
    how: 'Kies in Leerspoor Cijfers en daarna Jaarverslag leerplicht.',
  },
  effectrapportage: {
    about: 'de effectrapportage van de regio (WEB, artikel 9.2.10)',
    how: 'Kies in Leerspoor Cijfers en daarna Effectrapportage.',
  },
};

interface Reader {
  code: string;
  email: string;
  coordinates: boolean;
  /** of leerplichtambtenaren */
  municipalities: string[];
  regions: string[];
}

/**
 * Mail before the days on which the report to the council and the effectrapportage are due: to the coordinators, and of
 * the report to the council also to the leerplichtambtenaren of a municipality that no coordinator looks after.
 */
@Injectable()
export class ReportReminders {
  constructor(
    @Inject(Postbox) private readonly postbox: Postbox,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `days`: the days swept. Who was reminded of a report at a moment is not reminded again, however many days come. */
  async handle(work: Work, days: readonly string[]): Promise<void> {
    if (!this.postbox.isOpen) return;
    for (const text of days) {
      const day = parseDay(text);
      const due = day === null ? [] : dueReports(day).flatMap((one) => momentOf(one) ?? []);
      // a sweep of a day long past reminds nobody of what was due then
      const open = due.filter(({ before }) => before > this.clock.today());
      if (open.length > 0) await this.postbox.put(work, await this.messages(work, open, day!));
    }
  }

  private async messages(work: Work, due: readonly Moment[], day: Day): Promise<Message[]> {
    const readers = await readersOf(work, day);
    const coordinated = new Set(
      readers.filter((one) => one.coordinates).flatMap(({ regions }) => townsOf(regions, day)),
    );
    return readers.flatMap((reader) => {
      const alone = reader.municipalities.some((town) => !coordinated.has(town));
      const own = due.filter(({ kind }) => reader.coordinates || (kind === 'jaarverslag' && alone));
      if (own.length === 0) return [];
      const address = this.encryption.decrypt(reader.email, cell(table, 'email', { code: reader.code }));
      return own.map((one): Message => ({
        ...{ kind: 'inleveren', recipient: reader.code, fact: factOf(one), address },
        ...reminderText(one),
      }));
    });
  }
}

interface Moment extends Due {
  moment: number;
}

const factOf = ({ kind, schoolYear, moment }: Moment): string => `${kind}-${schoolYear}-${moment}`;

/** The latest moment that has come; null: it is not near yet. */
function momentOf(due: Due): Moment | null {
  const moment = MOMENTS.filter((days) => due.days <= days).at(-1);
  return moment === undefined ? null : { ...due, moment };
}

const townsOf = (regions: readonly string[], day: Day): string[] =>
  regions.flatMap((region) => (findRegion(region) ? municipalitiesOf(region, day).map(({ code }) => code) : []));

async function readersOf(work: Work, day: Day): Promise<Reader[]> {
  const rows = await work.all<{ code: string; email: string; roles: string; kind: string | null; area: string | null }>(
    `SELECT e.code AS "code", e.email AS "email", e.roles AS "roles", a.kind AS "kind", a.area AS "area"
       FROM employee e LEFT JOIN employee_area a ON a.employee = e.code
        AND (a.from_date IS NULL OR a.from_date <= ?) AND (a.until_date IS NULL OR a.until_date >= ?)
      WHERE e.email IS NOT NULL AND (e.from_date IS NULL OR e.from_date <= ?)
        AND (e.until_date IS NULL OR e.until_date >= ?) ORDER BY e.code`,
    [day, day, day, day],
  );
  const readers = new Map<string, Reader>();
  for (const { code, email, roles, kind, area } of rows) {
    const has = roles.split(',');
    const coordinates = has.includes('rmc-coordinator');
    if (!coordinates && !has.includes('leerplichtambtenaar')) continue;
    const known = readers.get(code) ?? { code, email, coordinates, municipalities: [], regions: [] };
    readers.set(code, known);
    if (kind === 'gemeente' && has.includes('leerplichtambtenaar')) known.municipalities.push(area!);
    if (kind === 'regio' && coordinates) known.regions.push(area!);
  }
  return [...readers.values()];
}

/** In plain Dutch, without a name or a number of anybody. */
export function reminderText({ kind, schoolYear, before, days }: Due): { subject: string; body: string } {
  const { about, how } = NAMES[kind];
  const left = days === 1 ? 'Vandaag is de laatste dag.' : `U heeft nog ${days} dagen, vandaag meegerekend.`;
  return {
    subject: `Leerspoor: ${kind} ${schoolYearName(schoolYear)} vóór ${before}`,
    body: [
      ...['Goedemorgen,', '', `Lever ${about} over schooljaar ${schoolYearName(schoolYear)} in.`, ''],
      ...[`De laatste dag om in te leveren is ${addDays(before, -1)}. ${left}`, how, ''],
      ...['Is het al ingeleverd? Dan hoeft u niets te doen.', ''],
    ].join('\n'),
  };
}
