import { Inject, Injectable } from '@nestjs/common';
import type { AbsenceRow } from '../absence/absence-store';
import type { Sql, Work } from '../platform/database/sql';
import type { Refusal } from '../platform/incoming';
import { PupilDirectory } from '../registry/pupil-directory';
import { unknownPupil } from '../registry/pupil-table-store';

interface Sent {
  line: number;
  row: AbsenceRow;
}

/** Which absence records a school may not send. Without more queries for more records. */
@Injectable()
export class OwnSchools {
  constructor(@Inject(PupilDirectory) private readonly directory: PupilDirectory) {}

  /**
   * By line, why a record is refused: its location is not one of `schools` (brins and locations), its pupil was never
   * enrolled at that school, or its number belongs to a location of others.
   */
  async refusals(work: Work, schools: readonly string[], sent: readonly Sent[]): Promise<Map<number, Refusal>> {
    const refused = new Map<number, Refusal>();
    const mine = (location: string) => schools.includes(location) || schools.includes(location.slice(0, 4));
    for (const { line, row } of sent) {
      const place = row.kind === 'ingetrokken' ? row.brin : row.location;
      const known = row.kind === 'ingetrokken' ? schools.some((code) => code.startsWith(row.brin)) : mine(place);
      if (!known) {
        const column = row.kind === 'ingetrokken' ? 'brin' : 'vestiging';
        refused.set(line, { column, value: place, reason: 'hoort niet bij uw scholen' });
      }
    }
    const left = sent.filter(({ line }) => !refused.has(line));
    await this.refuseNumbers(work, mine, left, refused);
    await this.refusePupils(work, left, refused);
    return refused;
  }

  private async refuseNumbers(
    sql: Sql,
    mine: (location: string) => boolean,
    sent: readonly Sent[],
    refused: Map<number, Refusal>,
  ): Promise<void> {
    for (const brin of new Set(sent.map(({ row }) => row.brin))) {
      if (mine(brin)) continue;
      const ofBrin = sent.filter(({ row }) => row.brin === brin);
      const numbers = sql.oneOf(
        'number',
        ofBrin.map(({ row }) => row.number),
        'code',
      );
      const known = await sql.all<{ number: string; location: string }>(
        `SELECT number, location FROM absence_record WHERE brin = ? AND ${numbers.sql}`,
        [brin, numbers.value],
      );
      const ofOthers = new Set(known.filter(({ location }) => !mine(location)).map(({ number }) => number));
      for (const { line, row } of ofBrin) {
        if (!ofOthers.has(row.number)) continue;
        const reason = 'hoort niet bij uw scholen: gebruik een ander nummer';
        refused.set(line, { column: 'registratienummer', value: row.number, reason });
      }
    }
  }

  private async refusePupils(sql: Sql, sent: readonly Sent[], refused: Map<number, Refusal>): Promise<void> {
    const registered = sent.flatMap(({ line, row }) => (row.kind === 'ingetrokken' ? [] : [{ line, row }]));
    if (registered.length === 0) return;
    const ids = await this.directory.find(sql, new Set(registered.map(({ row }) => row.pgn)));
    const theirs = sql.oneOf('n.pupil_id', [...new Set(ids.values())]);
    const stays = await sql.all<{ pupil: string; brin: string }>(
      `SELECT DISTINCT n.pupil_id AS "pupil", l.brin FROM enrolment n JOIN school_location l ON l.code = n.location
       WHERE ${theirs.sql}`,
      [theirs.value],
    );
    const enrolled = new Set(stays.map(({ pupil, brin }) => `${pupil} ${brin}`));
    for (const { line, row } of registered) {
      const id = ids.get(row.pgn);
      if (id === undefined || !enrolled.has(`${id} ${row.brin}`)) refused.set(line, unknownPupil(row.pgn));
    }
  }
}
