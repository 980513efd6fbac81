import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { BirthKnown } from './birth-date';
import { Clock } from '../platform/clock';
import type { Row, Sql, Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { cell } from '../platform/place';
import { readContact, storedContact } from './contact-details';
import { pupil } from './tables';

/** What somebody else knows of a pupil whose number is not told. */
export interface PupilDescription {
  lastName: string | null;
  prefix: string | null;
  firstNames: string | null;
  callName: string | null;
  birthDate: Day | null;
  /** null: the date is known whole */
  birthKnown: BirthKnown | null;
  sex: string | null;
  postcode: string | null;
}

export type Completion = 'aangevuld' | 'al volledig' | 'niet gevonden' | 'niet eenduidig';

const folded = (text: unknown) =>
  String(text ?? '')
    .normalize('NFC')
    .toLocaleLowerCase('nl')
    .replace(/\s+/g, ' ')
    .trim();

/** Completes pupils that are known, found by school, name and date of birth. Fills what is empty; overwrites nothing. */
@Injectable()
export class CompletePupils {
  constructor(
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives what became of each description, and the ids of the pupils that changed. */
  async complete(
    work: Work,
    location: string,
    descriptions: readonly PupilDescription[],
  ): Promise<{ completions: Completion[]; changed: string[] }> {
    const byBirthDate = new Map<string, Row[]>();
    for (const row of await pupilsAt(work, location, descriptions)) {
      const day = String(row['birth_date']);
      byBirthDate.set(day, [...(byBirthDate.get(day) ?? []), row]);
    }
    const completions: Completion[] = [];
    const changed: string[] = [];
    for (const description of descriptions) {
      const found = matches(byBirthDate.get(description.birthDate ?? '') ?? [], description);
      if (found.length !== 1) completions.push(found.length === 0 ? 'niet gevonden' : 'niet eenduidig');
      else if (await this.fill(work, found[0]!, description)) {
        completions.push('aangevuld');
        changed.push(String(found[0]!['id']));
      } else completions.push('al volledig');
    }
    return { completions, changed };
  }

  private async fill(work: Work, row: Row, description: PupilDescription): Promise<boolean> {
    const place = cell(pupil, 'contact', { id: row['id']! });
    const old = row['contact'] === null ? {} : readContact(this.encryption, String(row['contact']), place);
    const next = {
      prefix: row['prefix'] ?? description.prefix,
      first_names: row['first_names'] ?? description.firstNames ?? description.callName,
      sex: row['sex'] ?? description.sex,
      ...storedContact(this.encryption, place, { postcode: old.postcode ?? description.postcode }, row),
    };
    const changed = Object.entries(next).some(([name, value]) => name !== 'contact' && value !== row[name]);
    if (!changed) return false;
    Object.assign(row, next);
    await work.run(
      `UPDATE pupil SET prefix = ?, first_names = ?, sex = ?, contact = ?, contact_index = ?, address_index = ?, changed_at = ? WHERE id = ?`,
      [
        next.prefix,
        next.first_names,
        next.sex,
        next.contact,
        next.contact_index,
        next.address_index,
        this.clock.instant(),
        row['id']!,
      ],
    );
    return true;
  }
}

async function pupilsAt(sql: Sql, location: string, descriptions: readonly PupilDescription[]): Promise<Row[]> {
  const days = new Set(descriptions.flatMap(({ birthDate }) => birthDate ?? []));
  if (days.size === 0) return [];
  const born = sql.oneOf('birth_date', [...days], 'day');
  return sql.all(
    `SELECT id, birth_date, birth_known, last_name, prefix, first_names, sex, contact, contact_index, address_index FROM pupil
     WHERE id IN (SELECT pupil_id FROM enrolment WHERE location = ?) AND ${born.sql}`,
    [location, born.value],
  );
}

/** By last name; where more than one has it (twins), by first name too. */
function matches(born: readonly Row[], { lastName, firstNames, callName, birthKnown }: PupilDescription): Row[] {
  if (lastName === null) return [];
  const sameName = born.filter(
    (row) => folded(row['last_name']) === folded(lastName) && row['birth_known'] === birthKnown,
  );
  if (sameName.length < 2) return sameName;
  const given = new Set([...folded(firstNames).split(' '), folded(callName)].filter((name) => name !== ''));
  if (given.size === 0) return sameName;
  return sameName.filter((row) =>
    folded(row['first_names'])
      .split(' ')
      .some((name) => given.has(name)),
  );
}
