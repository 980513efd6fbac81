/** The invented staff: their numbers never change, so that the logins of the demonstration are known beforehand. */
import { numberOf } from '../../law/day';
import { exampleEmail, fullName, NamePools, plainName } from './names';
import type { Chance } from './random';
import type { DemoRegion, DemoSchool } from './region';

export interface DemoStaff {
  id: string;
  roles: readonly string[];
  name: string;
  email: string;
  boa: boolean;
  municipalities: readonly string[];
  regions: readonly string[];
  schools: readonly string[];
  /** text as in the file: empty is 1 */
  fte: string;
  maximum: number | null;
  from: number | null;
  until: number | null;
}

/** A login to hand out; `rol` as in the file, `medewerker` as in the file. */
export interface DemoLogin {
  rol: string;
  gebruikersnaam: string;
  medewerker: string;
}

type Extra = Partial<Omit<DemoStaff, 'id' | 'roles' | 'name' | 'email'>>;

/** How many leerplichtambtenaren each municipality has. */
const OFFICERS: Readonly<Record<string, number>> = { '0037': 4, '0047': 3, '0765': 2, '1895': 5, '1950': 3 };
const TRAJECT_COUNT = 7;
/** Open dossiers per pupil of the region that both officers of the smallest municipality may have: too few on purpose. */
const TIGHT_MAXIMUM = 0.001;
const SMALLEST = '0765';
const SCHOOL_LOGIN = '99VA';

const LOGINS: readonly DemoLogin[] = [
  { rol: 'leerplichtambtenaar', gebruikersnaam: 'leerplicht', medewerker: 'LPA-1895-1' },
  { rol: 'rmc-trajectbegeleider', gebruikersnaam: 'traject', medewerker: 'RMC-01' },
  { rol: 'rmc-coordinator', gebruikersnaam: 'coordinator', medewerker: 'COO-01' },
  { rol: 'schoolmedewerker', gebruikersnaam: 'school', medewerker: `SCH-${SCHOOL_LOGIN}` },
  { rol: 'functioneel-beheerder', gebruikersnaam: 'beheer', medewerker: 'FB-01' },
  { rol: 'privacy-officer', gebruikersnaam: 'privacy', medewerker: 'PO-01' },
];

/** One login per role, each for somebody who is in the file of medewerkers whatever the seed. */
export function demoLogins(): DemoLogin[] {
  return LOGINS.map((login) => ({ ...login }));
}

export class Staff {
  constructor(
    private readonly chance: Chance,
    private readonly names: NamePools,
    private readonly region: DemoRegion,
    private readonly schoolYear: number,
  ) {}

  /** `pupils`: how many there are, to set a maximum that is believable and too low. */
  make(pupils: number): DemoStaff[] {
    const tight = Math.max(2, Math.round(pupils * TIGHT_MAXIMUM));
    return [...this.officers(tight), ...this.trajectory(), ...this.office(), ...this.schoolStaff()];
  }

  private officers(tight: number): DemoStaff[] {
    const leaves = numberOf(this.schoolYear + 1, 2, 28);
    return this.region.municipalities.flatMap(({ code, name }) => {
      const domain = `gemeente-${name.toLowerCase()}`;
      const boas = Array.from({ length: OFFICERS[code] ?? 2 }, (_, i) => {
        const extra: Extra = { boa: true, municipalities: [code], fte: ['', '0.8', '', '0.6', '0.9'][i] };
        if (code === SMALLEST) extra.maximum = tight + i * 2;
        return this.one(`LPA-${code}-${i + 1}`, ['leerplichtambtenaar'], domain, extra);
      });
      // In the largest municipality one leaves during the year and is succeeded; another knows one school well.
      const last = boas.at(-1);
      if (code === '1895' && last !== undefined) {
        last.until = leaves;
        const extra: Extra = { boa: true, municipalities: [code], from: leaves + 1, fte: '0.9' };
        boas.push(this.one(`LPA-${code}-${boas.length + 1}`, ['leerplichtambtenaar'], domain, extra));
        Object.assign(boas[1] as DemoStaff, { schools: ['99VA01'] });
      }
      return boas;
    });
  }

  private trajectory(): DemoStaff[] {
    return Array.from({ length: TRAJECT_COUNT }, (_, i) => {
      const extra: Extra = { regions: [this.region.code], fte: ['', '0.8', '', '0.6', '0.9', '', '0.5'][i] };
      if (i === 1) extra.schools = ['99MB'];
      if (i === 4) extra.maximum = 60;
      const id = `RMC-0${i + 1}`;
      // The smallest municipality shares one person for both tasks.
      if (i !== 6) return this.one(id, ['rmc-trajectbegeleider'], 'doorstroompunt', extra);
      return this.one(id, ['rmc-trajectbegeleider', 'leerplichtambtenaar'], 'doorstroompunt', {
        ...extra,
        municipalities: [SMALLEST],
        maximum: 20,
      });
    });
  }

  private office(): DemoStaff[] {
    const area: Extra = { regions: [this.region.code], municipalities: this.region.municipalities.map((m) => m.code) };
    return [
      this.one('COO-01', ['rmc-coordinator'], 'doorstroompunt', area),
      this.one('FB-01', ['functioneel-beheerder'], 'doorstroompunt', area),
      this.one('PO-01', ['privacy-officer'], 'doorstroompunt', area),
    ];
  }

  /** One for each school after primary school, and for every eighth primary school. */
  private schoolStaff(): DemoStaff[] {
    const brins = (list: readonly DemoSchool[]): string[] => [...new Set(list.map((s) => s.brin))];
    const primary = brins(this.region.schools.filter((s) => s.education === 'po')).filter((_, i) => i % 8 === 0);
    const later = brins(this.region.schools.filter((s) => s.education !== 'po'));
    return [...later, ...primary].map((brin) =>
      this.one(`SCH-${brin}`, ['schoolmedewerker'], `school-${brin.toLowerCase()}`, { schools: [brin] }),
    );
  }

  private one(id: string, roles: readonly string[], domain: string, extra: Extra): DemoStaff {
    const name = this.names.person(this.chance.hit(0.65) ? 'v' : 'm');
    return {
      id,
      roles,
      name: fullName(name),
      email: exampleEmail(plainName(name), domain),
      boa: false,
      municipalities: [],
      regions: [],
      schools: [],
      fte: '',
      maximum: null,
      from: null,
      until: null,
      ...extra,
    };
  }
}
