import { Inject, Injectable } from '@nestjs/common';
import { type Completion, CompletePupils } from '../registry/complete-pupils';
import { knownLocations } from '../registry/locations';
import { parseEdexml, readWhole } from './edexml-file';
import type { InUnit } from './file-import';
import type { ImportReport } from './report';

const KEYS_SHOWN = 20;

/** Completes known pupils from a school's EDEXML file and lists the others by the key they have in that file. */
@Injectable()
export class EdexmlImport {
  constructor(@Inject(CompletePupils) private readonly pupils: CompletePupils) {}

  async run(bytes: AsyncIterable<Buffer>, inUnit: InUnit): Promise<ImportReport> {
    const { location, pupils } = parseEdexml(await readWhole(bytes));
    const meldingen: string[] = [];
    const done = await inUnit(async (work) => {
      await work.exclusive('import');
      const known = await knownLocations(work, [location]);
      return { known: known.has(location), completions: await this.pupils.complete(work, location, pupils) };
    });
    if (!done.known) meldingen.push(`Vestiging ${location} is niet bekend; stuur eerst het bestand scholen.`);
    const keysOf = (wanted: Completion) =>
      pupils.filter((_, i) => done.completions[i] === wanted).map(({ key }) => key);
    meldingen.push(...listed('niet gevonden op school, naam en geboortedatum', keysOf('niet gevonden')));
    meldingen.push(...listed('niet aangevuld: meer dan een leerling past', keysOf('niet eenduidig')));
    const gewijzigd = keysOf('aangevuld').length;
    return {
      soort: 'edexml',
      gelezen: pupils.length,
      nieuw: 0,
      gewijzigd,
      ongewijzigd: pupils.length - gewijzigd,
      afgekeurd: [],
      meldingen,
    };
  }
}

function listed(what: string, keys: string[]): string[] {
  if (keys.length === 0) return [];
  const rest = keys.length > KEYS_SHOWN ? ` en nog ${keys.length - KEYS_SHOWN}` : '';
  const who = keys.length === 1 ? '1 leerling' : `${keys.length} leerlingen`;
  return [`${who} ${what} (key in het bestand: ${keys.slice(0, KEYS_SHOWN).join(', ')}${rest})`];
}
