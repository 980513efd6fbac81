import type { CleanUpKind } from './clean-up';

/**
 * How the rows of a table go when their time is up.
 * - `leerling`: with the pupil or dossier they hang on (`Ownership`), by the terms of config/retention/bewaartermijnen.json
 * - a kind of config/retention/opruimtermijnen.json: after so many days (`CleanUp`)
 * - `overleg`: with the last dossier that was talked about
 * - `logboek`: whole chains, years after their last line
 * - `niemand`: stays, and whoever was in it becomes nobody, so that it counts the same
 * - `medewerker`: names of colleagues stay as long as what they did; the rest goes a year after they left
 * - `geen`: holds nothing of a pupil
 */
export type TableRule = 'leerling' | 'overleg' | 'logboek' | 'niemand' | 'geen' | CleanUpKind;

const RULES: Record<TableRule, string> = {
  leerling: `pupil pupil_alias residence contact_person vsv_status enrolment diploma exemption absence_record
    absence_revision signal signal_change dossier assignment consent state_change dossier_item dossier_item_version
    leave_application melding melding_feedback melding_exchange zaak term term_notice handover warm_handover warm_handover_item
    meeting_dossier meeting_agreement trajectory trajectory_event trajectory_plan trajectory_goal trajectory_goal_step
    trajectory_contact trajectory_alarm trajectory_partner school_consultation school_statement leaver leaver_moment
    letter legal_hold restriction correction outbox takeover
    pupil_union stored_figure_person`,
  overleg: 'meeting meeting_participant',
  logboek: 'audit_entry audit_pupil',
  niemand: 'vsv_snapshot_person destruction_item',
  duo: 'duo_record',
  mail: 'mail',
  aanlevering: 'upload upload_record',
  importopdracht: 'import_job',
  antwoord: 'api_replay',
  gebeurtenis: 'event_delivery',
  inlogpoging: 'attempt account_link session',
  preventie: 'prevention',
  medewerker: 'employee employee_area account recovery_code calendar_feed saved_view',
  geen: `key_holder key_turn daily_run day_turn sweep audit_seal audit_removed school_location school_mail calendar_period calendar_version cover machine
    destruction_list letter_template duo_delivery programme_measure stored_figure vsv_snapshot vsv_target import_run
    event_subscription`,
};

/** The rule of each table; a test demands one for every table of the house. */
export const TABLE_RULES: ReadonlyMap<string, TableRule> = new Map(
  Object.entries(RULES).flatMap(([rule, names]) =>
    names.split(/\s+/).map((name) => [name, rule as TableRule] as const),
  ),
);
