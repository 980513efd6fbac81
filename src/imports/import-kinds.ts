import { Inject, Injectable } from '@nestjs/common';
import { type AbsenceEntry, type AbsenceRow, AbsenceStore } from '../absence/absence-store';
import { StaffStore } from '../access/staff-store';
import { DuoRecordStore } from '../figures/duo/duo-record-store';
import { ProgrammeStore, TargetStore } from '../figures/programme/programme-store';
import { MeldingIntake } from '../exchange/meldingen/melding-intake';
import { TakeOver } from '../cases/takeover/take-over';
import { Clock } from '../platform/clock';
import { UsageProblem } from '../platform/errors';
import { CalendarBook } from '../registry/calendars';
import { CalendarStore } from '../registry/calendar-store';
import { ContactPersonStore } from '../registry/contact-person-store';
import { DiplomaStore } from '../registry/diploma-store';
import { type EnrolmentRow, EnrolmentStore } from '../registry/enrolment-store';
import { ExemptionStore } from '../registry/exemption-store';
import { MutationStore } from '../registry/mutation-store';
import { PupilStore } from '../registry/pupil-store';
import { ResidentStore } from '../registry/resident-store';
import { SchoolStore } from '../registry/school-store';
import { VsvStatusStore } from '../registry/vsv-status-store';
import { AbsenceRemarks } from './absence-remarks';
import { duoKind } from './duo-kind';
import type { ImportKind } from './kinds';
import { OwnHolidays } from './own-holidays';
import { absence as absenceReader } from './readers/absence';
import { meldingRemarks } from './melding-remarks';
import { duoLocations } from './readers/duo-locations';
import { diplomas, enrolments, exemptions } from './readers/education';
import { meldingen as meldingenReader } from './readers/meldingen';
import { contactPersons, pupils, vsvStatuses } from './readers/pupils';
import { mutations } from './readers/mutations';
import { programme, targets } from './readers/programme';
import { residents } from './readers/residents';
import { readPersons } from './residents/read-persons';
import { freeDays, schools } from './readers/schools';
import { staff } from './readers/staff';
import { takeovers } from './readers/takeover';
import {
  needsOfAbsence,
  needsOfCalendars,
  needsOfMeldingen,
  needsOfProgramme,
  needsOfPupils,
  needsOfRegister,
  needsOfSchools,
  needsOfMutations,
  needsOfStaff,
  needsOfTakeovers,
  needsOfTargets,
} from './trial/needs';

/** Every SOORT that is read row by row. */
export const CSV_KINDS = [
  'scholen',
  'vrije-dagen',
  'leerlingen',
  'contactpersonen',
  'brp-mutaties',
  'brp-personen',
  'vsv-status',
  'inschrijvingen',
  'diplomas',
  'vrijstellingen',
  'verzuim',
  'meldingen',
  'overname',
  'medewerkers',
  'duo-vestigingen',
  'duo-startpopulatie',
  'duo-nieuwe-vsv',
  'duo-maand',
  'programma',
  'streefcijfers',
] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** Every SOORT of `leerspoor import` that can be imported. */
export const IMPORT_KINDS = [...CSV_KINDS, 'edexml'] as const;

export function isCsvKind(soort: string): soort is CsvKind {
  return (CSV_KINDS as readonly string[]).includes(soort);
}

/** Throws where there is no such SOORT. */
export function requireKind(soort: string): void {
  if (!(IMPORT_KINDS as readonly string[]).includes(soort)) {
    throw new UsageProblem(`De soort ${soort} bestaat niet. Kies uit: ${IMPORT_KINDS.join(', ')}.`);
  }
}

/** Where the file kinds meet the rooms that own their rows. */
@Injectable()
export class ImportKinds {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(SchoolStore) private readonly schools: SchoolStore,
    @Inject(CalendarStore) private readonly calendars: CalendarStore,
    @Inject(PupilStore) private readonly pupils: PupilStore,
    @Inject(MutationStore) private readonly mutations: MutationStore,
    @Inject(ResidentStore) private readonly residents: ResidentStore,
    @Inject(TakeOver) private readonly takeovers: TakeOver,
    @Inject(ContactPersonStore) private readonly contactPersons: ContactPersonStore,
    @Inject(VsvStatusStore) private readonly vsvStatuses: VsvStatusStore,
    @Inject(EnrolmentStore) private readonly enrolments: EnrolmentStore,
    @Inject(DiplomaStore) private readonly diplomas: DiplomaStore,
    @Inject(ExemptionStore) private readonly exemptions: ExemptionStore,
    @Inject(AbsenceStore) private readonly absenceStore: AbsenceStore,
    @Inject(MeldingIntake) private readonly meldingen: MeldingIntake,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(DuoRecordStore) private readonly duoRecords: DuoRecordStore,
    @Inject(ProgrammeStore) private readonly programme: ProgrammeStore,
    @Inject(TargetStore) private readonly targets: TargetStore,
  ) {}

  /** The kind for one import, given to `use` with its own types. `fileName`: what a DUO file is known by. */
  with<T>(soort: CsvKind, fileName: string, use: <R, E>(kind: ImportKind<R, E>) => T): T {
    switch (soort) {
      case 'scholen':
        return use({ reader: schools, store: this.schools, needs: needsOfSchools, judges: 'nobody' });
      case 'duo-vestigingen':
        return use({
          reader: duoLocations,
          store: this.schools,
          needs: needsOfSchools,
          judges: 'nobody',
          encoding: 'cp1252',
          ignoresColumns: true,
        });
      case 'vrije-dagen':
        return use({
          reader: freeDays,
          store: this.calendars,
          needs: needsOfCalendars,
          judges: 'nobody',
          holdBack: new OwnHolidays(),
        });
      case 'leerlingen':
        return use({ reader: pupils, store: this.pupils, needs: needsOfRegister, judges: 'watched' });
      case 'brp-mutaties':
        return use({ reader: mutations, store: this.mutations, needs: needsOfMutations, judges: 'watched' });
      case 'brp-personen':
        return use({
          reader: residents,
          records: readPersons,
          store: this.residents,
          needs: needsOfRegister,
          judges: 'watched',
        });
      case 'overname':
        return use({
          reader: takeovers(this.clock.today()),
          store: this.takeovers,
          needs: needsOfTakeovers,
          judges: 'nobody',
        });
      case 'contactpersonen':
        return use({
          reader: contactPersons,
          store: this.contactPersons,
          needs: needsOfPupils('contact_person'),
          judges: 'nobody',
        });
      case 'vsv-status':
        return use({
          reader: vsvStatuses,
          store: this.vsvStatuses,
          needs: needsOfPupils('vsv_status'),
          judges: 'nobody',
        });
      case 'inschrijvingen':
        return use({
          reader: enrolments,
          store: this.enrolments,
          needs: needsOfPupils('enrolment'),
          judges: 'watched',
          locationOf: (row: EnrolmentRow) => (row.remove ? null : row.location),
        });
      case 'diplomas':
        return use({ reader: diplomas, store: this.diplomas, needs: needsOfPupils('diploma'), judges: 'watched' });
      case 'vrijstellingen':
        return use({
          reader: exemptions,
          store: this.exemptions,
          needs: needsOfPupils('exemption'),
          judges: 'watched',
        });
      case 'verzuim':
        return use(this.absence());
      case 'meldingen':
        return use({
          reader: meldingenReader(this.clock.today()),
          store: this.meldingen,
          needs: needsOfMeldingen,
          observer: meldingRemarks,
          judges: 'nobody',
        });
      case 'medewerkers':
        return use({ reader: staff, store: this.staff, needs: needsOfStaff, judges: 'nobody' });
      case 'duo-startpopulatie':
        return use(duoKind('startpopulatie', fileName, this.duoRecords));
      case 'duo-nieuwe-vsv':
        return use(duoKind('nieuwe-vsv', fileName, this.duoRecords));
      case 'programma':
        return use({ reader: programme, store: this.programme, needs: needsOfProgramme, judges: 'nobody' });
      case 'streefcijfers':
        return use({ reader: targets, store: this.targets, needs: needsOfTargets, judges: 'nobody' });
      case 'duo-maand':
        return use(duoKind('maand', fileName, this.duoRecords));
    }
  }

  /** Absence, for one import or batch; `pupils`: of how many pupils something is remembered meanwhile. */
  absence(pupils?: number): ImportKind<AbsenceRow, AbsenceEntry> {
    return {
      reader: absenceReader(this.clock.today()),
      store: this.absenceStore,
      needs: needsOfAbsence,
      observer: new AbsenceRemarks(this.calendarBook, pupils),
      locationOf: (row) => (row.kind === 'ingetrokken' ? null : row.location),
      judges: 'always',
    };
  }
}
