import { defineStates, findFaults, stateDiagram, type StateLiteral } from './states';

const DOOR: StateLiteral<string, string> = {
  name: 'deur',
  states: { dicht: 'Dicht', open: 'Open', 'op-slot': 'Op slot' },
  begin: ['dicht'],
  ends: ['op-slot'],
  steps: {
    openen: { from: ['dicht'], to: 'open', by: ['school'], words: 'Openen' },
    sluiten: { from: ['open'], to: 'dicht', by: ['school', 'gemeente'], words: 'Sluiten' },
    afsluiten: { from: ['dicht'], to: 'op-slot', by: ['gemeente'], words: 'Afsluiten' },
  },
};

describe('a literal of states', () => {
  it('is taken where everything in it can be reached and ends where it may', () => {
    expect(findFaults(DOOR)).toEqual([]);
    expect(() => defineStates(DOOR)).not.toThrow();
  });

  it.each<[string, Partial<StateLiteral<string, string>>, string]>([
    [
      'an unknown target',
      { steps: { ...DOOR.steps, x: { from: ['open'], to: 'weg', by: ['school'], words: 'X' } } },
      'x noemt de onbekende toestand weg',
    ],
    [
      'an unknown source',
      { steps: { ...DOOR.steps, x: { from: ['weg'], to: 'open', by: ['school'], words: 'X' } } },
      'x noemt de onbekende toestand weg',
    ],
    ['an unknown begin', { begin: ['weg'] }, 'begin noemt de onbekende toestand weg'],
    ['an unknown end', { ends: ['op-slot', 'weg'] }, 'einde noemt de onbekende toestand weg'],
    [
      'a state out of reach',
      { states: { ...DOOR.states, kwijt: 'Kwijt' }, ends: ['op-slot', 'kwijt'] },
      'kwijt is onbereikbaar',
    ],
    ['a way that ends where it may not', { ends: [] }, 'op-slot is geen einde en gaat nergens heen'],
    [
      'a step of nobody',
      { steps: { ...DOOR.steps, x: { from: ['open'], to: 'dicht', by: [], words: 'X' } } },
      'x is van niemand',
    ],
    [
      'a step from nowhere',
      { steps: { ...DOOR.steps, x: { from: [], to: 'dicht', by: ['school'], words: 'X' } } },
      'x begint nergens',
    ],
  ])('is refused with %s, so that the program does not start', (_, change, fault) => {
    expect(findFaults({ ...DOOR, ...change })).toContain(fault);
    expect(() => defineStates({ ...DOOR, ...change })).toThrow(fault);
  });

  it('gives a step only from its states and to its owners', () => {
    const door = defineStates(DOOR);
    expect(door.step('openen', 'dicht', 'school')).toMatchObject({ verb: 'openen', to: 'open' });
    expect(door.step('openen', 'dicht', 'gemeente')).toBeNull();
    expect(door.step('openen', 'open', 'school')).toBeNull();
    expect(door.step('toString', 'open', 'school')).toBeNull();
    expect(door.possible('dicht', 'school')).toEqual(['openen']);
    expect(door.possible('dicht', 'gemeente')).toEqual(['afsluiten']);
    expect(door.possible('op-slot', 'gemeente')).toEqual([]);
    expect([door.isState('open'), door.isState('weg'), door.isState('toString')]).toEqual([true, false, false]);
  });

  it('is drawn with every state, step and owner', () => {
    expect(stateDiagram(DOOR).split('\n')).toEqual([
      ...['stateDiagram-v2', '  dicht: Dicht', '  open: Open', '  op_slot: Op slot', '  [*] --> dicht'],
      ...['  dicht --> open: Openen (school)', '  open --> dicht: Sluiten (school, gemeente)'],
      ...['  dicht --> op_slot: Afsluiten (gemeente)', '  op_slot --> [*]'],
    ]);
  });
});
