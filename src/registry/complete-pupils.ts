import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import type { Row, Sql, Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { readContact, storedContact } from './contact-details';

/** What somebody else knows of a pupil whose number is not told. */
export interface PupilDescription {
  lastName: string | null;
  prefix: string | null;
  firstNames: string | null;
  callName: string | null;
  birthDate: Day | null;
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

  async complete(work: Work, location: string, descriptions: readonly PupilDescription[]): Promise<Completion[]> {
    const byBirthDate = new Map<string, Row[]>();
    for (const row of await pupilsAt(work, location)) {
      const day = String(row['birth_date']);
      byBirthDate.set(day, [...(byBirthDate.get(day) ?? []), row]);
    }
    const done: Completion[] = [];
    for (const description of descriptions) {
      const found = matches(byBirthDate.get(description.birthDate ?? '') ?? [], description);
      if (found.length !== 1) done.push(found.length === 0 ? 'niet gevonden' : 'niet eenduidig');
      else done.push((await this.fill(work, found[0]!, description)) ? 'aangevuld' : 'al volledig');
    }
    return done;
  }

  private async fill(work: Work, row: Row, description: PupilDescription): Promise<boolean> {
    const old = row['contact'] === null ? {} : readContact(this.encryption, String(row['contact']));
    const next = {
      prefix: row['prefix'] ?? description.prefix,
      first_names: row['first_names'] ?? description.firstNames ?? description.callName,
      sex: row['sex'] ?? description.sex,
      ...storedContact(this.encryption, { postcode: old.postcode ?? description.postcode }, row),
    };
    const changed = Object.entries(next).some(([name, value]) => name !== 'contact' && value !== row[name]);
    if (!changed) return false;
    Object.assign(row, next);
    await work.run(
      `UPDATE pupil SET prefix = ?, first_names = ?, sex = ?, contact = ?, contact_index = ?, changed_at = ? WHERE id = ?`,
      [next.prefix, next.first_names, next.sex, next.contact, next.contact_index, this.clock.instant(), row['id']!],
    );
    return true;
  }
}

function pupilsAt(sql: Sql, location: string): Promise<Row[]> {
  return sql.all(
    `SELECT id, birth_date, last_name, prefix, first_names, sex, contact, contact_index FROM pupil
     WHERE id IN (SELECT pupil_id FROM enrolment WHERE location = ?)`,
    [location],
  );
}

/** By last name; where more than one has it (twins), by first name too. */
function matches(born: readonly Row[], { lastName, firstNames, callName }: PupilDescription): Row[] {
  if (lastName === null) return [];
  const sameName = born.filter((row) => folded(row['last_name']) === folded(lastName));
  if (sameName.length < 2) return sameName;
  const given = new Set([...folded(firstNames).split(' '), folded(callName)].filter((name) => name !== ''));
  if (given.size === 0) return sameName;
  return sameName.filter((row) =>
    folded(row['first_names'])
      .split(' ')
      .some((name) => given.has(name)),
  );
}
