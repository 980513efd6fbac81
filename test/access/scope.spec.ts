import { dossierScope, seesNothing } from '../../src/access/scope';
import type { Role } from '../../src/access/roles';
import { readRoles } from '../../src/access/roles';
import type { Visitor } from '../../src/access/visitor';
import { asDay } from '../../src/law/day';

const TODAY = asDay('2026-03-25');
const municipalitiesOf = (region: string) => (region === '01' ? ['0037', '0047'] : region === '02' ? ['1979'] : []);

function visitor(roles: Role[], change: Partial<Visitor> = {}): Visitor {
  return {
    ...{ employee: 'm', name: 'M', roles, boa: false, from: null, until: null },
    ...{ municipalities: ['0037'], regions: ['01'], schools: ['99VA'] },
    ...change,
  };
}

const day = (text: string | null) => (text === null ? null : asDay(text));
const scopeOf = (who: Visitor) => dossierScope(who, TODAY, municipalitiesOf);

describe('which dossiers someone may see', () => {
  it('a leerplichtambtenaar: leerplicht in the own municipalities, and nothing of the Doorstroompunt', () => {
    const scope = scopeOf(visitor(['leerplichtambtenaar']));
    expect(scope.leerplicht).toEqual(['0037']);
    expect(scope.doorstroompunt).toEqual([]);
    expect(scope.why).toEqual(['Als leerplichtambtenaar ziet u leerplichtdossiers van inwoners van uw gemeenten.']);
  });

  it('a leerplichtambtenaar without a municipality: nothing, whatever the region', () => {
    const scope = scopeOf(visitor(['leerplichtambtenaar'], { municipalities: [] }));
    expect(seesNothing(scope)).toBe(true);
    expect(scope.why[0]).toContain('geen gemeente');
  });

  it('a trajectbegeleider: the Doorstroompunt in the municipalities of the own regions, and no leerplicht', () => {
    const scope = scopeOf(visitor(['rmc-trajectbegeleider'], { regions: ['01', '02'] }));
    expect(scope.doorstroompunt).toEqual(['0037', '0047', '1979']);
    expect(scope.leerplicht).toEqual([]);
  });

  it('a trajectbegeleider without a region, or with one that does not exist: nothing, whatever the municipality', () => {
    for (const regions of [[], ['77']]) {
      const scope = scopeOf(visitor(['rmc-trajectbegeleider'], { regions }));
      expect(seesNothing(scope)).toBe(true);
      expect(scope.why[0]).toContain('geen regio');
    }
  });

  it.each<Role>(['rmc-coordinator', 'schoolmedewerker', 'functioneel-beheerder', 'privacy-officer'])(
    'a %s: no dossiers, whatever the areas',
    (role) => {
      const scope = scopeOf(visitor([role]));
      expect(seesNothing(scope)).toBe(true);
      expect(scope.why).toEqual([expect.stringContaining('Uw rol geeft geen toegang tot dossiers.')]);
    },
  );

  it('someone without a role: nothing', () => {
    expect(seesNothing(scopeOf(visitor([])))).toBe(true);
  });

  it('two roles: both, each in its own area', () => {
    const scope = scopeOf(visitor(['leerplichtambtenaar', 'rmc-trajectbegeleider'], { regions: ['02'] }));
    expect(scope).toMatchObject({ leerplicht: ['0037'], doorstroompunt: ['1979'] });
    expect(scope.why).toHaveLength(2);
  });

  it('in service from the first to the last day, and not a day more', () => {
    const at = (from: string | null, until: string | null) =>
      !seesNothing(scopeOf(visitor(['leerplichtambtenaar'], { from: day(from), until: day(until) })));
    expect(at('2026-03-25', null)).toBe(true);
    expect(at('2026-03-26', null)).toBe(false);
    expect(at(null, '2026-03-25')).toBe(true);
    expect(at(null, '2026-03-24')).toBe(false);
  });
});

describe('roles as stored', () => {
  it('are read with blanks, and what is no role gives no right', () => {
    expect(readRoles('leerplichtambtenaar, privacy-officer')).toEqual(['leerplichtambtenaar', 'privacy-officer']);
    expect(readRoles('leerplichtambtenaar2,beheerder,')).toEqual([]);
  });
});
