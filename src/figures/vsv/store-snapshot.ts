import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { isInService, type Visitor } from '../../access/visitor';
import { asDay, type Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { schoolYearName } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import { digestOf, findSnapshot, type Snapshot } from './snapshots';
import { vsvPeople } from './sql';
import { referenceDays } from './steps';
import { knowsStatuses } from './vsv-figures';

export interface SnapshotRequest {
  schoolYear: number;
  state: Snapshot['state'];
}

/**
 * Whether somebody may store the statistic: it is of all who are registered here, so a coordinator may where nobody
 * coordinates another region; else the administrator does it with the command.
 */
export async function mayStore(sql: Sql, visitor: Visitor, today: Day): Promise<boolean> {
  const coordinates = visitor.roles.includes('rmc-coordinator') && visitor.regions.length > 0;
  if (!coordinates || !isInService(visitor, today)) return false;
  const rows = await sql.all<{ area: string; roles: string }>(
    `SELECT DISTINCT a.area AS "area", e.roles AS "roles" FROM employee_area a JOIN employee e ON e.code = a.employee
      WHERE a.kind = 'regio' AND (a.from_date IS NULL OR a.from_date <= ?) AND (a.until_date IS NULL OR a.until_date >= ?)
        AND (e.from_date IS NULL OR e.from_date <= ?) AND (e.until_date IS NULL OR e.until_date >= ?)`,
    [today, today, today, today],
  );
  return rows.every(({ area, roles }) => visitor.regions.includes(area) || !roles.includes('rmc-coordinator'));
}

/** Stores the statistic as it is now, person by person. Provisional as often as one likes, definitive once. */
@Injectable()
export class StoreSnapshot {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Throws a Problem where somebody may not (403), where it is too early, where the definitive figures stand already, or
   * where the statuses came in meanwhile.
   */
  async run(actor: Actor, { schoolYear, state }: SnapshotRequest): Promise<Snapshot> {
    const definition = vsvDefinition(schoolYear);
    const { end } = referenceDays(schoolYear);
    const today = this.clock.today();
    if (actor.visitor !== null && !(await mayStore(this.database.read, actor.visitor, today))) {
      throw new Problem(
        'mag-niet',
        'Cijfers legt de coördinator vast die alle regio’s in dit systeem coördineert. Zijn er meer regio’s, vraag het dan de beheerder.',
        { status: 403 },
      );
    }
    const ripe = state === 'voorlopig' ? end : asDay(`${schoolYear + 1}-${definition.lateUntil}`);
    if (today < ripe || (state === 'definitief' && today === ripe)) {
      throw new Problem(
        'te-vroeg',
        `Cijfers van schooljaar ${schoolYearName(schoolYear)} zijn pas ${state} ${state === 'voorlopig' ? 'vanaf' : 'na'} ${ripe}.`,
        { status: 409 },
      );
    }
    const id = newId();
    return this.database.work(async (work) => {
      await work.exclusive('vsv-vastleggen');
      if (state === 'definitief' && (await findSnapshot(work, schoolYear, state))) {
        throw new Problem(
          'staat-vast',
          `De definitieve cijfers van schooljaar ${schoolYearName(schoolYear)} zijn al vastgelegd en staan vast.`,
          { status: 409 },
        );
      }
      const statusesKnown = await knowsStatuses(work, end);
      const columns = [
        'id',
        'school_year',
        'state',
        'definition',
        'data_date',
        'made_at',
        'people',
        'statuses_known',
        'digest',
      ];
      const row = [
        id,
        schoolYear,
        state,
        definitionName(definition),
        today,
        this.clock.instant(),
        0,
        Number(statusesKnown),
        '',
      ];
      await work.insert('vsv_snapshot', columns, [row]);
      // one statement reads everybody, so that it sees each change of others as a whole or not at all
      const people = await work.run(
        `INSERT INTO vsv_snapshot_person (snapshot_id, pupil_id, municipality, location, rank, reason)
         SELECT s.id, q.pupil_id, q.municipality, q.location, q.rank, q.reason
           FROM vsv_snapshot s CROSS JOIN (${vsvPeople(schoolYear, definition)}) q WHERE s.id = ?`,
        [id],
      );
      if ((await knowsStatuses(work, end)) !== statusesKnown) {
        throw new Problem(
          'wordt-ingelezen',
          'Tijdens het vastleggen werd het bestand vsv-status ingelezen. Wacht tot dat klaar is en leg de cijfers dan vast.',
          { status: 409 },
        );
      }
      // within the unit of work that makes it: from its end on nothing writes here any more
      await work.run('UPDATE vsv_snapshot SET people = ?, digest = ? WHERE id = ?', [
        people,
        await digestOf(work, id),
        id,
      ]);
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'vsv-cijfers', objectId: id, pupils: [], purpose: PURPOSES.cijfers },
      });
      return (await findSnapshot(work, schoolYear, state))!;
    });
  }
}
