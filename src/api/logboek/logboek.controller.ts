import { Inject, Query } from '@nestjs/common';
import { AUDIT_PAGE, placeOf, readPlace, type ShownEntry } from '../../access/log/audit-search';
import { Voor } from '../../access/http/voor';
import { asDay } from '../../law/day';
import { OwnLog } from '../../retention/rights/own-log';
import { type Asker, Asking } from '../http/asker';
import { Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Logboek, LogboekQuery, type Logregel } from './logboek';

/** The audit log as the privacy-officer searches it. */
@Voor('privacy-officer')
@Resource('logboek')
export class LogboekController {
  constructor(@Inject(OwnLog) private readonly log: OwnLog) {}

  @Reads({
    ...{ id: 'logboekLezen', does: 'Zoekt in het logboek, de nieuwste regels eerst, 100 tegelijk', gives: Logboek },
    errors: [404],
  })
  async search(@Asking() asker: Asker, @Query(new ApiValidation('query')) query: LogboekQuery): Promise<Logboek> {
    const after = query.na === undefined ? undefined : readPlace(query.na);
    if (query.na !== undefined && !after)
      throw invalid([{ pointer: '/query/na', reden: 'is geen plaats in het logboek' }]);
    const { entries, own } = await this.log.search(asker, {
      ...{ log: query.logboek, employee: query.medewerker, action: query.handeling, object: query.onderwerp },
      ...{
        from: query.van ? asDay(query.van) : undefined,
        until: query.tot ? asDay(query.tot) : undefined,
        result: query.uitkomst,
      },
      ...{ pupil: query.leerling, after },
    });
    const last = entries.length === AUDIT_PAGE ? entries.at(-1)! : null;
    return { regels: entries.map((one) => shown(one, own)), volgende: last && placeOf(last) };
  }
}

function shown(one: ShownEntry, own: ReadonlySet<string>): Logregel {
  const [only] = one.pupils;
  return {
    ...{ op: one.at, medewerker: one.employee, rollen: one.roles.split(',').filter(Boolean), via: one.via },
    ...{ vanaf: one.from, handeling: one.action, onderwerp: one.object, nummer: one.objectId, doel: one.purpose },
    ...{ uitkomst: one.result, operatie: one.operation, aantalLeerlingen: one.pupils.length },
    leerling: only !== undefined && one.pupils.length === 1 && own.has(only) ? only : null,
  };
}
