import { JSONParser } from '@streamparser/json';
import { Problem } from '../../platform/errors';
import type { CsvBatch, CsvRecord } from '../csv/records';
import { cellsOf, PERSON_COLUMNS } from './person';

/**
 * Where residents come from: answers of the Haal Centraal BRP API 2 (`{"personen":[…]}`), one or more after each other.
 * Here a file; whoever connects to the BRP, or to the broker of a municipality, gives what is answered there.
 */
export type ResidentSource = AsyncIterable<Buffer>;

/** bytes without a person in it, after which it is none of ours */
const MOST_WITHOUT = 4 * 1024 * 1024;
const NO_ANSWER = 'Dit bestand is geen antwoord van de BRP (JSON met "personen").';
const NO_PERSON = 'is geen persoon';

/** The persons as records, in their order; the number of a record is that of the person. Throws where it is no answer. */
export async function* readPersons(source: ResidentSource): AsyncGenerator<CsvBatch> {
  const persons = new PersonParser();
  yield { records: [{ line: 0, raw: '', fields: [...PERSON_COLUMNS], reason: '' }], bytes: 0 };
  for await (const piece of source) yield { records: persons.take(piece), bytes: piece.length };
  persons.end();
}

/** Throws a Problem where the file is no answer of the BRP: looked at as a whole, before anything of it is stored. */
export async function requirePersons(source: ResidentSource): Promise<void> {
  for await (const part of readPersons(source)) void part;
}

class PersonParser {
  private readonly parser = new JSONParser({ paths: ['$.personen.*'], keepStack: false, separator: '' });
  private records: CsvRecord[] = [];
  private count = 0;
  private without = 0;

  constructor() {
    this.parser.onValue = ({ value, key }) => {
      if (typeof key === 'number') this.add(value);
    };
    this.parser.onError = () => {
      throw new Problem('bestand-geen-brp', `${NO_ANSWER} Het is te lezen tot en met persoon ${this.count}.`);
    };
  }

  take(piece: Buffer): CsvRecord[] {
    const before = this.count;
    this.parser.write(piece);
    this.without = this.count > before ? 0 : this.without + piece.length;
    if (this.without > MOST_WITHOUT) throw new Problem('bestand-geen-brp', NO_ANSWER);
    const { records } = this;
    this.records = [];
    return records;
  }

  end(): void {
    if (!this.parser.isEnded) this.parser.end();
    if (this.count === 0) throw new Problem('bestand-geen-brp', `${NO_ANSWER} Er staat geen persoon in.`);
  }

  private add(value: unknown): void {
    this.count++;
    const isPerson = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.records.push({
      ...{ line: this.count, raw: JSON.stringify({ personen: [value] }), reason: NO_PERSON },
      fields: isPerson ? cellsOf(value) : null,
    });
  }
}
