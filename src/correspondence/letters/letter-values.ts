import { Inject, Injectable } from '@nestjs/common';
import type { Visitor } from '../../access/visitor';
import type { StoredDossier } from '../../cases/dossier/dossier-store';
import { type Day, dutchDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { readContact } from '../../registry/contact-details';
import { findMunicipality, region, regionOf } from '../../registry/facts';
import { Checks } from '../../platform/checks';
import type { MergeField } from './fields';
import { employee } from '../../access/tables';
import { cell } from '../../platform/place';
import { contactPerson, pupil as pupilTable } from '../../registry/tables';

export type LetterValues = Partial<Record<MergeField, string>>;

interface PupilNames {
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  birth: Day;
  contact: string | null;
  secret: number;
  died: Day | null;
}

/** What the file itself can tell for a letter. What it does not know is not there. */
@Injectable()
export class LetterValuesReader {
  constructor(
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Throws a Problem (400) where the pupil died and is to get the letter.
   * @param recipient name of a contact person of the pupil; null: the pupil
   */
  async read(sql: Sql, dossier: StoredDossier, writer: Visitor, recipient: string | null): Promise<LetterValues> {
    const today = this.clock.today();
    const values: LetterValues = { datum: dutchDay(today), kenmerk: dossier.id, medewerker_naam: writer.name };
    const { municipality } = dossier;
    if (municipality !== null) {
      values.gemeente = findMunicipality(municipality)?.name;
      const code = regionOf(municipality, today);
      if (code !== null) values.regio = region(code).name;
    }
    const email = await sql.get<{ email: string | null }>('SELECT email FROM employee WHERE code = ?', [
      writer.employee,
    ]);
    if (email?.email)
      values.medewerker_email = this.encryption.decrypt(
        email.email,
        cell(employee, 'email', { code: writer.employee }),
      );
    await this.addPupil(sql, values, dossier.pupilId, recipient);
    await this.addSignal(sql, values, dossier.id);
    return values;
  }

  private async addPupil(sql: Sql, values: LetterValues, pupilId: string, recipient: string | null): Promise<void> {
    const pupil = (await sql.get<PupilNames>(
      `SELECT first_names AS "firstNames", prefix, last_name AS "lastName", birth_date AS "birth", contact,
              secret_address AS "secret", death_date AS "died" FROM pupil WHERE id = ?`,
      [pupilId],
    ))!;
    const isDead = pupil.died !== null && pupil.died <= this.clock.today();
    new Checks()
      .that(
        recipient !== null || !isDead,
        '/ontvanger',
        'De leerling is overleden. Kies iemand anders die de brief krijgt.',
      )
      .done();
    const name = [pupil.firstNames, pupil.prefix, pupil.lastName].filter(Boolean).join(' ');
    if (name) values.leerling_naam = name;
    if (pupil.firstNames) values.leerling_voornamen = pupil.firstNames;
    values.leerling_geboortedatum = dutchDay(pupil.birth);
    const person = recipient
      ? await sql.get<{ contact: string | null }>(
          'SELECT contact FROM contact_person WHERE pupil_id = ? AND name = ?',
          [pupilId, recipient],
        )
      : pupil;
    if (!person) return;
    values.ontvanger_naam = recipient ?? values.leerling_naam;
    // who has no address of the own lives where the pupil lives
    const own = recipient !== null && person.contact !== null;
    // a secret address is told to nobody else: then it is typed by who knows it
    if (recipient !== null && !own && pupil.secret === 1) return;
    const contact = own ? person.contact : pupil.contact;
    if (contact === null) return;
    const place = own
      ? cell(contactPerson, 'contact', { pupil_id: pupilId, name: recipient })
      : cell(pupilTable, 'contact', { id: pupilId });
    const { straat, huisnummer, postcode, plaats } = readContact(this.encryption, contact, place);
    if (straat) values.ontvanger_adres = [straat, huisnummer].filter(Boolean).join(' ');
    if (plaats) values.ontvanger_postcode_plaats = [postcode, plaats].filter(Boolean).join('  ');
  }

  private async addSignal(sql: Sql, values: LetterValues, dossierId: string): Promise<void> {
    const last = await sql.get<{ from: Day; until: Day | null; hundredths: number | null; school: string | null }>(
      `SELECT s.from_date AS "from", s.until_date AS "until", s.hundredths, l.name AS "school"
         FROM signal s LEFT JOIN school_location l ON l.code = s.location
        WHERE s.dossier_id = ? AND s.status <> 'ingetrokken' ORDER BY s.from_date DESC, s.rule LIMIT 1`,
      [dossierId],
    );
    if (!last) return;
    values.verzuim_begin = dutchDay(last.from);
    if (last.until) values.verzuim_einde = dutchDay(last.until);
    if (last.hundredths !== null) {
      values.verzuim_uren = (last.hundredths / 100).toLocaleString('nl-NL', { maximumFractionDigits: 2 });
    }
    if (last.school) values.school_naam = last.school;
  }
}
