import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { dossierNotFound, requireRole } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { isId, newId } from '../../platform/ids';
import { TrajectoryStore } from '../trajectory-store';
import { PARTNER_KINDS, type PartnerKind } from '../vocabulary';
import { cell } from '../../platform/place';
import { trajectoryPartner } from '../tables';

export interface Partner {
  trajectoryId: string;
  kind: PartnerKind;
  name: string;
  /** telephone, e-mail or a name, as free text */
  contact: string | null;
  from: Day;
  until: Day | null;
}

/** Who helps along: school, Participatiewet, zorg, schulden, huisvesting, UWV. */
@Injectable()
export class Partners {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Gives the id. Throws a Problem: 404 out of reach, 403 another role, 400 bad fields. */
  async add(actor: Actor, { trajectoryId, kind, name, contact, from, until }: Partner): Promise<string> {
    return this.database.work(async (work) => {
      const { pupilId } = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      new Checks()
        .word(kind, '/soort', PARTNER_KINDS)
        .text(name, '/naam', 200)
        .that((contact ?? '').length <= 1000, '/contact', 'Gebruik hoogstens 1000 tekens.')
        .that(until === null || until >= from, '/einddatum', 'Kies een dag op of na de begindatum.')
        .done();
      const id = newId();
      const columns = ['id', 'trajectory_id', 'kind', 'name', 'contact', 'from_date', 'until_date'];
      const encrypted = contact?.trim()
        ? this.encryption.encrypt(contact.trim(), cell(trajectoryPartner, 'contact', { id }))
        : null;
      await work.insert('trajectory_partner', columns, [[id, trajectoryId, kind, name.trim(), encrypted, from, until]]);
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'traject', objectId: trajectoryId, pupils: [pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
      return id;
    });
  }

  /** From the day after, this partner helps no more. */
  async end(actor: Actor, trajectoryId: string, partnerId: string, day: Day): Promise<void> {
    await this.database.work(async (work) => {
      const { pupilId } = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      const sql = 'SELECT from_date AS "from" FROM trajectory_partner WHERE id = ? AND trajectory_id = ?';
      const found = isId(partnerId) ? await work.get<{ from: Day }>(sql, [partnerId, trajectoryId]) : undefined;
      if (!found) throw dossierNotFound();
      new Checks().that(day >= found.from, '/einddatum', 'Kies een dag op of na de begindatum.').done();
      await work.run('UPDATE trajectory_partner SET until_date = ? WHERE id = ?', [day, partnerId]);
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'traject', objectId: trajectoryId, pupils: [pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
    });
  }
}
