import { Inject, Injectable } from '@nestjs/common';
import { loadAbsence } from '../../absence/absence-history';
import { seesNothing } from '../../access/scope';
import { hoursCounter } from '../../law/counter';
import type { PupilFacts } from '../../law/facts';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { CalendarBook } from '../../registry/calendars';
import { loadFacts } from '../../registry/pupil-facts';
import type { Asker } from '../http/asker';
import { Sight } from '../http/sight';
import { PupilQuery } from './pupil-query';
import type { Teller } from './teller';

/** The live counter "x van 16 uur", for who may see the pupil; a school sees its own locations. */
@Injectable()
export class CountHours {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilQuery) private readonly pupils: PupilQuery,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Null where the pupil does not exist and where it is out of scope. */
  async count(asker: Asker, pupilId: string): Promise<Teller | null> {
    if (!(await this.pupils.find(asker, pupilId))) return null;
    const { read } = this.database;
    const today = this.clock.today();
    const registered = (await loadFacts(read, [pupilId])).get(pupilId);
    if (!registered) return null;
    const facts: PupilFacts = { ...registered, absence: (await loadAbsence(read, [pupilId])).get(pupilId) ?? [] };
    const calendars = await this.calendarBook.open(read);
    const tellers = this.locations(asker, facts, today).map((location) => {
      const counter = hoursCounter(facts, location, today, calendars.ofLocation(location), this.parameters);
      return {
        vestiging: location,
        uren: counter.hundredths / 100,
        drempel: counter.threshold / 100,
        vanaf: counter.from,
        totEnMet: counter.until,
        fase: counter.phase,
        geldt: counter.applies,
        dagen: counter.days.map(({ day, hundredths }) => ({ dag: day, uren: hundredths / 100 })),
      };
    });
    return { leerling: pupilId, peildatum: today, tellers };
  }

  /** Where the pupil is enrolled today or was absent, and the one who asks may look. */
  private locations(asker: Asker, { enrolments, absence }: PupilFacts, today: string): string[] {
    const scope = this.sight.scope(asker);
    const enrolled = enrolments.filter(({ from, until }) => from <= today && (until === null || until >= today));
    const all = [...new Set([...enrolled, ...absence].map(({ location }) => location))].sort();
    if (!seesNothing(scope)) return all;
    return all.filter((location) => scope.schools.some((school) => location.startsWith(school)));
  }
}
