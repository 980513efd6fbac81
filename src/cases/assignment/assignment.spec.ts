import fc from 'fast-check';
import { asDay, type Day } from '../../law/day';
import { type AssignmentRequest, type Candidate, decide } from './assignment';

const today = asDay('2026-03-10');

function candidate(employee: string, more: Partial<Candidate> = {}): Candidate {
  const base = {
    employee,
    name: `N. ${employee}`,
    from: null,
    until: null,
    fte: 100,
    maximum: null,
    schools: [],
    open: 0,
  };
  return { ...base, ...more };
}

function request(more: Partial<AssignmentRequest> = {}): AssignmentRequest {
  return { role: 'leerplichtambtenaar', area: 'gemeente Emmen', location: '01AB00', today, current: null, ...more };
}

describe('who gets a dossier', () => {
  it('stays with the one who has it, whatever the load, maximum or fte', () => {
    const current = { employee: 'b', name: 'N. b', from: null, until: null, allowed: true };
    const decision = decide(request({ current }), [candidate('a'), candidate('b', { fte: 0, maximum: 1, open: 9 })]);
    expect(decision).toMatchObject({ employee: 'b', stays: true });
  });

  it.each<[string, Day | null, Day | null, boolean, boolean]>([
    ['the last day of service', null, today, true, true],
    ['the day after it', null, asDay('2026-03-09'), true, false],
    ['the first day of service', today, null, true, true],
    ['the day before it', asDay('2026-03-11'), null, true, false],
    ['an area that no longer fits', null, null, false, false],
  ])('on %s', (_, from, until, allowed, stays) => {
    const current = { employee: 'b', name: 'N. b', from, until, allowed };
    const candidates = [candidate('a'), ...(allowed ? [candidate('b', { from, until })] : [])];
    expect(decide(request({ current }), candidates)).toMatchObject({ employee: stays ? 'b' : 'a', stays });
  });

  it('passes over who is at the maximum, and takes who is one below it', () => {
    const full = candidate('a', { maximum: 3, open: 3 });
    expect(decide(request(), [full, candidate('b', { open: 9 })]).employee).toBe('b');
    expect(decide(request(), [{ ...full, open: 2 }, candidate('b', { open: 9 })]).employee).toBe('a');
  });

  it('prefers who has the school, as a location or as a whole brin, however loaded', () => {
    const idle = candidate('a');
    for (const schools of [['01AB00'], ['01AB']]) {
      expect(decide(request(), [idle, candidate('b', { schools, open: 40 })]).employee).toBe('b');
    }
    expect(decide(request(), [idle, candidate('b', { schools: ['01AB01'], open: 40 })]).employee).toBe('a');
    expect(decide(request({ location: null }), [idle, candidate('b', { schools: ['01AB'], open: 1 })]).employee).toBe(
      'a',
    );
  });

  it('counts open dossiers per fte without fractions, and settles a tie by the lowest id as text', () => {
    expect(decide(request(), [candidate('a', { open: 5 }), candidate('b', { open: 2, fte: 50 })]).employee).toBe('b');
    expect(
      decide(request(), [candidate('b', { open: 1, fte: 33 }), candidate('a', { open: 3, fte: 99 })]).employee,
    ).toBe('a');
    expect(decide(request(), [candidate('9'), candidate('10')]).employee).toBe('10');
  });

  it('waits in the verdeelbak with a reason for each candidate', () => {
    const decision = decide(request(), [
      candidate('a', { maximum: 1, open: 1 }),
      candidate('b', { fte: 0 }),
      candidate('c', { until: asDay('2026-01-31') }),
    ]);
    expect(decision.employee).toBeNull();
    expect(decision.steps.kandidaten.map((one) => one.uitkomst)).toEqual(['afgevallen', 'afgevallen', 'afgevallen']);
    expect(decision.reason).toContain('N. a heeft het maximum van 1 open dossiers bereikt');
    expect(decision.reason).toContain('N. b heeft 0 fte voor dossiers');
    expect(decision.reason).toContain('N. c is niet meer in dienst');
    expect(decide(request(), []).reason).toBe('niemand met de rol leerplichtambtenaar heeft gemeente Emmen');
  });

  it('agrees with a naive reading of the contract on any staff', () => {
    const days = fc.option(fc.constantFrom(asDay('2026-03-09'), today, asDay('2026-03-11')), { nil: null });
    const person = fc.record({
      ...{ from: days, until: days, fte: fc.constantFrom(0, 40, 80, 100), open: fc.nat(4) },
      maximum: fc.option(fc.nat(4), { nil: null }),
      schools: fc.constantFrom<string[]>([], ['01AB'], ['01AB00'], ['01AB01']),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (people) => {
        const staff = people.map((one, i) => candidate(String(i), one));
        const fit = staff.filter(
          (one) =>
            (one.from ?? '0') <= today &&
            today <= (one.until ?? '9') &&
            one.fte > 0 &&
            (one.maximum === null || one.open < one.maximum),
        );
        const own = fit.filter((one) => one.schools.some((school) => '01AB00'.startsWith(school)));
        const sorted = (own.length ? own : fit).sort(
          (a, b) => a.open / a.fte - b.open / b.fte || (a.employee < b.employee ? -1 : 1),
        );
        const decision = decide(request(), staff);
        expect(decision.employee).toBe(sorted[0]?.employee ?? null);
        expect(decision.steps.kandidaten).toHaveLength(staff.length);
      }),
    );
  });
});
