import type { RecordClass } from '../rules';

/** What kind of data the rows of a table are, for the register of processing activities. */
export interface DataKind {
  /** as the register names it */
  naam: string;
  /** AVG art. 9 (health, belief) or 10 (criminal), or a number that the law protects */
  bijzonder?: string;
  /** classes of config/retention whose terms hold for what hangs on a pupil; none: only terms of the tables themselves */
  klassen?: readonly RecordClass[];
}

/** The kinds of data that Leerspoor keeps, in the order of the register. */
export const DATA_KINDS = {
  personalia: {
    naam: 'naam, geboortedatum, adres en contactgegevens van de leerling en het persoonsgebonden nummer',
    bijzonder: 'nationaal identificatienummer (UAVG art. 46; WPO, WVO 2020, WEC, WEB: persoonsgebonden nummer)',
    klassen: ['leerling', 'leerplicht', 'kwalificatieplicht', 'doorstroompunt'],
  },
  omgeving: { naam: 'ouders, verzorgers, broers en zussen, mentor en zorg om de leerling', klassen: ['leerling'] },
  onderwijs: { naam: 'inschrijvingen, diploma’s en status als voortijdig schoolverlater', klassen: ['leerling'] },
  verzuim: {
    naam: 'verzuim: dagen, uren, soort en reden',
    bijzonder: 'ziekte als reden (gezondheid, AVG art. 9)',
    klassen: ['verzuim'],
  },
  signalen: {
    naam: 'signalen, meldingen en hun bewijs',
    klassen: ['leerplicht', 'kwalificatieplicht', 'doorstroompunt'],
  },
  dossier: {
    naam: 'dossier: toewijzing, gesprekken, taken, afspraken, termijnen, brieven en bijlagen',
    klassen: ['leerplicht', 'kwalificatieplicht', 'doorstroompunt', 'wpg'],
  },
  maatregelen: {
    naam: 'routes en maatregelen: Halt, proces-verbaal, zorgmelding, Raad voor de Kinderbescherming',
    bijzonder: 'strafrechtelijke gegevens (AVG art. 10; Wpg) en zorgen over de thuissituatie',
    klassen: ['leerplicht', 'kwalificatieplicht', 'doorstroompunt', 'wpg'],
  },
  verlof: {
    naam: 'verlof en vrijstellingen met hun onderbouwing',
    bijzonder: 'gezondheid en levensovertuiging (AVG art. 9; LPW art. 5, 11 en 13)',
    klassen: ['vrijstelling'],
  },
  traject: {
    naam: 'traject van het Doorstroompunt: plan, contact, partners en uitkomst',
    bijzonder: 'gezondheid, alleen met toestemming (WEB art. 9.2.7)',
    klassen: ['doorstroompunt'],
  },
  cijfers: { naam: 'stand per persoon achter ondertekende cijfers, en leveringen van DUO' },
  medewerkers: { naam: 'naam, rol, gebied, e-mailadres en inloggegevens van medewerkers' },
  logboek: { naam: 'wie wat wanneer inzag of wijzigde, en waarom' },
  rechten: { naam: 'verzoeken van betrokkenen, beperkingen, correcties en vernietiging', klassen: ['leerling'] },
  bezorging: { naam: 'wat onderweg is: mail, gebeurtenissen, bestanden en de wachtrij', klassen: ['leerling'] },
} as const satisfies Record<string, DataKind>;
export type DataKindName = keyof typeof DATA_KINDS;

const TABLES: Record<DataKindName, string> = {
  personalia: 'pupil pupil_alias residence pupil_union',
  omgeving: 'contact_person',
  onderwijs: 'enrolment diploma vsv_status leaver leaver_moment',
  verzuim: 'absence_record absence_revision upload upload_record',
  signalen: 'signal signal_change melding melding_feedback melding_exchange',
  dossier: `dossier assignment state_change term term_notice handover warm_handover warm_handover_item meeting
    meeting_dossier meeting_participant meeting_agreement letter prevention takeover zaak`,
  maatregelen: 'dossier_item dossier_item_version',
  verlof: 'exemption leave_application consent',
  traject: `trajectory trajectory_event trajectory_plan trajectory_goal trajectory_goal_step trajectory_contact
    trajectory_alarm trajectory_partner school_consultation school_statement`,
  cijfers: 'vsv_snapshot_person stored_figure_person duo_record',
  medewerkers: 'employee employee_area account recovery_code calendar_feed saved_view attempt account_link session',
  logboek: 'audit_entry audit_pupil',
  rechten: 'legal_hold restriction correction destruction_item',
  bezorging: 'mail import_job api_replay event_delivery outbox',
};

/** The kind of each table that holds data of persons; a test demands one wherever `TABLE_RULES` is not `geen`. */
export const KIND_OF_TABLE: ReadonlyMap<string, DataKindName> = new Map(
  Object.entries(TABLES).flatMap(([kind, names]) => names.split(/\s+/).map((name) => [name, kind as DataKindName])),
);
