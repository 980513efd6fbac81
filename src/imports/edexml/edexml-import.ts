import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { type Completion, CompletePupils } from '../../registry/complete-pupils';
import { knownLocations } from '../../registry/locations';
import type { Ground } from '../ground';
import type { ImportProgress } from '../progress';
import { type ImportReport, ReportBuilder } from '../report';
import { type EdexmlPupil, readEdexml } from './edexml-reader';
import type { SchemaFault } from './validator';

/** pupils in a unit of work, at least */
const CHUNK = 500;
const KEYS_SHOWN = 20;
const EVENT = { action: 'importeren', object: 'edexml', objectId: null, purpose: PURPOSES.verwerking } as const;

export interface EdexmlSource {
  bytes: AsyncIterable<Buffer>;
  ground: Ground;
  actor: Actor;
  onProgress?: (progress: ImportProgress) => void;
}

/** Completes known pupils from a school's EDEXML file and lists the others by the key they have in that file. */
@Injectable()
export class EdexmlImport {
  constructor(
    @Inject(CompletePupils) private readonly pupils: CompletePupils,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async run({ bytes, ground, actor, onProgress }: EdexmlSource): Promise<ImportReport> {
    const report = new ReportBuilder('edexml');
    const unfound = new Listed('niet gevonden op school, naam en geboortedatum');
    const ambiguous = new Listed('niet aangevuld: meer dan een leerling past');
    let waiting: EdexmlPupil[] = [];
    let read = 0;
    let at = '';
    const settle = async () => {
      const completions = await this.settle(ground, actor, at, waiting);
      completions.forEach((completion, i) => {
        report.counts[completion === 'aangevuld' ? 'gewijzigd' : 'ongewijzigd']++;
        if (completion === 'niet gevonden') unfound.add(waiting[i]!.key);
        if (completion === 'niet eenduidig') ambiguous.add(waiting[i]!.key);
      });
      waiting = [];
      onProgress?.({ rows: report.counts.gelezen, bytes: read });
    };
    const counted = counting(bytes, (size) => (read += size));
    const schema = new Deviations();
    for await (const { location, pupils, faults } of readEdexml(counted)) {
      at = location;
      schema.add(faults);
      for (const pupil of pupils) {
        report.counts.gelezen++;
        if (pupil.refusals.length > 0) report.reject(pupil.line, pupil.refusals);
        else waiting.push(pupil);
      }
      if (waiting.length >= CHUNK) await settle();
    }
    await settle();
    await ground.inUnit(async (work) => {
      if ((await knownLocations(work, [at])).size > 0) return;
      report.say(`Vestiging ${at} is niet bekend; stuur eerst het bestand scholen.`);
    });
    for (const list of [unfound, ambiguous]) list.tell(report);
    schema.tell(report);
    return report.finish();
  }

  private async settle(
    { inUnit, trial }: Ground,
    actor: Actor,
    location: string,
    pupils: readonly EdexmlPupil[],
  ): Promise<Completion[]> {
    await trial?.rows('school_location', 'code', [location]);
    await trial?.pupilsAt(location);
    return inUnit(async (work) => {
      await work.exclusive('import');
      const { completions, changed } = await this.pupils.complete(work, location, pupils);
      if (!trial) this.audit.write(work, actor, { ...EVENT, pupils: changed });
      return completions;
    });
  }
}

async function* counting(source: AsyncIterable<Buffer>, count: (size: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    count(piece.length);
    yield piece;
  }
}

/** Where the file outside its pupils is not as the schema has it; the first of them by line. */
class Deviations {
  private count = 0;
  private readonly first: string[] = [];

  add(faults: readonly SchemaFault[]): void {
    for (const { line, name, reason } of faults) {
      this.count++;
      if (this.first.length < KEYS_SHOWN)
        this.first.push(`regel ${line}, ${name.slice(0, 60)}: ${reason.slice(0, 200)}`);
    }
  }

  tell(report: ReportBuilder): void {
    if (this.count === 0) return;
    const where = this.count === 1 ? '1 plaats' : `${this.count} plaatsen`;
    const rest = this.count > this.first.length ? `; en nog ${this.count - this.first.length}` : '';
    report.say(`Het bestand wijkt op ${where} af van het schema van EDEXML 2.1: ${this.first.join('; ')}${rest}`);
  }
}

/** Pupils by their key in the file; the first of them by name, the others by number. */
class Listed {
  private count = 0;
  private readonly keys: string[] = [];

  constructor(private readonly what: string) {}

  add(key: string): void {
    this.count++;
    if (this.keys.length < KEYS_SHOWN) this.keys.push(key.slice(0, 60));
  }

  tell(report: ReportBuilder): void {
    if (this.count === 0) return;
    const rest = this.count > this.keys.length ? ` en nog ${this.count - this.keys.length}` : '';
    const who = this.count === 1 ? '1 leerling' : `${this.count} leerlingen`;
    report.say(`${who} ${this.what} (key in het bestand: ${this.keys.join(', ')}${rest})`);
  }
}
