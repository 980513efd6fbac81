import { Inject, Injectable } from '@nestjs/common';
import { addDays, birthday, type Day } from '../law/day';
import { Outbox } from '../jobs/outbox';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config-file';
import type { Work } from '../platform/database/sql';
import { HELD } from './due';
import { LooseEnds } from './loose-ends';
import { type RetentionRule, ruleOn } from './rules';

/** A term of config/retention/opruimtermijnen.json: in force from `vanaf` until the next of its kind. */
export interface CleanUpRule {
  soort: CleanUpKind;
  vanaf: Day;
  dagen: number;
  bron: string;
}

/** Removes what is older than a day. True: there may be more. */
type Sweep = (work: Work, before: Day) => Promise<boolean | void>;

export const CLEAN_UP_KINDS = [
  ...(['mail', 'aanlevering', 'importopdracht', 'antwoord', 'gebeurtenis', 'inlogpoging', 'preventie'] as const),
  ...(['medewerker', 'duo'] as const),
];
export type CleanUpKind = (typeof CLEAN_UP_KINDS)[number];

/** Entries of the log from before this day may go on `today`. */
export function logKeptFrom(today: Day): Day {
  const terms = readConfig<RetentionRule[]>('retention', 'bewaartermijnen.json');
  return birthday(today, -ruleOn(terms, 'logboek', today).jaren);
}

/** Chains of the log, and people in DUO's deliveries, that go in one unit of work. */
const CHAINS = 20;
const PEOPLE = 2_000;

/** Every number of those of whom nothing may go. */
const HELD_NUMBERS = `SELECT pgn_index FROM pupil WHERE id IN (${HELD})
  UNION ALL SELECT pgn_index FROM pupil_alias WHERE pupil_id IN (${HELD})`;

/**
 * What is kept for a number of days and no longer, without anybody's approval: it is nobody's record. Daily. Where it
 * does name one pupil it waits for a legal hold or restriction to be lifted.
 */
@Injectable()
export class CleanUp {
  private readonly rules = readConfig<CleanUpRule[]>('retention', 'opruimtermijnen.json');

  constructor(
    @Inject(LooseEnds) private readonly looseEnds: LooseEnds,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Twice is once. What takes more than a portion is asked for again. */
  async handle(work: Work): Promise<void> {
    const today = this.clock.today();
    let more = await this.log(work, logKeptFrom(today));
    for (const kind of CLEAN_UP_KINDS) {
      if (await this.sweeps[kind](work, addDays(today, -this.days(kind, today)))) more = true;
    }
    if (more) await this.outbox.add(work, 'ruim-op', [today]);
  }

  private days(kind: CleanUpKind, today: Day): number {
    const inForce = this.rules.filter((one) => one.soort === kind && one.vanaf <= today);
    const last = inForce.sort((a, b) => (a.vanaf < b.vanaf ? -1 : 1)).at(-1);
    if (!last) throw new Error(`no clean-up rule for ${kind} on ${today}`);
    return last.dagen;
  }

  private readonly sweeps: Record<CleanUpKind, Sweep> = {
    mail: (work, before) =>
      run(work, "DELETE FROM mail WHERE state IN ('verzonden', 'geweigerd') AND made_at < ?", before),
    aanlevering: async (work, before) => {
      const old = "SELECT id FROM upload WHERE state <> 'wacht' AND made_at < ?";
      await run(work, `DELETE FROM upload_record WHERE upload_id IN (${old})`, before);
      await run(work, `DELETE FROM upload WHERE id IN (${old})`, before);
    },
    importopdracht: (work, before) =>
      run(work, "DELETE FROM import_job WHERE state <> 'loopt' AND started_at < ?", before),
    antwoord: (work, before) => run(work, 'DELETE FROM api_replay WHERE at < ?', before),
    gebeurtenis: (work, before) => run(work, "DELETE FROM event_delivery WHERE state = 'mislukt' AND at < ?", before),
    inlogpoging: async (work, before) => {
      await run(work, 'DELETE FROM attempt WHERE until_at < ?', before);
      await run(work, 'DELETE FROM account_link WHERE ends_at < ?', before);
      await run(work, 'DELETE FROM session WHERE ends_at < ?', before);
    },
    preventie: async (work, before) => {
      await work.run(`DELETE FROM prevention WHERE day < ? AND (pupil_id IS NULL OR pupil_id NOT IN (${HELD}))`, [
        before,
      ]);
    },
    medewerker: forgetStaff,
    duo: (work, before) => this.duo(work, before),
  };

  /** Whole chains, so that what is left still verifies; the seals know that they went. */
  private async log(work: Work, before: Day): Promise<boolean> {
    const moment = `${before}T00:00:00.000Z`;
    const old = await work.all<{ chain: string; last: number }>(
      `SELECT c.chain, (SELECT MAX(e.seq) FROM audit_entry e WHERE e.chain = c.chain) AS "last"
         FROM (SELECT DISTINCT chain FROM audit_entry WHERE at < ?) c
        WHERE NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.chain = c.chain AND e.at >= ?)
        ORDER BY c.chain LIMIT ${CHAINS}`,
      [moment, moment],
    );
    const today = this.clock.today();
    for (const { chain, last } of old) {
      await work.insert('audit_removed', ['chain', 'last_seq', 'removed_on'], [[chain, last, today]]);
      for (const table of ['audit_pupil', 'audit_entry'])
        await work.run(`DELETE FROM ${table} WHERE chain = ?`, [chain]);
    }
    return old.length === CHAINS;
  }

  /** Deliveries of one school year belong together: who is counted in one is looked up in the other. */
  private async duo(work: Work, before: Day): Promise<boolean> {
    const groups = await work.all<{ year: number | null; code: string }>(
      `SELECT school_year AS "year", MIN(code) AS "code" FROM duo_delivery
        GROUP BY school_year, CASE WHEN school_year IS NULL THEN code END HAVING MAX(received_at) < ?`,
      [`${before}T00:00:00.000Z`],
    );
    let left = PEOPLE;
    for (const { year, code } of groups) {
      const which =
        year === null ? 'delivery = ?' : 'delivery IN (SELECT code FROM duo_delivery WHERE school_year = ?)';
      const people = await work.all<{ index: string }>(
        `SELECT DISTINCT pgn_index AS "index" FROM duo_record WHERE ${which} AND pgn_index NOT LIKE '~%'
            AND pgn_index NOT IN (${HELD_NUMBERS}) LIMIT ${left}`,
        [year ?? code],
      );
      for (const { index } of people) {
        await this.looseEnds.forgetNumber(work, index, { sql: which, values: [year ?? code] });
      }
      left -= people.length;
      if (left === 0) return true;
    }
    return false;
  }
}

async function run(work: Work, sql: string, before: Day): Promise<void> {
  await work.run(sql, [`${before}T00:00:00.000Z`]);
}

/** Name and code stay, as long as dossiers name them: who decided must remain known. */
async function forgetStaff(work: Work, before: Day): Promise<void> {
  const gone = 'SELECT code FROM employee WHERE until_date < ?';
  const accounts = `SELECT id FROM account WHERE employee IN (${gone})`;
  for (const table of ['session', 'recovery_code', 'account_link']) {
    await work.run(`DELETE FROM ${table} WHERE account_id IN (${accounts})`, [before]);
  }
  for (const table of ['account', 'calendar_feed', 'employee_area', 'saved_view']) {
    await work.run(`DELETE FROM ${table} WHERE employee IN (${gone})`, [before]);
  }
  await work.run(
    'UPDATE employee SET email = NULL, email_index = NULL WHERE until_date < ? AND email_index IS NOT NULL',
    [before],
  );
}
