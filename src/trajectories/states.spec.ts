import { type GuardFacts, isEnded, refusal, TRAJECTORY_STATES, TRAJECTORY_TRANSITIONS } from './states';
import { asDay } from '../law/day';

const good: GuardFacts = {
  ...{ planAgreed: true, schoolToConsult: false, intakeOn: asDay('2026-09-01') },
  ...{ destination: 'voltijdopleiding', reason: 'wil niet' },
};

describe('the states of a trajectory', () => {
  it('allows exactly these steps, and no other', () => {
    const allowed = TRAJECTORY_STATES.flatMap((from) =>
      TRAJECTORY_STATES.filter((to) => refusal(from, to, good) === null).map((to) => `${from} > ${to}`),
    );
    expect(allowed).toEqual([
      ...['aangemeld > benaderd', 'aangemeld > intake', 'aangemeld > niet_gestart'],
      ...['benaderd > intake', 'benaderd > niet_gestart', 'intake > lopend', 'intake > niet_gestart'],
      'lopend > afgesloten',
    ]);
  });

  it('reaches every state from the first, and ends in two', () => {
    const reached = new Set(['aangemeld']);
    for (const state of reached) {
      for (const to of Object.keys(TRAJECTORY_TRANSITIONS[state as keyof typeof TRAJECTORY_TRANSITIONS]))
        reached.add(to);
    }
    expect([...reached].sort()).toEqual([...TRAJECTORY_STATES].sort());
    expect(TRAJECTORY_STATES.filter(isEnded)).toEqual(['afgesloten', 'niet_gestart']);
  });

  it.each<[string, Partial<GuardFacts>, Parameters<typeof refusal>[0], Parameters<typeof refusal>[1], RegExp]>([
    ['an intake', { intakeOn: null }, 'intake', 'lopend', /intake/],
    ['an agreed plan', { planAgreed: false }, 'intake', 'lopend', /trajectplan/],
    ['the talk with the school', { schoolToConsult: true }, 'intake', 'lopend', /9\.2\.5/],
    ['a destination', { destination: null }, 'lopend', 'afgesloten', /bestemming/],
    ['a reason', { reason: null }, 'aangemeld', 'niet_gestart', /reden/],
  ])('asks for %s', (_, lacking, from, to, words) => {
    expect(refusal(from, to, { ...good, ...lacking })).toMatch(words);
    expect(refusal(from, to, good)).toBeNull();
  });
});
