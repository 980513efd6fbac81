import type { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { pupil } from '../../registry/tables';

/** The number of the pupil of a row, decrypted. */
export function numberOf(encryption: Encryption, row: { pupil: string; pgn: string }): string {
  return encryption.decrypt(row.pgn, cell(pupil, 'pgn', { id: row.pupil }));
}
