import { Inject, Injectable } from '@nestjs/common';
import { dossierFreeToUse } from '../../access/restriction';
import type { Regime } from '../../cases/dossier/regime';
import { stateChange } from '../../cases/states/tables';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { pupil } from '../../registry/tables';
import type { DossierPast } from './zaak-steps';

/** What a zaak is made of. */
export interface ToldDossier {
  id: string;
  pupilId: string;
  regime: Regime;
  openedOn: string;
  municipality: string | null;
  /** the municipality that still has it until a hand-over is accepted */
  handedFrom: string | null;
  employee: string | null;
  employeeName: string | null;
  changedAt: string;
  past: DossierPast[];
}

/** Reads of a dossier what a case system may know: nothing of its Wpg part, no notes, no signals. */
@Injectable()
export class ReadDossier {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  /** null: it is gone, or its data may not be used now (AVG art. 18). */
  async read(sql: Sql, dossierId: string): Promise<ToldDossier | null> {
    const found = await sql.get<Omit<ToldDossier, 'past'>>(
      `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.opened_on AS "openedOn", d.municipality,
         d.handed_from AS "handedFrom", d.employee, e.name AS "employeeName", d.changed_at AS "changedAt"
       FROM dossier d LEFT JOIN employee e ON e.code = d.employee
       WHERE d.id = ? AND ${dossierFreeToUse('d.id')}`,
      [dossierId],
    );
    if (!found) return null;
    const past = await sql.all<DossierPast>(
      `SELECT id, at, to_state AS "to", reason FROM state_change
       WHERE dossier_id = ? AND machine = 'dossier' AND room = 'avg' ORDER BY id`,
      [dossierId],
    );
    return { ...found, past: past.map((one) => ({ ...one, reason: this.reasonOf(one) })) };
  }

  /** The BSN of a pupil; null where the number is an onderwijsnummer, which no one outside education may use. */
  async bsn(sql: Sql, pupilId: string): Promise<string | null> {
    const row = await sql.get<{ pgn: string }>('SELECT pgn FROM pupil WHERE id = ?', [pupilId]);
    const number = row && this.encryption.decrypt(row.pgn, cell(pupil, 'pgn', { id: pupilId }));
    return number && !number.startsWith('10') ? number : null;
  }

  private reasonOf({ id, reason }: DossierPast): string | null {
    return reason && this.encryption.decrypt(reason, cell(stateChange, 'reason', { id }));
  }
}
