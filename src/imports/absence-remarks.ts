import { LRUCache } from 'lru-cache';
import type { AbsenceEntry } from '../absence/absence-store';
import { type Day, schoolYearOf, toNumber, weekdayOf } from '../law/day';
import type { Calendars } from '../law/judge';
import type { Sql, Work } from '../platform/database/sql';
import type { CalendarBook } from '../registry/calendars';
import type { Observer } from './kinds';

const MOST = 50_000;

interface Stay {
  location: string;
  from: Day;
  until: Day | null;
  teachingDays: number | null;
}

/** What is remarkable about absence that is kept all the same (contract sections 3 and 4). */
export class AbsenceRemarks implements Observer<AbsenceEntry> {
  /** enrolments by pupil; what they say here is a remark only, so that they may be a minute old */
  private readonly stays: LRUCache<string, Stay[]>;

  /** @param pupils of how many pupils the enrolments are remembered: making room for many costs more than a batch */
  constructor(
    private readonly calendarBook: CalendarBook,
    pupils = MOST,
  ) {
    this.stays = new LRUCache({ max: pupils });
  }

  async observe(work: Work, entries: readonly { line: number; entry: AbsenceEntry }[]) {
    const calendars = await this.calendarBook.open(work);
    const stays = await this.staysOf(work, entries);
    const remarks: { line: number; remark: string }[] = [];
    for (const { line, entry } of entries) {
      if (entry.row.kind === 'ingetrokken') continue;
      const { location, day } = entry.row;
      const there = (stays.get(entry.pupilId) ?? []).filter(
        (stay) => stay.location === location && stay.from <= day && (stay.until === null || day <= stay.until),
      );
      if (there.length === 0) {
        remarks.push({ line, remark: 'Verzuim zonder inschrijving bij die vestiging op die dag (telt wel mee)' });
      }
      if (!isTeachingDay(calendars, location, day, there)) {
        remarks.push({ line, remark: 'Verzuim op een dag zonder les (bewaard, telt niet mee)' });
      }
      const year = schoolYearOf(day);
      if (!calendars.ofLocation(location).hasCalendar(year)) {
        remarks.push({
          line,
          remark: `Van schooljaar ${year}-${year + 1} zijn geen schoolvakanties bekend; er is gerekend zonder vakanties`,
        });
      }
    }
    return remarks;
  }

  private async staysOf(sql: Sql, entries: readonly { entry: AbsenceEntry }[]): Promise<Map<string, Stay[]>> {
    const found = new Map<string, Stay[]>();
    const wanted = new Set<string>();
    for (const { entry } of entries) {
      if (entry.pupilId === '' || found.has(entry.pupilId)) continue;
      const held = this.stays.get(entry.pupilId);
      if (held) found.set(entry.pupilId, held);
      else wanted.add(entry.pupilId);
    }
    if (wanted.size === 0) return found;
    for (const id of wanted) {
      const list: Stay[] = [];
      found.set(id, list);
      this.stays.set(id, list);
    }
    const { sql: condition, value } = sql.oneOf('pupil_id', [...wanted]);
    for (const { pupil, ...stay } of await sql.all<Stay & { pupil: string }>(
      `SELECT pupil_id AS "pupil", location, from_date AS "from", until_date AS "until", teaching_days AS "teachingDays"
       FROM enrolment WHERE ${condition}`,
      [value],
    )) {
      found.get(pupil)!.push(stay);
    }
    return found;
  }
}

/** Also by the lesdagen of the pupil there: those of all enrolments that cover the day together. */
function isTeachingDay(calendars: Calendars, location: string, day: Day, there: readonly Stay[]): boolean {
  const n = toNumber(day);
  if (!calendars.ofLocation(location).isTeachingDay(n)) return false;
  if (there.length === 0 || there.some(({ teachingDays }) => teachingDays === null)) return true;
  return there.some(({ teachingDays }) => ((teachingDays! >> weekdayOf(n)) & 1) === 1);
}
