import type { CaseFile } from './case-file';
import type { Story } from './diary';
import { measures } from './measures';
import {
  AGREEMENTS,
  CONFIDENTIAL_NOTES,
  NOT_REACHED,
  NOTES,
  PARENT_CALLS,
  SCHOOL_ANSWERS,
  SCHOOL_CALLS,
  TALKS,
  TASKS,
} from './texts';

/** What the dossier is about, by its gravest signal. */
export type Ground = 'verzuim' | 'langdurig' | 'luxe' | 'te-laat' | 'absoluut' | 'zorg';

/** Out of a hundred: never looked at; taken up past the term; without any talk. */
const FORGOTTEN = 0.03;
const LATE = 0.12;
const BY_TELEPHONE = 0.35;

/** How a dossier of leerplicht goes: mostly a talk and an agreement, sometimes a measure, seldom forgotten. */
export async function* leerplicht(file: CaseFile, ground: Ground): Story {
  const { chance } = file;
  if (chance.hit(FORGOTTEN)) return;
  yield chance.hit(LATE) ? chance.between(6, 15) : chance.between(0, 4);
  while (!(await file.pickUp())) yield 3;
  switch (ground) {
    case 'te-laat':
      return yield* late(file);
    case 'luxe':
      return yield* luxury(file);
    case 'absoluut':
      return yield* withoutSchool(file);
    default:
      return yield* truancy(file, ground);
  }
}

async function* truancy(file: CaseFile, ground: Ground): Story {
  const { chance } = file;
  yield chance.between(0, 3);
  await file.contact('school', true, chance.pick(SCHOOL_CALLS));
  if (chance.hit(0.25)) await file.add('notitie', { tekst: chance.pick(NOTES) });
  const grave = ground === 'langdurig' || ground === 'zorg';
  if (!grave && chance.hit(BY_TELEPHONE)) {
    yield chance.between(1, 4);
    await file.contact('ouders', true, chance.pick(PARENT_CALLS));
  } else yield* talk(file);
  if (chance.hit(0.3)) yield* task(file);
  if (chance.hit(0.06)) {
    await file.add('notitie', { tekst: chance.pick(CONFIDENTIAL_NOTES), vertrouwelijk: 'ja' });
  }
  if (chance.hit(grave ? 0.6 : 0.3)) yield* measures(file, ground);
  else yield* agreement(file);
  await file.takeUpMore();
  yield chance.between(3, 12);
  await file.close('terug_naar_school', 'terug_naar_school', 'gezien_door_gemeente');
}

/** An invitation and the talk; who does not turn up is invited once more. */
export async function* talk(file: CaseFile): Story {
  const { chance } = file;
  const met = chance.pick(['leerling', 'ouders', 'ouders'] as const);
  const asked = { soort: chance.hit(0.12) ? 'huisbezoek' : 'gesprek', met, onderwerp: 'Verzuim' } as const;
  const days = chance.between(3, 9);
  const first = await file.plan(asked, days);
  yield days;
  if (chance.hit(0.14)) {
    await file.step(first, 'niet-verschenen');
    yield chance.between(1, 2);
    await file.contact('ouders', chance.hit(0.6), chance.pick([...NOT_REACHED, ...PARENT_CALLS]));
    const again = chance.between(3, 7);
    const second = await file.plan(asked, again);
    yield again;
    await file.step(second, 'houden', { verslag: chance.pick(TALKS) });
  } else if (chance.hit(0.06)) {
    await file.step(first, 'afzeggen', { toelichting: 'Ouders zijn ziek. Er is telefonisch contact geweest.' });
  } else await file.step(first, 'houden', { verslag: chance.pick(TALKS) });
  yield chance.between(0, 6);
  if (chance.hit(0.8)) await file.tellSchool(chance.pick(SCHOOL_ANSWERS));
}

/** Something to do, mostly done in time. */
async function* task(file: CaseFile): Story {
  const { chance } = file;
  const days = chance.between(3, 12);
  const item = await file.add('taak', { tekst: chance.pick(TASKS), tot: file.in(days) });
  yield chance.between(1, chance.hit(0.85) ? Math.max(1, Math.floor(days / 2)) : days + 6);
  await file.step(item, 'afronden');
}

async function* agreement(file: CaseFile): Story {
  const { chance } = file;
  const item = await file.add('overeenkomst', {
    ...{ met: chance.pick(['leerling', 'ouders']), tekst: chance.pick(AGREEMENTS), tot: file.in(28) },
  });
  yield chance.between(12, 26);
  if (chance.hit(0.82)) await file.step(item, 'nagekomen');
  else {
    await file.step(item, 'niet-nagekomen', { toelichting: 'De leerling was weer meerdere lessen afwezig.' });
    yield* talk(file);
    yield chance.between(8, 20);
  }
}

/** The ladder of lateness: a letter or a short talk, seldom more. */
async function* late(file: CaseFile): Story {
  const { chance } = file;
  if (chance.hit(0.5)) {
    await file.contact(
      'ouders',
      true,
      'Brief gestuurd over het te laat komen, met de afspraken van de school.',
      'brief',
    );
  } else {
    yield chance.between(1, 5);
    await file.contact('leerling', true, 'Preventief gesprek op school over op tijd komen.', 'gesprek');
  }
  yield chance.between(8, 20);
  if (chance.hit(0.12)) yield* measures(file, 'te-laat');
  await file.close('terug_naar_school', 'terug_naar_school', 'geen_actie_meer');
}

async function* luxury(file: CaseFile): Story {
  const { chance } = file;
  yield chance.between(0, 4);
  const reached = chance.hit(0.75);
  await file.contact('ouders', reached, reached ? 'Ouders erkennen dat zij zonder verlof weg waren.' : NOT_REACHED[0]!);
  yield chance.between(2, 6);
  yield* measures(file, 'luxe');
  yield chance.between(2, 8);
  await file.close('terug_naar_school', 'terug_naar_school', 'gezien_door_gemeente');
}

/** On no school: stays open until there is one again. */
async function* withoutSchool(file: CaseFile): Story {
  const { chance } = file;
  yield chance.between(0, 2);
  await file.contact('ouders', chance.hit(0.7), 'Gevraagd waarom het kind op geen school staat ingeschreven.');
  yield* talk(file);
  await file.add('taak', { tekst: 'Overleg met het samenwerkingsverband over een passende plek', tot: file.in(14) });
  for (let look = 0; look < 12; look++) {
    yield chance.between(15, 22);
    if ((await file.dossier()).forClosing !== 1) continue;
    for (const item of await file.open('taak')) await file.step(item, 'afronden');
    await file.close(
      'geen_signaal_meer',
      'terug_naar_school',
      'gezien_door_gemeente',
      'Weer ingeschreven op een school.',
    );
    return;
  }
}
