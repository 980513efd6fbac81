import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { Database } from '../../platform/database/database';
import { DossierReach } from '../dossier/reach';
import type { Regime } from '../dossier/regime';

/** A dossier of a child of the same household, and what links the two. */
export interface FamilyDossier {
  id: string;
  pupilId: string;
  regime: Regime;
  status: string;
  employee: string | null;
  employeeName: string | null;
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  link: 'adres' | 'contactpersoon';
}

/**
 * Children who live at one address, or have a contact person with one name and the same contact data. Only dossiers that
 * the one who asks may reach anyway: a link tells nobody that a child has a dossier. A secret address links nobody.
 */
@Injectable()
export class FamilyQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Throws a Problem (404) where the dossier itself is out of reach. */
  async of(actor: Actor, dossierId: string): Promise<FamilyDossier[]> {
    const read = this.database.read;
    const { pupilId } = await this.reach.one(read, actor, dossierId);
    const scope = this.reach.condition(read, actor);
    const rows = await read.all<FamilyDossier>(
      `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.status, d.employee, e.name AS "employeeName",
                c.first_names AS "firstNames", c.prefix, c.last_name AS "lastName", MIN(k.link) AS "link"
         FROM (
           SELECT o.id AS "pupil_id", 'adres' AS "link" FROM pupil p JOIN pupil o ON o.address_index = p.address_index
            WHERE p.id = ? AND p.secret_address = 0 AND o.secret_address = 0 AND o.id <> p.id
           UNION ALL
           SELECT o.pupil_id, 'contactpersoon' FROM contact_person c
             JOIN contact_person o ON o.name = c.name AND o.contact_index = c.contact_index
             JOIN pupil p ON p.id = c.pupil_id JOIN pupil q ON q.id = o.pupil_id
            WHERE c.pupil_id = ? AND o.pupil_id <> c.pupil_id AND p.secret_address = 0 AND q.secret_address = 0
         ) k JOIN dossier d ON d.pupil_id = k.pupil_id JOIN pupil c ON c.id = d.pupil_id
           LEFT JOIN employee e ON e.code = d.employee
        WHERE d.status <> 'afgesloten' AND ${scope.sql}
        GROUP BY d.id, d.pupil_id, d.regime, d.status, d.employee, e.name, c.first_names, c.prefix, c.last_name ORDER BY d.id LIMIT 50`,
      [pupilId, pupilId, ...scope.values],
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'gezin', objectId: dossierId, purpose: purposeOf(actor.visitor?.roles ?? []) },
      pupils: [pupilId, ...rows.map((one) => one.pupilId)],
    });
    return rows;
  }
}
