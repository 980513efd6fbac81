import type { CaseFile } from './case-file';
import type { Story } from './diary';
import { Trajectory } from './trajectory';

/** Out of a hundred: waits for somebody with time; cannot be found; needs nothing; has stopped answering. */
const WAITS = 0.08;
const NOT_FOUND = 0.1;
const NEEDS_NOTHING = 0.2;
const FALLS_SILENT = 0.06;

/**
 * How a dossier of the Doorstroompunt goes: approached, an intake, a plan, contact, an outcome. `busy`: at the start of
 * the year there are many at once.
 */
export async function* guidance(file: CaseFile, busy: boolean): Story {
  const { chance } = file;
  if (chance.hit(WAITS)) return;
  yield busy ? chance.between(2, 60) : chance.between(0, 6);
  while (!(await file.pickUp())) yield 3;
  const trajectory = await Trajectory.of(file);
  if (trajectory === null) return;
  const found = !chance.hit(NOT_FOUND);
  for (let attempt = chance.between(0, 2); attempt > 0 || !found; attempt--) {
    await trajectory.contact(chance.pick(['telefoon', 'bericht', 'brief']), false, 'Geen antwoord gekregen.');
    yield chance.between(3, 10);
    if (attempt <= -2) return yield* notStarted(file, trajectory, 'Na vijf pogingen niet bereikt.');
  }
  await trajectory.contact(
    chance.pick(['telefoon', 'huisbezoek', 'gesprek']),
    true,
    'Kennisgemaakt en uitgelegd wat het Doorstroompunt doet.',
  );
  if (chance.hit(NEEDS_NOTHING)) {
    const reden = chance.pick([
      'Heeft werk en wil nu geen begeleiding.',
      'Start zelf met een opleiding.',
      'Wil geen begeleiding.',
    ]);
    return yield* notStarted(file, trajectory, reden);
  }
  yield chance.between(3, 18);
  await trajectory.step('intake');
  if (chance.hit(0.5)) await trajectory.askSchool();
  if (chance.hit(FALLS_SILENT)) return;
  yield chance.between(2, 10);
  await trajectory.plan();
  await trajectory.step('lopend');
  if (chance.hit(0.3)) await trajectory.partner();
  if (chance.hit(0.25)) yield* appointment(file);
  for (let talks = chance.between(2, 6); talks > 0; talks--) {
    yield chance.between(10, 19);
    const reached = chance.hit(0.85);
    await trajectory.contact(
      chance.pick(['gesprek', 'telefoon', 'bericht']),
      reached,
      reached ? chance.pick(PROGRESS) : null,
    );
    if (chance.hit(0.3)) await trajectory.finishStep();
  }
  yield chance.between(5, 15);
  await trajectory.end();
  yield chance.between(0, 3);
  await file.close('anders', 'beeindigd_overig', 'geen_actie_meer', 'Traject afgerond.');
}

async function* notStarted(file: CaseFile, trajectory: Trajectory, reason: string): Story {
  await trajectory.step('niet_gestart', reason);
  yield 1;
  await file.close('anders', 'beeindigd_overig', 'geen_actie_meer', reason);
}

async function* appointment(file: CaseFile): Story {
  const days = file.chance.between(4, 10);
  const item = await file.plan({ soort: 'gesprek', met: 'leerling', onderwerp: 'Voortgang van het plan' }, days);
  yield days;
  await file.step(item, 'houden', { verslag: file.chance.pick(PROGRESS) });
}

const PROGRESS = [
  'Het gaat de goede kant op. Meegekeken met de aanmelding voor een opleiding.',
  'Heeft een gesprek gehad bij een werkgever en wacht op antwoord.',
  'Deze maand weinig gelukt. Samen het plan kleiner gemaakt.',
  'Schuldhulp is gestart. Er is meer rust om aan een opleiding te denken.',
];
