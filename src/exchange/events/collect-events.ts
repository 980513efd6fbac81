import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { pupilsFreeToUse } from '../../access/restriction';
import { Announcer, type Happening } from '../../jobs/announcer';
import { AT_ONCE } from '../../jobs/job-time';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import type { Value, Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import { isEventObject, type Subscription, Subscriptions } from './subscriptions';

const COLUMNS = [
  ...['id', 'subscription_id', 'event_id', 'pupil_id', 'object', 'object_id', 'what', 'at', 'state', 'attempts'],
  'free_at',
];

/** Puts what happened ready for the subscribers it concerns, in the unit of work in which it happened. */
@Injectable()
export class CollectEvents implements OnModuleInit {
  constructor(
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.announcer.onHappening((work, happenings) => this.collect(work, happenings));
  }

  async collect(work: Work, all: readonly Happening[]): Promise<void> {
    const happenings = all.filter(({ object }) => isEventObject(object));
    if (happenings.length === 0) return;
    const subscriptions = await this.subscriptions.active(work);
    if (subscriptions.length === 0) return;
    const pupils = await pupilsOf(work, happenings);
    const told = new Set(await pupilsFreeToUse(work, [...new Set(pupils.values())]));
    const homes = await homesOf(work, [...new Set(pupils.values())], this.clock.today());
    const schools = await schoolsOf(work, [...new Set(pupils.values())], this.clock.today());
    const now = this.clock.instant();
    const rows: Value[][] = [];
    for (const happening of happenings) {
      const pupil = happening.pupilId ?? pupils.get(happening.dossierId ?? '');
      if (pupil === undefined || !told.has(pupil)) continue;
      const eventId = newId();
      const where = { home: homes.get(pupil), locations: locationsOf(happening, schools.get(pupil)) };
      for (const subscription of subscriptions) {
        if (!concerns(subscription, happening.object, where)) continue;
        const { object, objectId, what } = happening;
        rows.push([newId(), subscription.id, eventId, pupil, object, objectId, what, now, 'wacht', 0, AT_ONCE]);
      }
    }
    if (rows.length === 0) return;
    await work.insert('event_delivery', COLUMNS, rows);
    await this.outbox.add(work, 'bezorg-gebeurtenissen', ['']);
  }
}

/** A school hears of signals and meldingen, never of a dossier. */
const OF_SCHOOLS = ['signaal', 'melding'];

function concerns(
  { objects, municipalities, schools }: Subscription,
  object: string,
  { home, locations }: { home: string | undefined; locations: readonly string[] },
): boolean {
  if (!objects.includes(object)) return false;
  if (home !== undefined && municipalities.includes(home)) return true;
  return OF_SCHOOLS.includes(object) && locations.some((one) => schools.some((school) => one.startsWith(school)));
}

/** Where a thing names its location that one counts, else where the pupil is enrolled. */
function locationsOf({ location }: Happening, enrolled: readonly string[] = []): readonly string[] {
  return location === undefined ? enrolled : [location];
}

async function pupilsOf(work: Work, happenings: readonly Happening[]): Promise<Map<string, string>> {
  const dossiers = new Set(happenings.flatMap(({ dossierId }) => dossierId ?? []));
  const known = new Map(happenings.flatMap(({ pupilId }): [string, string][] => (pupilId ? [[pupilId, pupilId]] : [])));
  if (dossiers.size === 0) return known;
  const these = work.oneOf('id', [...dossiers]);
  const rows = await work.all<{ id: string; pupil: string }>(
    `SELECT id, pupil_id AS "pupil" FROM dossier WHERE ${these.sql}`,
    [these.value],
  );
  for (const { id, pupil } of rows) known.set(id, pupil);
  return known;
}

async function homesOf(work: Work, pupils: string[], today: string): Promise<Map<string, string>> {
  const these = work.oneOf('pupil_id', pupils);
  const rows = await work.all<{ pupil: string; municipality: string }>(
    `SELECT pupil_id AS "pupil", municipality FROM residence WHERE ${these.sql} AND from_date <= ?
     ORDER BY pupil_id, from_date`,
    [these.value, today],
  );
  return new Map(rows.map(({ pupil, municipality }) => [pupil, municipality]));
}

async function schoolsOf(work: Work, pupils: string[], today: string): Promise<Map<string, string[]>> {
  const these = work.oneOf('pupil_id', pupils);
  const rows = await work.all<{ pupil: string; location: string }>(
    `SELECT pupil_id AS "pupil", location FROM enrolment
     WHERE ${these.sql} AND from_date <= ? AND (until_date IS NULL OR until_date >= ?)`,
    [these.value, today, today],
  );
  const found = new Map<string, string[]>();
  for (const { pupil, location } of rows) found.set(pupil, [...(found.get(pupil) ?? []), location]);
  return found;
}
