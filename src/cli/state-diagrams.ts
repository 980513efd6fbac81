import { DOSSIER } from '../cases/dossier/states';
import { ITEM_FORMS } from '../cases/items/forms';
import { LEAVE } from '../cases/leave/states';
import { HANDOVER } from '../cases/handover/states';
import { MEETING } from '../cases/meeting/states';
import { MELDING } from '../cases/meldingen/states';
import { WARM_HANDOVER } from '../cases/warm/states';
import { type Drawable, stateDiagram } from '../platform/states';
import { TRAJECTORY_STATES, TRAJECTORY_TRANSITIONS, isEnded } from '../trajectories/states';

const TRAJECTORY: Drawable = {
  states: Object.fromEntries(TRAJECTORY_STATES.map((state) => [state, state.replaceAll('_', ' ')])),
  begin: [TRAJECTORY_STATES[0]],
  ends: TRAJECTORY_STATES.filter(isEnded),
  steps: Object.fromEntries(
    Object.entries(TRAJECTORY_TRANSITIONS).flatMap(([from, guards]) =>
      Object.keys(guards).map((to) => [
        `${from}-${to}`,
        { from: [from], to, words: `naar ${to.replaceAll('_', ' ')}` },
      ]),
    ),
  ),
};

/** Everything with states, by the heading it has in the README. */
const DRAWN: Record<string, Drawable> = {
  Dossier: DOSSIER,
  Melding: MELDING,
  ...Object.fromEntries(
    Object.entries(ITEM_FORMS)
      .filter(([, { machine }]) => Object.keys(machine.states).length > 2)
      .map(([kind, { machine }]) => [`${kind[0]!.toUpperCase()}${kind.slice(1)}`, machine]),
  ),
  'Verlof en vrijstelling': LEAVE,
  'Traject (Doorstroompunt)': TRAJECTORY,
  Leerlingoverleg: MEETING,
  Overdracht: HANDOVER,
  'Warme overdracht bij 18 jaar': WARM_HANDOVER,
};

export const BEGIN_MARK = '<!-- toestanden: gemaakt door npm run toestanden -->';
export const END_MARK = '<!-- einde toestanden -->';

/** The part of the README between the marks: a diagram for each state literal, made from the literal itself. */
export function stateDiagrams(): string {
  const parts = Object.entries(DRAWN).map(
    ([heading, drawable]) =>
      `<details><summary>${heading}</summary>\n\n\`\`\`mermaid\n${stateDiagram(drawable)}\n\`\`\`\n\n</details>`,
  );
  return `${BEGIN_MARK}\n\n${parts.join('\n\n')}\n\n${END_MARK}`;
}

/** The text with that part made anew. Throws where the marks are missing. */
export function withStateDiagrams(text: string): string {
  const [begin, end] = [text.indexOf(BEGIN_MARK), text.indexOf(END_MARK)];
  if (begin < 0 || end < begin) throw new Error(`De README mist "${BEGIN_MARK}" of "${END_MARK}".`);
  return text.slice(0, begin) + stateDiagrams() + text.slice(end + END_MARK.length);
}
