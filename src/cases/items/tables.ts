import { code, day, flag, id, instant, integer, secret, table } from '../../platform/database/columns';

/**
 * What is done in a dossier: contact moments, talks, tasks, notes, agreements, attachments, people around the pupil, MAS
 * routes and measures. Each is of a kind, and the kind has a state literal. `room` tells what falls under the Wpg;
 * `confidential` what only its author may read. `details` and `findings` are encrypted JSON.
 */
export const dossierItem = table(
  'dossier_item',
  {
    id: id(),
    dossier_id: id(),
    kind: code(20),
    room: code(3),
    confidential: flag(),
    state: code(30),
    /** the day it is about, or on which its period begins */
    day: day(),
    /** last day of its period, or the day it is due */
    until_date: day({ nullable: true }),
    starts_at: instant({ nullable: true }),
    ends_at: instant({ nullable: true }),
    /** whose it is: who keeps the appointment or does the task */
    employee: code(60, { nullable: true }),
    /** proces-verbaal: absoluut, relatief, luxe (leerplichttelling) */
    ground: code(20, { nullable: true }),
    author: code(60, { nullable: true }),
    details: secret(),
    /** preconditions of the law and of practice, as they were found when last looked at */
    findings: secret({ nullable: true }),
    version: integer(),
    made_at: instant(),
    changed_at: instant(),
  },
  ['id'],
  {
    ix_dossier_item_dossier: { columns: ['dossier_id', 'kind', 'state'] },
    ix_dossier_item_employee: { columns: ['employee', 'kind', 'starts_at'] },
    ix_dossier_item_kind: { columns: ['kind', 'day'] },
  },
);

/** How an item was before it was corrected. */
export const dossierItemVersion = table(
  'dossier_item_version',
  {
    item_id: id(),
    version: integer(),
    details: secret(),
    employee: code(60, { nullable: true }),
    replaced_at: instant(),
  },
  ['item_id', 'version'],
);

/** The secret address of an officer's calendar: only its hash is kept. One per officer; a new one ends the old. */
export const calendarFeed = table(
  'calendar_feed',
  { employee: code(60), token_hash: code(64), made_at: instant() },
  ['employee'],
  { ux_calendar_feed_token: { columns: ['token_hash'], unique: true } },
);

export const itemTables = [dossierItem, dossierItemVersion, calendarFeed];
