import type { Refusal } from '../../platform/incoming';
import type { PupilDescription } from '../../registry/complete-pupils';
import { birthOf } from '../../registry/birth-date';
import { type SchemaFault, SchemaValidator } from './validator';
import { malformed, readXml, type XmlEvent } from './xml-elements';

/** What an EDEXML 2.1 file says of one pupil, as far as it completes what we know. */
export interface EdexmlPupil extends PupilDescription {
  /** the school's own key within its file */
  key: string;
  /** line on which the element begins */
  line: number;
  /** what is not as the schema has it */
  refusals: Refusal[];
}

/** Pupils in order; `location`: brin and dependance, six characters. */
export interface EdexmlPart {
  location: string;
  pupils: EdexmlPupil[];
  /** where the file outside its pupils is not as the schema has it */
  faults: SchemaFault[];
}

const SCHOOL = 'EDEX/school';
const PUPIL = 'EDEX/leerlingen/leerling';
const SEXES: Record<string, string | null> = { 0: null, 1: 'man', 2: 'vrouw', 9: null };
const NO_BRIN = 'de brincode van de school ontbreekt of staat niet voor de leerlingen';

/** Reads the file as it comes in. Throws a Problem with the line where it is no EDEXML. */
export async function* readEdexml(source: AsyncIterable<Buffer>): AsyncGenerator<EdexmlPart> {
  const reader = new EdexmlReader();
  for await (const events of readXml(source)) {
    const pupils = events.flatMap((event) => reader.take(event) ?? []);
    if (pupils.length > 0) yield { location: reader.location, pupils, faults: reader.takenFaults() };
  }
  // also of a file without pupils
  yield { location: reader.location, pupils: [], faults: reader.takenFaults() };
}

/** Throws a Problem where the file is no EDEXML: looked at as a whole, before anything of it is stored. */
export async function requireEdexml(source: AsyncIterable<Buffer>): Promise<void> {
  for await (const part of readEdexml(source)) void part;
}

class EdexmlReader {
  private values = new Map<string, string>();
  private readonly school = new Map<string, string>();
  private begun: { key: string; line: number } | null = null;
  private readonly validator = new SchemaValidator();
  /** of the pupil that is open, else of the file */
  private faults: { pupil: SchemaFault[]; file: SchemaFault[] } = { pupil: [], file: [] };

  takenFaults(): SchemaFault[] {
    const { file } = this.faults;
    this.faults.file = [];
    return file;
  }

  get location(): string {
    const brin = this.school.get('brincode')?.toUpperCase() ?? '';
    if (!/^\d\d[A-Z]{2}$/.test(brin)) throw malformed(NO_BRIN);
    const dependance = (this.school.get('dependancecode') || '00').padStart(2, '0');
    if (!/^\d\d$/.test(dependance)) throw malformed('de dependancecode van de school is geen getal van twee cijfers');
    return brin + dependance;
  }

  /** The pupil whose element ends here. */
  take(event: XmlEvent): EdexmlPupil | null {
    const { path, line } = event;
    const faults = this.validator.take(event);
    if (event.kind === 'open') {
      if (path === PUPIL) {
        this.faults.pupil = [];
        this.begun = { key: event.attributes['key']?.trim() ?? '', line };
        this.values = new Map();
      } else if (!path.includes('/') && path !== 'EDEX') {
        throw malformed(`op regel ${line} begint het met iets anders dan EDEX`);
      }
      this.note(path, faults);
      return null;
    }
    this.note(path, faults);
    if (path === PUPIL && this.begun) return pupilOf(this.begun, this.values, this.faults.pupil);
    const place = path.lastIndexOf('/');
    const [parent, name] = [path.slice(0, place), path.slice(place + 1)];
    if (parent === PUPIL) this.values.set(name, event.text);
    else if (parent === SCHOOL) this.school.set(name, event.text);
    return null;
  }

  private note(path: string, faults: readonly SchemaFault[]): void {
    const inPupil = path === PUPIL || path.startsWith(`${PUPIL}/`);
    (inPupil ? this.faults.pupil : this.faults.file).push(...faults);
  }
}

function pupilOf(
  { key, line }: { key: string; line: number },
  values: ReadonlyMap<string, string>,
  faults: readonly SchemaFault[],
): EdexmlPupil {
  const text = (name: string) => values.get(name) || null;
  const [born, sex] = [text('geboortedatum'), text('geslacht')];
  const birth = born === null ? null : birthOf(born.slice(0, 10));
  return {
    key,
    line,
    refusals: faults.map(({ name, value, reason }): Refusal => ({ column: name, value: shown(name, value), reason })),
    lastName: text('achternaam'),
    prefix: text('voorvoegsel'),
    firstNames: text('voornamen'),
    callName: text('roepnaam'),
    birthDate: birth?.day ?? null,
    birthKnown: birth?.known ?? null,
    sex: sex === null ? null : (SEXES[sex] ?? null),
    postcode: text('postcodenl'),
  };
}

/** A wrong date tells what is wrong with it; any other value may be a name. */
const shown = (name: string, value: string): string => (value === '' ? '' : /datum$/.test(name) ? value : '…');
