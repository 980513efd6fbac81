/**
 * Writes the demonstration region as the files a user would send (contract section 1). Only its
 * seed decides what is in them: no clock, no other chance.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ABSENCE_COLUMNS, AbsenceFile } from './absence';
import { CONTACT_COLUMNS, contactRows } from './contacts';
import { writeCsv } from './csv-file';
import { grantLeave } from './leave';
import { NamePools } from './names';
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
  type Row,
  STATUS_COLUMNS,
  statusRows,
} from './pupil-files';
import { Pupils } from './pupils';
import { Chance } from './random';
import { demoRegion } from './region';
import { FREE_DAY_COLUMNS, freeDayRows, SCHOOL_COLUMNS, schoolRows, STAFF_COLUMNS, staffRows } from './school-files';
import { makeSchoolYear } from './school-year';
import { Staff } from './staff';

export { type DemoLogin, demoLogins } from './staff';

export interface DemoOptions {
  /** whole number; the same seed gives the same bytes */
  seed: number;
  /** made where it is not there; files in it with our names are overwritten */
  folder: string;
  pupils?: number;
  /** the year in which the school year starts; its school holidays must be known */
  schoolYear?: number;
}

export interface DemoFile {
  /** SOORT of `leerspoor import` */
  soort: string;
  path: string;
}

const DEFAULT_PUPILS = 20_000;
const DEFAULT_SCHOOL_YEAR = 2025;

/** Numbers of the streams of chance: one for each part, never reused. */
const STREAM = { schools: 1, names: 2, pupils: 3, leave: 4, contacts: 5, staff: 6, absence: 7 } as const;

/** The last day that the files speak of: a good `LEERSPOOR_PEILDATUM` for the demonstration. */
export function demoDay(schoolYear = DEFAULT_SCHOOL_YEAR): string {
  return `${schoolYear + 1}-07-31`;
}

/**
 * Resolves to the files in the order in which they are to be imported. The last one is a second
 * delivery of leerlingen, with what changed during the year.
 * Rejects with a RangeError where the school year has no known holidays or the test range holds too few BSNs.
 */
export async function generateDemo(options: DemoOptions): Promise<{ files: DemoFile[] }> {
  const { seed, folder, pupils: count = DEFAULT_PUPILS, schoolYear = DEFAULT_SCHOOL_YEAR } = options;
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

  await mkdir(folder, { recursive: true });
  const files: DemoFile[] = [];
  const write = async (soort: string, columns: readonly string[], rows: Iterable<Row>, name = soort): Promise<void> => {
    const path = join(folder, `${name}.csv`);
    await writeCsv(path, columns, rows);
    files.push({ soort, path });
  };
  await write('scholen', SCHOOL_COLUMNS, schoolRows(region));
  await write('vrije-dagen', FREE_DAY_COLUMNS, freeDayRows(region, year));
  await write('medewerkers', STAFF_COLUMNS, staffRows(staff));
  await write('leerlingen', PUPIL_COLUMNS, pupilRows(pupils));
  await write('contactpersonen', CONTACT_COLUMNS, contactRows(chance('contacts'), names, region, pupils));
  await write('inschrijvingen', ENROLMENT_COLUMNS, enrolmentRows(pupils));
  await write('diplomas', DIPLOMA_COLUMNS, diplomaRows(pupils));
  await write('vrijstellingen', EXEMPTION_COLUMNS, exemptionRows(pupils));
  await write('vsv-status', STATUS_COLUMNS, statusRows(pupils, year.countDay));
  await write('verzuim', ABSENCE_COLUMNS, absence.sent());
  await write('leerlingen', PUPIL_COLUMNS, changedPupilRows(pupils), 'leerlingen-wijzigingen');
  return { files };
}
