/**
 * Writes the demonstration region as the files a user would send (contract section 1). Only its
 * seed decides what is in them: no clock, no other chance.
 */
import { type Day, fromNumber, numberOf, toNumber, weekdayOf } from '../../law/day';
import { holidaysOf } from '../../registry/facts';
import { ABSENCE_COLUMNS, AbsenceFile } from './absence';
import { CONTACT_COLUMNS, contactRows } from './contacts';
import { type DemoFile, DemoFiles } from './demo-files';
import { grantLeave } from './leave';
import { NamePools } from './names';
import { Deliveries, type Rhythm } from './deliveries';
import {
  changedPupilRows,
  DIPLOMA_COLUMNS,
  diplomaRows,
  ENROLMENT_COLUMNS,
  enrolmentRows,
  EXEMPTION_COLUMNS,
  exemptionRows,
  PUPIL_COLUMNS,
  pupilRows,
  STATUS_COLUMNS,
  statusRows,
} from './pupil-files';
import type { DemoPupil } from './pupil';
import { Pupils } from './pupils';
import { Chance } from './random';
import { demoRegion } from './region';
import { FREE_DAY_COLUMNS, freeDayRows, SCHOOL_COLUMNS, schoolRows, STAFF_COLUMNS, staffRows } from './school-files';
import { makeSchoolYear } from './school-year';
import { type DemoStaff, Staff } from './staff';

export type { DemoFile } from './demo-files';
export { type DemoLogin, demoLogins } from './staff';

export interface DemoOptions {
  /** whole number; the same seed gives the same bytes */
  seed: number;
  /** made where it is not there; files in it with our names are overwritten */
  folder: string;
  pupils?: number;
  /** the year in which the school year starts; its school holidays must be known */
  schoolYear?: number;
  /** unless told all at once */
  rhythm?: Rhythm;
}

export interface MadeDemo {
  files: DemoFile[];
  /** who is in them */
  pupils: DemoPupil[];
  staff: DemoStaff[];
}

const DEFAULT_PUPILS = 20_000;
const DEFAULT_SCHOOL_YEAR = 2025;
/** of every school in the region */
const HOLIDAY_REGION = 'Noord';

/** Numbers of the streams of chance: one for each part, never reused. */
const STREAM = { schools: 1, names: 2, pupils: 3, leave: 4, contacts: 5, staff: 6, absence: 7 } as const;

/** The first day of the school year: before it nothing comes in. */
export function demoStart(schoolYear = DEFAULT_SCHOOL_YEAR): Day {
  return fromNumber(numberOf(schoolYear, 8, 1));
}

/** The last school day before the summer holidays, after all absence of the year: today in the demonstration. */
export function demoDay(schoolYear = DEFAULT_SCHOOL_YEAR): Day {
  const summer = holidaysOf(HOLIDAY_REGION).findLast((holiday) => holiday.schoolYear === schoolYear);
  if (summer === undefined) throw new RangeError(`van schooljaar ${schoolYear} zijn geen schoolvakanties bekend`);
  let last = toNumber(summer.from) - 1;
  while (weekdayOf(last) > 4) last--;
  return fromNumber(last);
}

/**
 * Resolves to the files in the order in which they are to be imported, each with its day. What changed of pupils during
 * the year comes in later deliveries of leerlingen. Both rhythms hold the same facts.
 * Rejects with a RangeError where the school year has no known holidays or the test range holds too few BSNs.
 */
export async function generateDemo(options: DemoOptions): Promise<MadeDemo> {
  const { seed, folder, pupils: count = DEFAULT_PUPILS, schoolYear = DEFAULT_SCHOOL_YEAR, rhythm = 'ineens' } = options;
  const chance = (stream: keyof typeof STREAM): Chance => new Chance(seed, STREAM[stream]);

  const region = demoRegion();
  const year = makeSchoolYear(chance('schools'), region.schools, schoolYear);
  const names = new NamePools(chance('names'));
  const pupils = new Pupils(chance('pupils'), names, region, year).make(count);
  const leave = chance('leave');
  for (const pupil of pupils) grantLeave(leave, pupil, year);
  const staff = new Staff(chance('staff'), names, region, schoolYear).make(count);
  const absence = new AbsenceFile(chance('absence'), year);
  for (const pupil of pupils) absence.add(pupil);

  const sent = new Deliveries(rhythm, year.first, toNumber(demoDay(schoolYear)));
  const files = await DemoFiles.in(folder, sent);
  await files.write({ soort: 'scholen', columns: SCHOOL_COLUMNS }, schoolRows(region));
  await files.write({ soort: 'vrije-dagen', columns: FREE_DAY_COLUMNS }, freeDayRows(region, year));
  await files.write({ soort: 'medewerkers', columns: STAFF_COLUMNS }, staffRows(staff));
  await files.write({ soort: 'leerlingen', columns: PUPIL_COLUMNS }, pupilRows(pupils));
  const contacts = contactRows(chance('contacts'), names, region, pupils);
  await files.write({ soort: 'contactpersonen', columns: CONTACT_COLUMNS }, contacts);
  await files.writeDated({ soort: 'inschrijvingen', columns: ENROLMENT_COLUMNS }, enrolmentRows(pupils, sent));
  await files.writeDated({ soort: 'diplomas', columns: DIPLOMA_COLUMNS }, diplomaRows(pupils, sent));
  await files.writeDated({ soort: 'vrijstellingen', columns: EXEMPTION_COLUMNS }, exemptionRows(pupils, sent));
  const counted = sent.after(year.countDay);
  await files.write({ soort: 'vsv-status', columns: STATUS_COLUMNS }, statusRows(pupils, year.countDay), counted);
  for (const [day, rows] of absence.sent(sent.weekly)) {
    await files.write({ soort: 'verzuim', columns: ABSENCE_COLUMNS }, rows, day);
  }
  const changes = { soort: 'leerlingen', columns: PUPIL_COLUMNS, name: 'leerlingen-wijzigingen' };
  await files.writeDated(changes, changedPupilRows(pupils, year, sent));
  return { files: files.inOrder(), pupils, staff };
}
