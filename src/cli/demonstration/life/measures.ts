import { ageOn, birthday } from '../../../law/day';
import { loadFacts } from '../../../registry/pupil-facts';
import type { CaseFile } from './case-file';
import type { Story } from './diary';
import type { Ground } from './truancy';
import { WARNINGS } from './texts';

/** What is done where talking is not enough: light where possible (Methodische Aanpak Schoolverzuim). */
export async function* measures(file: CaseFile, ground: Ground): Story {
  const { chance } = file;
  const facts = (await loadFacts(file.hands.database.read, [file.pupilId])).get(file.pupilId)!;
  const age = ageOn(facts.birthDate, file.today);
  const halt = age >= 12 && age <= 17 && ground !== 'luxe' && birthday(facts.birthDate, 18) > file.in(90);
  const way = chance.weighted({
    waarschuwing: ground === 'luxe' ? 75 : 45,
    halt: halt ? 22 : 0,
    hulp: ground === 'luxe' || ground === 'te-laat' ? 0 : 22,
    raad: ground === 'langdurig' || ground === 'zorg' ? 10 : 0,
    strafrecht: ground === 'te-laat' ? 0 : ground === 'luxe' ? 12 : 5,
    aanhouden: ground === 'luxe' ? 0 : 6,
  });
  switch (way) {
    case 'waarschuwing':
      return yield* warning(file);
    case 'halt':
      return yield* referral(file, age);
    case 'hulp':
      return yield* help(file);
    case 'raad':
      return yield* council(file);
    case 'strafrecht':
      return yield* prosecution(file, ground, age);
    default:
      return yield* onHold(file);
  }
}

async function* warning(file: CaseFile): Story {
  const { chance } = file;
  const aan = chance.pick(['ouders', 'beiden']);
  const item = await file.add('waarschuwing', { aan, reden: chance.pick(WARNINGS) });
  yield chance.between(0, 2);
  await file.step(item, 'verzenden');
  yield chance.between(6, 20);
}

/** Halt sends back what does not meet its conditions: then it stays with a warning. */
async function* referral(file: CaseFile, age: number): Story {
  const { chance } = file;
  const item = await file.add('halt', {
    ...{ reden: 'Herhaald verzuim na gesprek en afspraken.', toestemmingJongere: 'ja' },
    toestemmingOuders: age < 16 ? 'ja' : 'nee',
  });
  if (item.findings.some((one) => !one.voldaan)) {
    await file.step(item, 'intrekken', { toelichting: 'Voldoet niet aan de voorwaarden van Halt.' });
    return yield* warning(file);
  }
  yield chance.between(1, 3);
  await file.step(item, 'verwijzen');
  yield chance.between(5, 12);
  await file.step(item, 'starten');
  yield chance.between(20, 45);
  if (chance.hit(0.85)) await file.step(item, 'slagen', { uitkomst: 'Leeropdracht en gesprekken zijn afgerond.' });
  else await file.step(item, 'mislukken', { toelichting: 'De jongere is twee keer niet verschenen.' });
}

async function* help(file: CaseFile): Story {
  const { chance } = file;
  const reden = 'Ouders en leerling willen hulp aannemen van het jeugdteam.';
  const route = await file.add('mas-route', { route: 'vrijwillige-hulp', reden });
  yield chance.between(1, 4);
  await file.step(route, 'starten');
  const rol = chance.pick(['jeugdhulp', 'schoolarts', 'zorgcoordinator']);
  await file.add('betrokkene', { naam: 'Dienstdoende van het jeugdteam', rol, organisatie: 'Jeugdteam' });
  yield chance.between(18, 40);
  if (chance.hit(0.85)) await file.step(route, 'afronden', { toelichting: 'Er is hulp en het verzuim is gestopt.' });
  else await file.step(route, 'verlaten', { toelichting: 'Ouders trekken hun medewerking in.' });
}

async function* council(file: CaseFile): Story {
  const { chance } = file;
  const item = await file.add('raad', { reden: 'Zorgen over de ontwikkeling; hulp in vrijwillig kader lukt niet.' });
  yield chance.between(1, 4);
  await file.step(item, 'verzoeken');
  yield chance.between(10, 20);
  await file.step(item, 'onderzoeken');
  yield chance.between(35, 60);
  await file.step(item, 'advies', { advies: 'Begeleiding door het jeugdteam, met afspraken over school.' });
}

/** A hearing, a proces-verbaal, and months later what came of it. */
async function* prosecution(file: CaseFile, ground: Ground, age: number): Story {
  const { chance } = file;
  const pupil = age >= 12 && ground !== 'luxe' && chance.hit(0.6);
  const days = chance.between(5, 9);
  const met = pupil ? 'leerling' : 'ouders';
  const hearing = await file.plan({ soort: 'hoorgesprek', met, onderwerp: 'Verhoor over het verzuim' }, days);
  yield days;
  await file.step(hearing, 'houden', { verslag: 'De cautie is gegeven. De verklaring is voorgelezen en ondertekend.' });
  const item = await file.add('proces-verbaal', {
    ...{ grond: ground === 'luxe' ? 'luxe' : 'relatief', verdachte: pupil ? 'jongere' : 'ouders' },
    reden: 'Het verzuim gaat door ondanks gesprekken en een waarschuwing.',
  });
  yield chance.between(4, 12);
  const toelichting = 'Afgestemd met de officier van justitie op het zorg- en veiligheidsoverleg.';
  const nummer = `PL${chance.between(1000, 9999)}-${file.today.slice(0, 4)}`;
  await file.step(item, 'opmaken', { nummer, toelichting });
  yield chance.between(1, 6);
  await file.step(item, 'inzenden', { toelichting });
  yield chance.between(45, 90);
  if (chance.hit(0.2)) await file.step(item, 'seponeren', { toelichting: 'De jongere gaat weer naar school.' });
  else {
    await file.step(item, 'uitspraak', {
      ...{ soortSanctie: 'geldboete', boete: chance.pick(['100', '150', '300']), uitspraakOp: file.in(-2) },
      ...{ uitspraak: 'Boete, waarvan de helft voorwaardelijk.', proeftijd: '24' },
    });
  }
}

async function* onHold(file: CaseFile): Story {
  const { chance } = file;
  const reden = chance.pick([
    'De leerling is opgenomen; na ontslag verder.',
    'De school onderzoekt eerst zelf wat er speelt.',
  ]);
  await file.hold(reden, chance.between(21, 45));
  yield chance.between(14, 32);
  await file.resume();
}
