/** Who may take a step: the school, the municipality (or the Doorstroompunt), or Leerspoor itself. */
export type StepOwner = 'school' | 'gemeente' | 'leerspoor';

/** One step: from which states, to which, by whom, and what must be said with it. */
export interface Step<S extends string> {
  from: readonly S[];
  to: S;
  by: readonly StepOwner[];
  /** Dutch, in the imperative: what the button says */
  words: string;
  /** fields that must be given with it, by their name outside */
  needs?: readonly string[];
}

/** Everything that can be in a state: where it begins, where it may end, and the steps between. */
export interface StateLiteral<S extends string, V extends string> {
  name: string;
  /** Dutch name of each state */
  states: Readonly<Record<S, string>>;
  begin: readonly S[];
  ends: readonly S[];
  steps: Readonly<Record<V, Step<S>>>;
}

/** A checked literal. */
export interface StateMachine<S extends string = string, V extends string = string> extends StateLiteral<S, V> {
  /** The step where it may be taken from this state by this owner; else null. */
  step(verb: string, from: string, by: StepOwner): (Step<S> & { verb: V }) | null;
  /** The verbs that this owner may use from a state, in the order of the literal. */
  possible(from: string, by: StepOwner): V[];
  isState(text: string): text is S;
  isEnd(state: string): boolean;
}

/**
 * Checks a literal and makes it a machine. Called when the module loads, so that the program does not start with a
 * state that nobody knows, that cannot be reached, or from which there is no way on though it is no end.
 */
export function defineStates<S extends string, V extends string>(literal: StateLiteral<S, V>): StateMachine<S, V> {
  const faults = findFaults(literal);
  if (faults.length > 0) throw new Error(`De toestanden van ${literal.name} kloppen niet: ${faults.join('; ')}.`);
  const verbs = Object.keys(literal.steps) as V[];
  const machine: StateMachine<S, V> = {
    ...literal,
    step(verb, from, by) {
      const known = verbs.find((one) => one === verb);
      if (known === undefined) return null;
      const step = literal.steps[known];
      return step.from.some((one) => one === from) && step.by.includes(by) ? { ...step, verb: known } : null;
    },
    possible: (from, by) => verbs.filter((verb) => machine.step(verb, from, by) !== null),
    isState: (text): text is S => Object.hasOwn(literal.states, text),
    isEnd: (state) => literal.ends.some((one) => one === state),
  };
  return machine;
}

/** In Dutch, what is wrong with a literal; empty where nothing is. */
export function findFaults(literal: StateLiteral<string, string>): string[] {
  const faults: string[] = [];
  const known = new Set(Object.keys(literal.states));
  const steps = Object.entries(literal.steps);
  const check = (state: string, place: string) => {
    if (!known.has(state)) faults.push(`${place} noemt de onbekende toestand ${state}`);
  };
  for (const state of literal.begin) check(state, 'begin');
  for (const state of literal.ends) check(state, 'einde');
  for (const [verb, step] of steps) {
    for (const state of [...step.from, step.to]) check(state, verb);
    if (step.from.length === 0) faults.push(`${verb} begint nergens`);
    if (step.by.length === 0) faults.push(`${verb} is van niemand`);
  }
  const reached = new Set(literal.begin);
  for (let size = -1; size < reached.size;) {
    size = reached.size;
    for (const [, step] of steps) if (step.from.some((state) => reached.has(state))) reached.add(step.to);
  }
  for (const state of known) {
    if (!reached.has(state)) faults.push(`${state} is onbereikbaar`);
    const goesOn = steps.some(([, step]) => step.from.includes(state));
    if (!goesOn && !literal.ends.includes(state)) faults.push(`${state} is geen einde en gaat nergens heen`);
  }
  return faults;
}

/** What a diagram needs to know; a literal is one of these. */
export interface Drawable {
  states: Readonly<Record<string, string>>;
  begin: readonly string[];
  ends: readonly string[];
  steps: Readonly<Record<string, { from: readonly string[]; to: string; words: string; by?: readonly StepOwner[] }>>;
}

/** The states as a mermaid diagram, for the documentation. */
export function stateDiagram({ states, begin, ends, steps }: Drawable): string {
  const lines = ['stateDiagram-v2'];
  for (const [state, name] of Object.entries(states)) lines.push(`  ${idOf(state)}: ${name}`);
  for (const state of begin) lines.push(`  [*] --> ${idOf(state)}`);
  for (const { from, to, words, by = [] } of Object.values(steps)) {
    const owners = by.length > 0 ? ` (${by.join(', ')})` : '';
    for (const state of from) lines.push(`  ${idOf(state)} --> ${idOf(to)}: ${words}${owners}`);
  }
  for (const state of ends) lines.push(`  ${idOf(state)} --> [*]`);
  return lines.join('\n');
}

/** mermaid reads a hyphen in an id as part of an arrow */
function idOf(state: string): string {
  return state.replaceAll('-', '_');
}
