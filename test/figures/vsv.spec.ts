import fc from 'fast-check';
import { asDay } from '../../src/law/day';
import { PER, type Per } from '../../src/figures/figure';
import { vsvDefinition } from '../../src/figures/vsv/definition';
import { LEVELS } from '../../src/figures/vsv/levels';
import { vsvPeople } from '../../src/figures/vsv/sql';
import { type VsvFacts, vsvStep } from '../../src/figures/vsv/steps';
import { lastYear, VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { regionOf } from '../../src/registry/facts';
import { forEachEngine, freshDatabase } from '../support/database';
import { TestClock } from '../support/house';
import { naiveStep } from './naive/vsv';
import { person, storePeople } from './support/population';

const definition = vsvDefinition(2025);
const step = (facts: VsvFacts) => vsvStep(facts, 2025, definition);

/** In mbo-2 on 1 October 2025, gone before 1 October 2026. */
const gone = (more: Partial<VsvFacts> = {}): VsvFacts => ({
  birthDate: asDay('2007-05-01'),
  deathDate: null,
  departureDate: null,
  residences: [{ from: null, municipality: '0518' }],
  enrolments: [
    { location: '11AA00', education: 'mbo', level: '2', from: asDay('2024-08-01'), until: asDay('2026-02-01') },
  ],
  diplomas: [],
  exemptions: [],
  statuses: [],
  ...more,
});
const enrolled = (
  education: 'vo' | 'mbo' | 'pro' | 'po' | 'vavo',
  from: string,
  until: string | null,
  level: string | null = null,
  location = '11AA00',
) => ({
  ...{ location, education, level, from: asDay(from), until: until === null ? null : asDay(until) },
});
const status = (day: string, name: VsvFacts['statuses'][number]['status']) => ({ day: asDay(day), status: name });

describe('X = A - B - C - D, a worked example of each step and both sides of each edge', () => {
  it.each<[string, Partial<VsvFacts>, string | null]>([
    ['X: left without a startkwalificatie', {}, 'vsv'],
    [
      'A: the last day of the enrolment is 1 October',
      { enrolments: [enrolled('vo', '2024-08-01', '2025-10-01')] },
      'vsv',
    ],
    ['not in A: it ended the day before', { enrolments: [enrolled('vo', '2024-08-01', '2025-09-30')] }, null],
    ['A: it begins on 1 October', { enrolments: [enrolled('vo', '2025-10-01', '2026-01-01')] }, 'vsv'],
    ['not in A: it begins the day after', { enrolments: [enrolled('vo', '2025-10-02', '2026-01-01')] }, null],
    ['not in A: pro', { enrolments: [enrolled('pro', '2024-08-01', '2026-01-01')] }, null],
    ['not in A: vavo', { enrolments: [enrolled('vavo', '2024-08-01', '2026-01-01')] }, null],
    ['A: 22 on 2 October', { birthDate: asDay('2003-10-02') }, 'vsv'],
    ['not in A: 22 on 1 October', { birthDate: asDay('2003-10-01') }, null],
    [
      'not in A: a newcomer in vo',
      { enrolments: [enrolled('vo', '2024-08-01', '2026-01-01')], statuses: [status('2025-10-01', 'nieuwkomer')] },
      null,
    ],
    ['A: a newcomer in mbo', { statuses: [status('2025-10-01', 'nieuwkomer')] }, 'vsv'],
    ['B: died on the second 1 October', { deathDate: asDay('2026-10-01') }, 'overleden'],
    ['X: died the day after', { deathDate: asDay('2026-10-02') }, 'vsv'],
    ['B: left the country', { departureDate: asDay('2026-10-01') }, 'vertrokken'],
    ['X: left the country the day after', { departureDate: asDay('2026-10-02') }, 'vsv'],
    ['B: abroad on the first date', { statuses: [status('2025-10-01', 'buitenland')] }, 'buitenland'],
    ['B: abroad on the second date', { statuses: [status('2026-10-01', 'buitenland')] }, 'buitenland'],
    ['X: abroad a year before', { statuses: [status('2024-10-01', 'buitenland')] }, 'vsv'],
    ['B: no fixed address', { statuses: [status('2025-10-01', 'geen-vast-adres')] }, 'geen-vast-adres'],
    [
      'B: exempt on the second date',
      { exemptions: [{ article: 'ART15', from: asDay('2026-10-01'), until: null }] },
      'vrijgesteld',
    ],
    [
      'X: exempt until the day before',
      { exemptions: [{ article: 'ART5_A', from: asDay('2026-01-01'), until: asDay('2026-09-30') }] },
      'vsv',
    ],
    [
      'X: art. 5a is another article than 5 onder a',
      { exemptions: [{ article: 'ART5A', from: asDay('2026-01-01'), until: null }] },
      'vsv',
    ],
    [
      'C: still at school, in any kind',
      { enrolments: [...gone().enrolments, enrolled('vavo', '2026-08-01', null)] },
      'onderwijs',
    ],
    [
      'X: at school again the day after',
      { enrolments: [...gone().enrolments, enrolled('vavo', '2026-10-02', null)] },
      'vsv',
    ],
    [
      'X: primary school is no learning here',
      { enrolments: [...gone().enrolments, enrolled('po', '2026-08-01', null)] },
      'vsv',
    ],
    ['C: in higher education', { statuses: [status('2026-10-01', 'ho')] }, 'ho'],
    ['X: in higher education a year before', { statuses: [status('2025-10-01', 'ho')] }, 'vsv'],
    ['C: in detention', { statuses: [status('2026-10-01', 'dji')] }, 'dji'],
    [
      'D: a startkwalificatie during the year',
      { diplomas: [{ kind: 'mbo2', day: asDay('2026-09-30') }] },
      'startkwalificatie',
    ],
    ['D: long before', { diplomas: [{ kind: 'havo', day: asDay('2024-07-01') }] }, 'startkwalificatie'],
    [
      'D: late, on the second 1 October',
      { diplomas: [{ kind: 'mbo4', day: asDay('2026-10-01') }] },
      'late-startkwalificatie',
    ],
    ['D: late, on 31 December', { diplomas: [{ kind: 'mbo4', day: asDay('2026-12-31') }] }, 'late-startkwalificatie'],
    ['X: on 1 January', { diplomas: [{ kind: 'mbo4', day: asDay('2027-01-01') }] }, 'vsv'],
    ['X: vmbo is no startkwalificatie', { diplomas: [{ kind: 'vmbo', day: asDay('2025-07-01') }] }, 'vsv'],
    [
      'D: entree and at work',
      { diplomas: [{ kind: 'mbo1', day: asDay('2026-10-01') }], statuses: [status('2026-10-01', 'werkend')] },
      'entree-werkend',
    ],
    ['X: entree without work', { diplomas: [{ kind: 'mbo1', day: asDay('2026-07-01') }] }, 'vsv'],
    ['X: at work without entree', { statuses: [status('2026-10-01', 'werkend')] }, 'vsv'],
    [
      'X: entree after the date',
      { diplomas: [{ kind: 'mbo1', day: asDay('2026-10-02') }], statuses: [status('2026-10-01', 'werkend')] },
      'vsv',
    ],
    ['B before C', { deathDate: asDay('2026-01-01'), statuses: [status('2026-10-01', 'ho')] }, 'overleden'],
  ])('%s', (_name, more, reason) => {
    expect(step(gone(more))?.reason ?? null).toBe(reason);
    expect(naiveStep(gone(more))?.reason ?? null).toBe(reason);
  });

  it('counts of several enrolments the highest, then the latest, then the last location', () => {
    const [vo, mbo1] = [enrolled('vo', '2025-08-01', null, 'havo-vwo'), enrolled('mbo', '2024-08-01', null, '1')];
    expect(step(gone({ enrolments: [vo, mbo1] }))?.enrolment).toBe(mbo1);
    const later = enrolled('mbo', '2025-08-01', null, '1', '02CD00');
    expect(step(gone({ enrolments: [later, mbo1] }))?.enrolment).toBe(later);
    const other = enrolled('mbo', '2025-08-01', null, '1', '22BB01');
    expect(step(gone({ enrolments: [other, later] }))?.enrolment).toBe(other);
  });

  it('places a person where it lived on the first 1 October', () => {
    const residences = [
      { from: null, municipality: '0518' },
      { from: asDay('2025-10-01'), municipality: '0363' },
      { from: asDay('2025-10-02'), municipality: '0603' },
    ];
    expect(step(gone({ residences }))?.municipality).toBe('0363');
    expect(step(gone({ residences: [] }))?.municipality).toBeNull();
  });

  it('says so where there is no definition', () => {
    expect(() => vsvDefinition(2018)).toThrow('geen definitie');
    expect(vsvDefinition(2019).version).toBe('2019/20');
  });

  it('takes the school year whose second 1 October came last', () => {
    expect(lastYear(asDay('2026-10-01'))).toBe(2025);
    expect(lastYear(asDay('2026-09-30'))).toBe(2024);
  });
});

it('agrees with a naive reading of the text, whatever the person', () => {
  fc.assert(
    fc.property(person, (facts) => {
      const ours = step(facts);
      const naive = naiveStep(facts);
      expect(ours && [ours.reason, ours.municipality, ours.enrolment.location]).toEqual(
        naive && [naive.reason, naive.municipality, naive.location],
      );
    }),
    { numRuns: process.env['LEERSPOOR_LANG'] ? 20_000 : 2_000 },
  );
});

forEachEngine('vsv in SQL', (engine) => {
  it('gives, person by person and figure by figure, what the definition gives', async () => {
    const { database, remove } = await freshDatabase(engine);
    try {
      const rare = gone({
        diplomas: [{ kind: 'mbo1', day: asDay('2026-07-01') }],
        statuses: [status('2026-10-01', 'werkend')],
      });
      const numRuns = process.env['LEERSPOOR_LANG'] ? 20_000 : 3_000;
      const people = [rare, ...fc.sample(person, { seed: 20251001, numRuns })];
      const ids = await storePeople(database, people);
      const expected = new Map(
        people.flatMap((facts, i) => {
          const naive = naiveStep(facts);
          return naive ? [[ids[i]!, naive] as const] : [];
        }),
      );
      const rows = await database.read.all<{
        id: string;
        municipality: string | null;
        location: string;
        rank: string;
        reason: string;
      }>(`SELECT pupil_id AS "id", municipality, location, rank, reason FROM (${vsvPeople(2025, definition)}) q`);
      const found = new Map(rows.map(({ id, ...row }) => [id, row]));
      expect(found.size).toBe(expected.size);
      for (const [id, { reason, municipality, location, height }] of expected) {
        const { education, level } = LEVELS[Number(found.get(id)!.rank)]!;
        expect({ ...found.get(id), rank: `${education}/${level ?? ''}` }).toEqual({
          reason,
          municipality,
          location,
          rank: height,
        });
      }
      const reasons = new Set(rows.map(({ reason }) => reason));
      expect(reasons.size).toBe(14);
      const figures = new VsvFigures(database, new TestClock(asDay('2026-11-24')));
      for (const per of PER) {
        const question = { schoolYear: null, region: null, municipality: null, per, publication: false };
        const figure = await figures.run(question);
        expect(figure.rijen.map(({ cells }) => [cells['sleutel'], cells['deelnemers'], cells['vsv']])).toEqual(
          naiveRows([...expected.values()], per),
        );
        const all = [...expected.values()];
        const vsv = all.filter(({ reason }) => reason === 'vsv').length;
        expect(figure.totaal!.cells['vsv']).toBe(vsv);
        const regional = await figures.run({ ...question, region: '28' });
        expect(regional.totaal!.cells['startpopulatie']).toBe(
          all.filter((one) => one.municipality === '0518').length +
            all.filter((one) => one.municipality === '0603').length,
        );
      }
    } finally {
      await remove();
    }
  });
});

const NAMES: Record<string, string> = {
  ...{
    'vo/': 'vo-onbekend',
    'vo/onderbouw': 'vo-onderbouw',
    'vo/vmbo': 'vmbo-bovenbouw',
    'vo/havo-vwo': 'havo-vwo-bovenbouw',
  },
  ...{ 'mbo/': 'mbo-onbekend', 'mbo/1': 'mbo-1', 'mbo/2': 'mbo-2', 'mbo/3': 'mbo-3-4', 'mbo/4': 'mbo-3-4' },
};

function naiveRows(all: NonNullable<ReturnType<typeof naiveStep>>[], per: Per) {
  const key = (one: (typeof all)[number]): string => {
    if (per === 'school') return one.location;
    if (per === 'niveau') return NAMES[one.height]!;
    if (per === 'onderwijssoort') return one.height.split('/')[0]!;
    if (one.municipality === null) return 'onbekend';
    return per === 'gemeente' ? one.municipality : regionOf(one.municipality, asDay('2025-10-01'))!;
  };
  const keys = [...new Set(all.map(key))].sort(
    (a, b) => Number(a === 'onbekend') - Number(b === 'onbekend') || (a < b ? -1 : 1),
  );
  return keys.map((one) => {
    const own = all.filter((p) => key(p) === one);
    const counted = own.filter(
      ({ reason }) => !['overleden', 'vertrokken', 'buitenland', 'geen-vast-adres', 'vrijgesteld'].includes(reason),
    );
    return [one, counted.length, own.filter(({ reason }) => reason === 'vsv').length];
  });
}
