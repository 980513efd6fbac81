import type { BirthKnown } from '../../registry/birth-date';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { requireAuditor } from '../../access/log/audit-search';
import { Outbox } from '../../jobs/outbox';
import { type Day, parseDay } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import type { PupilRow } from '../../registry/pupil-row';
import { PupilStore } from '../../registry/pupil-store';
import { pupil } from '../../registry/tables';
import { correction } from '../tables';
import { requireHere } from './own-residents';

/** What can be corrected, with the column that holds it. Where somebody lives and goes to school come from elsewhere. */
export const CORRECTED = {
  achternaam: 'last_name',
  voorvoegsel: 'prefix',
  voornamen: 'first_names',
  geboortedatum: 'birth_date',
  geslacht: 'sex',
} as const;
export type CorrectedField = keyof typeof CORRECTED;

export interface Correction {
  field: CorrectedField;
  value: string;
  reason: string;
}

/**
 * Correction (AVG art. 16): what is wrong is put right, and how it was is kept with the reason. Gives the school
 * locations to be told of it (art. 19), since their next file would bring the mistake back.
 */
@Injectable()
export class CorrectPupil {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilStore) private readonly pupils: PupilStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem: 403 for who is no privacy-officer, 404 out of scope, 400 bad fields, also where nothing would change. */
  async run(actor: Actor, pupilId: string, { field, value, reason }: Correction): Promise<string[]> {
    requireAuditor(actor, this.clock.today());
    const today = this.clock.today();
    const given = value.trim();
    const birth = field === 'geboortedatum' ? parseDay(given) : null;
    const longest = field === 'voorvoegsel' ? 30 : field === 'geslacht' ? 20 : 200;
    new Checks()
      .word(field, '/gegeven', Object.keys(CORRECTED))
      .that(
        field !== 'geboortedatum' || (birth !== null && birth <= today),
        '/waarde',
        'Vul een datum in, niet na vandaag.',
      )
      .that(given.length <= longest, '/waarde', `Gebruik hoogstens ${longest} tekens.`)
      .text(reason, '/reden', 1000)
      .done();
    return this.database.work(async (work) => {
      await requireHere(work, actor, pupilId, today);
      const { row, was } = await this.row(work, pupilId, field);
      new Checks().that((was ?? '') !== given, '/waarde', 'Zo staat het er al.').done();
      const changed = { ...row, ...changeOf(field, given, birth) };
      const { pupils = [] } = await this.pupils.settle(work, [[{ row: changed, id: pupilId, joins: false }]], true);
      await this.outbox.add(work, 'beoordeel-leerling', pupils);
      const columns = ['id', 'pupil_id', 'field', 'was', 'reason', 'corrected_by', 'corrected_on'];
      const id = newId();
      const secret = (text: string, column: 'was' | 'reason') =>
        this.encryption.encrypt(text, cell(correction, column, { id }));
      await work.insert('correction', columns, [
        [
          id,
          pupilId,
          field,
          was === null ? null : secret(was, 'was'),
          secret(reason.trim(), 'reason'),
          visitorOf(actor).employee,
          today,
        ],
      ]);
      const event = { action: 'wijzigen', object: 'correctie', objectId: id, pupils: [pupilId] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.rechten });
      const schools = await work.all<{ name: string }>(
        `SELECT DISTINCT l.name FROM enrolment e JOIN school_location l ON l.code = e.location
          WHERE e.pupil_id = ? AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?) ORDER BY l.name`,
        [pupilId, today, today],
      );
      return schools.map(({ name }) => name);
    });
  }

  /** The pupil as a file would give it, with nothing said but what must be. */
  private async row(
    work: Work,
    pupilId: string,
    field: CorrectedField,
  ): Promise<{ row: PupilRow; was: string | null }> {
    const found = await work.get<{ pgn: string; birthDate: Day; birthKnown: BirthKnown | null; was: string | null }>(
      `SELECT pgn, birth_date AS "birthDate", birth_known AS "birthKnown", ${CORRECTED[field]} AS "was" FROM pupil WHERE id = ?${work.lock}`,
      [pupilId],
    );
    const home = await work.get<{ municipality: string }>(
      'SELECT municipality FROM residence WHERE pupil_id = ? ORDER BY from_date DESC LIMIT 1',
      [pupilId],
    );
    const { pgn, birthDate, birthKnown, was } = found!;
    const unsaid = { lastName: undefined, prefix: undefined, firstNames: undefined, sex: undefined };
    const row: PupilRow = {
      ...{
        pgn: this.encryption.decrypt(pgn, cell(pupil, 'pgn', { id: pupilId })),
        birthDate,
        birthKnown,
        municipality: home!.municipality,
        ...unsaid,
      },
      ...{ deathDate: undefined, departureDate: undefined, formerPgn: null, residentFrom: null, secret: undefined },
      contact: {},
    };
    return { row, was };
  }
}

function changeOf(field: CorrectedField, given: string, birth: Day | null): Partial<PupilRow> {
  const text = given === '' ? null : given;
  switch (field) {
    case 'achternaam':
      return { lastName: text };
    case 'voorvoegsel':
      return { prefix: text };
    case 'voornamen':
      return { firstNames: text };
    case 'geslacht':
      return { sex: text };
    case 'geboortedatum':
      return { birthDate: birth!, birthKnown: null };
  }
}
