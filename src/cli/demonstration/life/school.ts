import type { StoredMelding } from '../../../cases/meldingen/melding-store';
import { MELDING } from '../../../cases/meldingen/states';
import type { CaseFile } from './case-file';
import type { Story } from './diary';

/** Out of a hundred meldingen: never completed by the school; later than the law asks. */
const FORGOTTEN = 0.04;
const LATE = 0.12;

/** The school's side of a dossier: for each melding it adds what only the school knows, mostly in time. */
export async function* school(file: CaseFile): Story {
  const { chance } = file;
  const known = new Set<string>();
  yield chance.between(0, 3);
  for (;;) {
    const waiting = (await file.meldingen()).filter((one) => one.completedOn === null && !known.has(one.id));
    for (const melding of waiting) {
      known.add(melding.id);
      if (MELDING.isEnd(melding.status) || chance.hit(FORGOTTEN)) continue;
      if (chance.hit(LATE)) yield chance.between(3, 9);
      await complete(file, melding);
    }
    if ((await file.dossier()).status === 'afgesloten') return;
    yield 5;
  }
}

async function complete({ hands, chance }: CaseFile, { id, location, kind, status }: StoredMelding): Promise<void> {
  const employee = await hands.actor(`SCH-${location.slice(0, 4)}`);
  // small schools have nobody with a login, and what was closed meanwhile stays as it was exchanged
  if (employee === null || MELDING.isEnd((await hands.meldingen.find(hands.database.read, id))?.status ?? status))
    return;
  const wanted = kind === 'langdurig' || chance.hit(0.75);
  await hands.completeMelding.run(employee, id, {
    vermoedelijkeReden: kind === 'luxe' ? 'vakantie' : chance.pick(REASONS),
    alleLessenGemist: kind === 'langdurig' || kind === 'luxe' ? 'ja' : 'nee',
    actieInstelling: chance.pick(ACTIONS),
    actieGemeenteGewenst: wanted ? 'ja' : 'nee',
    prioriteit: wanted ? chance.pick(['normaal', 'normaal', 'hoog', 'laag']) : '',
    toelichting: wanted ? '' : 'Wij hebben zelf afspraken gemaakt en willen die eerst een kans geven.',
    contactNaam: employee.visitor!.name,
    contactFunctie: 'Verzuimcoördinator',
    contactTelefoon: `0600${chance.between(100_000, 999_999)}`,
  });
}

const REASONS = [
  'motivatie',
  'schoolklimaat',
  'thuissituatie',
  'lichamelijk_of_psychisch',
  'werk',
  'onbekend',
] as const;
const ACTIONS = [
  'De mentor heeft met de leerling en de ouders gesproken.',
  'Besproken in het zorgteam. De leerling meldt zich elke ochtend bij de balie.',
  'Ouders zijn gebeld en er is een brief gestuurd.',
  'De ondersteuningscoördinator begeleidt de leerling.',
];
