import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { databaseFile } from '../../platform/database/dialect';
import type { Settings } from '../../platform/settings';
import { type Finding, good, mind, wrong } from './finding';

const LEAST_FREE_BYTES = 1024 ** 3;
const OTHERS = 0o077;

/** What can be seen before anything is opened: settings, the files of the database, room on the disk. */
export async function groundChecks(settings: Settings): Promise<Finding[]> {
  const findings = [settingsCheck(settings)];
  const file = databaseFile(settings.LEERSPOOR_DATABASE);
  if (file === null) return findings;
  if (!existsSync(file)) {
    const what = `De database ${file} bestaat niet.`;
    return [...findings, wrong('database', what, 'Voer `leerspoor migrate` uit, of kijk LEERSPOOR_DATABASE na.')];
  }
  findings.push(rightsCheck(file));
  const { bavail, bsize } = await statfs(dirname(resolve(file)));
  const free = bavail * bsize;
  findings.push(
    free < LEAST_FREE_BYTES
      ? mind(
          'schijf',
          `Er is minder dan 1 GB vrij bij ${file}.`,
          'Maak ruimte: een volle schijf houdt elke wijziging tegen.',
        )
      : good('schijf', `Er is ${Math.floor(free / 1024 ** 3)} GB vrij.`),
  );
  return findings;
}

function settingsCheck({ LEERSPOOR_PEILDATUM, HOST, LEERSPOOR_ADRES }: Settings): Finding {
  if (LEERSPOOR_PEILDATUM) {
    const what = `LEERSPOOR_PEILDATUM zet vandaag vast op ${LEERSPOOR_PEILDATUM}.`;
    return mind('instellingen', what, 'Haal de instelling weg, behalve bij een demonstratie of test.');
  }
  const open = HOST === '0.0.0.0' || HOST === '::';
  if (open && !LEERSPOOR_ADRES?.startsWith('https://')) {
    return mind(
      'instellingen',
      'Leerspoor luistert naar het netwerk zonder https-adres.',
      'Zet een proxy met https ervoor en geef het adres in LEERSPOOR_ADRES.',
    );
  }
  return good('instellingen', 'Elke instelling klopt.');
}

function rightsCheck(file: string): Finding {
  const readable = [file, `${file}.sleutel`].filter((path) => existsSync(path) && statSync(path).mode & OTHERS);
  if (readable.length === 0) return good('bestanden', 'Database en sleutel zijn alleen voor de eigen gebruiker.');
  return wrong('bestanden', `Anderen mogen bij ${readable.join(' en ')}.`, `Voer uit: chmod 600 ${readable.join(' ')}`);
}
