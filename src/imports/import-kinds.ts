import { Inject, Injectable } from '@nestjs/common';
import { type AbsenceEntry, type AbsenceRow, AbsenceStore } from '../absence/absence-store';
import { PupilFinder } from '../absence/pupil-finder';
import { StaffStore } from '../access/staff-store';
import { Clock } from '../platform/clock';
import { Problem, UsageProblem } from '../platform/errors';
import { CalendarBook } from '../registry/calendars';
import { CalendarStore } from '../registry/calendar-store';
import { ContactPersonStore } from '../registry/contact-person-store';
import { DiplomaStore } from '../registry/diploma-store';
import { type EnrolmentRow, EnrolmentStore } from '../registry/enrolment-store';
import { ExemptionStore } from '../registry/exemption-store';
import { PupilDirectory } from '../registry/pupil-directory';
import { PupilStore } from '../registry/pupil-store';
import { SchoolStore } from '../registry/school-store';
import { VsvStatusStore } from '../registry/vsv-status-store';
import { AbsenceRemarks } from './absence-remarks';
import type { ImportKind } from './kinds';
import { OwnHolidays } from './own-holidays';
import { absence } from './readers/absence';
import { duoLocations } from './readers/duo-locations';
import { diplomas, enrolments, exemptions } from './readers/education';
import { contactPersons, pupils, vsvStatuses } from './readers/pupils';
import { freeDays, schools } from './readers/schools';
import { staff } from './readers/staff';

/** Every SOORT that is read row by row. */
export const CSV_KINDS = [
  'scholen',
  'vrije-dagen',
  'leerlingen',
  'contactpersonen',
  'vsv-status',
  'inschrijvingen',
  'diplomas',
  'vrijstellingen',
  'verzuim',
  'medewerkers',
  'duo-vestigingen',
] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** Every SOORT of `leerspoor import` that can be imported. */
export const IMPORT_KINDS = [...CSV_KINDS, 'edexml'] as const;

const WITH_THE_FIGURES = ['duo-startpopulatie', 'duo-nieuwe-vsv', 'duo-maand'];

export function isCsvKind(soort: string): soort is CsvKind {
  return (CSV_KINDS as readonly string[]).includes(soort);
}

/** Throws where there is no such SOORT, or not yet. */
export function requireKind(soort: string): void {
  if (WITH_THE_FIGURES.includes(soort)) {
    throw new Problem(
      'soort-nog-niet',
      `De soort ${soort} komt met de cijfers en kan in deze versie nog niet worden ingelezen.`,
    );
  }
  if (!(IMPORT_KINDS as readonly string[]).includes(soort)) {
    throw new UsageProblem(
      `De soort ${soort} bestaat niet. Kies uit: ${[...IMPORT_KINDS, ...WITH_THE_FIGURES].join(', ')}.`,
    );
  }
}

/** Where the file kinds meet the rooms that own their rows. */
@Injectable()
export class ImportKinds {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(SchoolStore) private readonly schools: SchoolStore,
    @Inject(CalendarStore) private readonly calendars: CalendarStore,
    @Inject(PupilStore) private readonly pupils: PupilStore,
    @Inject(ContactPersonStore) private readonly contactPersons: ContactPersonStore,
    @Inject(VsvStatusStore) private readonly vsvStatuses: VsvStatusStore,
    @Inject(EnrolmentStore) private readonly enrolments: EnrolmentStore,
    @Inject(DiplomaStore) private readonly diplomas: DiplomaStore,
    @Inject(ExemptionStore) private readonly exemptions: ExemptionStore,
    @Inject(AbsenceStore) private readonly absence: AbsenceStore,
    @Inject(StaffStore) private readonly staff: StaffStore,
  ) {}

  /** The kind for one import, given to `use` with its own types. */
  with<T>(soort: CsvKind, use: <R, E>(kind: ImportKind<R, E>) => T): T {
    switch (soort) {
      case 'scholen':
        return use({ reader: schools, store: this.schools, judges: 'nobody' });
      case 'duo-vestigingen':
        return use({
          reader: duoLocations,
          store: this.schools,
          judges: 'nobody',
          encoding: 'cp1252',
          ignoresColumns: true,
        });
      case 'vrije-dagen':
        return use({ reader: freeDays, store: this.calendars, judges: 'nobody', holdBack: new OwnHolidays() });
      case 'leerlingen':
        return use({ reader: pupils, store: this.pupils, judges: 'watched' });
      case 'contactpersonen':
        return use({ reader: contactPersons, store: this.contactPersons, judges: 'nobody' });
      case 'vsv-status':
        return use({ reader: vsvStatuses, store: this.vsvStatuses, judges: 'nobody' });
      case 'inschrijvingen':
        return use({
          reader: enrolments,
          store: this.enrolments,
          judges: 'watched',
          locationOf: (row: EnrolmentRow) => (row.remove ? null : row.location),
        });
      case 'diplomas':
        return use({ reader: diplomas, store: this.diplomas, judges: 'watched' });
      case 'vrijstellingen':
        return use({ reader: exemptions, store: this.exemptions, judges: 'watched' });
      case 'verzuim':
        return use(this.absenceKind());
      case 'medewerkers':
        return use({ reader: staff, store: this.staff, judges: 'nobody' });
    }
  }

  private absenceKind(): ImportKind<AbsenceRow, AbsenceEntry> {
    const finder = new PupilFinder(this.directory);
    return {
      reader: absence(this.clock.today()),
      store: {
        resolve: (work, rows) => this.absence.resolve(work, rows, finder),
        settle: (work, groups, final) => this.absence.settle(work, groups, final),
      },
      observer: new AbsenceRemarks(this.calendarBook),
      locationOf: (row) => (row.kind === 'ingetrokken' ? null : row.location),
      judges: 'always',
    };
  }
}
