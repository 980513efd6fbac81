import { Inject } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { HOLIDAY_REGIONS } from '../../registry/facts';
import { holidaysOfYear, knownSchoolYears, missingSchoolYear, ownCalendars } from '../../registry/known-calendars';
import { Reads, Resource } from '../http/resource';
import { Kalenders } from './kalender';

/** The school holidays by which the law counts. */
@Voor('functioneel-beheerder')
@Resource('kalenders')
export class KalendersController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Reads({ id: 'kalendersLezen', does: 'Geeft de schoolvakanties die bekend zijn, per schooljaar', gives: Kalenders })
  async list(): Promise<Kalenders> {
    const own = await ownCalendars(this.database.read);
    const schooljaren = knownSchoolYears().map((year) => {
      const theirs = own.find((one) => one.schoolYear === year);
      const vakanties = HOLIDAY_REGIONS.flatMap((region) =>
        holidaysOfYear(region, year).map((one) => ({
          ...{ regio: region, naam: one.name, begindatum: one.from, einddatum: one.until },
        })),
      );
      return {
        ...{ schooljaar: year, vakanties },
        ...{ eigenVakanties: theirs?.holidays ?? 0, vrijeDagen: theirs?.daysOff ?? 0 },
      };
    });
    return { schooljaren, ontbreekt: missingSchoolYear(this.clock.today()) };
  }
}
