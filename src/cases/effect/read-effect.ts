import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { dossierFreeToUse } from '../../access/restriction';
import { addDays, type Day } from '../../law/day';
import type { Calendars } from '../../law/judge';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { CalendarBook } from '../../registry/calendars';
import { scopeOf } from '../../registry/scopes';
import type { ItemKind } from '../items/item';
import { ItemQuery } from '../items/item-query';
import { MEASURE_FORMS } from '../measures/forms';
import { type AbsentDay, type Effect, effectOf, NO_PROOF, type RegionEffect, together } from './effect';

export const MEASURES = Object.keys(MEASURE_FORMS) as (keyof typeof MEASURE_FORMS)[];

export interface MeasureEffect extends Effect {
  item: string;
  kind: ItemKind;
  day: Day;
}

export const MOST_WEEKS = 12;
const AT_ONCE = 500;
/** so many lesweken lie within so many days, with summer in between */
const DAYS_A_WEEK = 7;
const HOLIDAYS = 70;

/** What works: absence before and after measures. */
@Injectable()
export class ReadEffect {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(CalendarBook) private readonly calendars: CalendarBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For the picture of one dossier: the measures that the one who asks may see. Throws a Problem: 404, or 400. */
  async ofDossier(
    actor: Actor,
    dossierId: string,
    weeks: number,
  ): Promise<{ measures: MeasureEffect[]; sentence: string }> {
    requireWeeks(weeks);
    const items = await this.items.ofDossier(actor, dossierId, MEASURES);
    const row = await this.database.read.get<{ pupil: string }>(
      'SELECT pupil_id AS "pupil" FROM dossier WHERE id = ?',
      [dossierId],
    );
    const measures = items.map(({ id, kind, day }) => ({ item: id, kind, day, pupil: row!.pupil }));
    const effects = await this.effects(measures, weeks);
    return {
      measures: measures.map(({ pupil: _, ...one }, i) => ({ ...one, ...effects[i]! })),
      sentence: NO_PROOF,
    };
  }

  /**
   * For one kind of measure in the municipalities whose figures the one who asks may see: the first of each pupil in the
   * school year. Only whole school years: two periods that differ by a day would tell of one pupil. Throws a Problem: 403
   * without figures, 400 bad fields.
   */
  async ofRegion(
    actor: Actor,
    { kind, schoolYear, weeks }: { kind: (typeof MEASURES)[number]; schoolYear: number; weeks: number },
  ): Promise<RegionEffect> {
    requireWeeks(weeks);
    new Checks().word(kind, '/maatregel', MEASURES).done();
    const read = this.database.read;
    const { municipalities } = scopeOf(visitorOf(actor), this.clock.today()).figures;
    if (municipalities.length === 0) {
      throw new Problem('niet-toegestaan', 'Uw rol geeft geen toegang tot cijfers.', { status: 403 });
    }
    const own = read.oneOf('d.municipality', municipalities, 'code');
    const rows = await read.all<{ pupil: string; day: Day }>(
      `SELECT d.pupil_id AS "pupil", MIN(i.day) AS "day" FROM dossier_item i JOIN dossier d ON d.id = i.dossier_id
        WHERE i.kind = ? AND i.day BETWEEN ? AND ? AND ${own.sql} AND ${dossierFreeToUse('d.id')}
        GROUP BY d.pupil_id ORDER BY d.pupil_id`,
      [kind, `${schoolYear}-08-01`, `${schoolYear + 1}-07-31`, own.value],
    );
    const effects: Effect[] = [];
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      effects.push(...(await this.effects(rows.slice(i, i + AT_ONCE), weeks)));
    }
    return together(effects);
  }

  /** One query for the absence of all of them. */
  private async effects(measures: readonly { pupil: string; day: Day }[], weeks: number): Promise<Effect[]> {
    if (measures.length === 0) return [];
    const read = this.database.read;
    const calendars: Calendars = await this.calendars.open(read);
    const days = measures.map((one) => one.day).sort();
    const margin = weeks * DAYS_A_WEEK + HOLIDAYS;
    const these = read.oneOf('pupil_id', [...new Set(measures.map((one) => one.pupil))]);
    const rows = await read.all<AbsentDay & { pupil: string }>(
      `SELECT pupil_id AS "pupil", location, day, hundredths FROM absence_record
        WHERE ${these.sql} AND kind IN ('ongeoorloofd', 'luxe') AND day BETWEEN ? AND ? ORDER BY pupil_id, day`,
      [these.value, addDays(days[0]!, -margin), addDays(days.at(-1)!, margin)],
    );
    const absence = new Map<string, AbsentDay[]>();
    for (const { pupil, ...one } of rows) {
      const known = absence.get(pupil);
      if (known) known.push(one);
      else absence.set(pupil, [one]);
    }
    const today = this.clock.today();
    return measures.map(({ pupil, day }) => {
      const own = absence.get(pupil) ?? [];
      return effectOf(own, day, weeks, today, calendars, own.at(-1)?.location ?? '');
    });
  }
}

function requireWeeks(weeks: number): void {
  const good = Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_WEEKS;
  new Checks().that(good, '/weken', `Geef een heel getal van 1 tot en met ${MOST_WEEKS}.`).done();
}
