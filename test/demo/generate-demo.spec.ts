import { asDay, toNumber, weekdayOf } from '../../src/law/day';
import { ABSENCE_KINDS, DIPLOMA_KINDS, EDUCATION_KINDS, EXEMPTION_ARTICLES, WEEKDAYS } from '../../src/law/facts';
import { TeachingCalendar } from '../../src/law/teaching-weeks';
import { demoDay, demoLogins } from '../../src/cli/demo/generate-demo';
import { findHolidayRegion, findMunicipality, findRegion, holidaysOf } from '../../src/registry/facts';
import { cell, type Delivered, makeDemo, type Row, rowsOf } from './demo-files';

/** Contract section 1, in our own order. */
const COLUMNS: Record<string, string> = {
  scholen: 'brin;vestiging;naam;gemeentecode;vakantieregio;onderwijssoort;plaats',
  'vrije-dagen': 'brin;vestiging;begindatum;einddatum;soort;omschrijving',
  medewerkers: 'medewerker;naam;rol;boa;gemeenten;regios;scholen;fte;maximum;begindatum;einddatum;email',
  leerlingen:
    'pgn;geboortedatum;gemeentecode;achternaam;voorvoegsel;voornamen;geslacht;overlijdensdatum;vertrekdatum;vorig_pgn;gemeente_vanaf;straat;huisnummer;postcode;plaats;telefoon;email;geheim',
  contactpersonen: 'pgn;naam;relatie;gezag;straat;huisnummer;postcode;plaats;telefoon;email',
  inschrijvingen:
    'pgn;brin;vestiging;onderwijssoort;niveau;leerjaar;uitstroomprofiel;lesdagen;begindatum;einddatum;uitschrijfreden',
  diplomas: 'pgn;soort;datum',
  vrijstellingen: 'pgn;artikel;begindatum;einddatum',
  'vsv-status': 'pgn;peildatum;status',
  verzuim: 'registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag;reden',
};

const KEYS: Record<string, string[]> = {
  scholen: ['brin', 'vestiging'],
  'vrije-dagen': ['brin', 'vestiging', 'begindatum', 'soort'],
  medewerkers: ['medewerker'],
  leerlingen: ['pgn'],
  'leerlingen-wijzigingen': ['pgn'],
  contactpersonen: ['pgn', 'naam'],
  inschrijvingen: ['pgn', 'brin', 'vestiging', 'begindatum'],
  diplomas: ['pgn', 'soort', 'datum'],
  vrijstellingen: ['pgn', 'artikel', 'begindatum'],
  'vsv-status': ['pgn', 'peildatum'],
};

const ROLES = [
  'leerplichtambtenaar',
  'rmc-trajectbegeleider',
  'rmc-coordinator',
  'schoolmedewerker',
  'functioneel-beheerder',
  'privacy-officer',
];
const STATUSES = [
  'ho',
  'niet-bekostigd',
  'dji',
  'politie-defensie',
  'werkend',
  'nieuwkomer',
  'geen-vast-adres',
  'buitenland',
];

/** Written out as in domain.md section 6, apart from the one that made the numbers. */
function isBsn(pgn: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(pgn.charAt(i)), 0);
  return /^\d{9}$/.test(pgn) && sum % 11 === 0;
}

function period(row: Row): void {
  const until = cell(row, 'einddatum');
  const from = asDay(cell(row, 'begindatum'));
  if (until !== '') expect(from <= asDay(until)).toBe(true);
}

let demo: Delivered;
beforeAll(async () => {
  demo = await makeDemo();
});

describe('the files of the demonstration', () => {
  it('come in the order of import, with a second delivery of pupils at the end', () => {
    expect(demo.order).toEqual([...Object.keys(COLUMNS).map((n) => `${n}:${n}`), 'leerlingen:leerlingen-wijzigingen']);
  });

  it('have exactly the columns of the contract', () => {
    for (const [name, header] of Object.entries(COLUMNS)) expect(demo.texts[name]?.split('\n')[0]).toBe(header);
    expect(demo.texts['leerlingen-wijzigingen']?.split('\n')[0]).toBe(COLUMNS['leerlingen']);
  });

  it('hold each key once, but for absence', () => {
    for (const [name, key] of Object.entries(KEYS)) {
      const rows = rowsOf(demo, name);
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((r) => key.map((k) => cell(r, k)).join('|'))).size).toBe(rows.length);
    }
  });

  it('name only pupils, locations and municipalities that exist', () => {
    const pupils = new Set(rowsOf(demo, 'leerlingen').map((r) => cell(r, 'pgn')));
    const schools = new Set(rowsOf(demo, 'scholen').map((r) => cell(r, 'vestiging')));
    for (const name of ['contactpersonen', 'inschrijvingen', 'diplomas', 'vrijstellingen', 'vsv-status', 'verzuim']) {
      const strangers = rowsOf(demo, name).filter((r) => r['soort'] !== 'ingetrokken' && !pupils.has(cell(r, 'pgn')));
      expect(strangers).toEqual([]);
    }
    for (const name of ['inschrijvingen', 'vrije-dagen', 'verzuim']) {
      const strangers = rowsOf(demo, name).filter(
        (r) => r['soort'] !== 'ingetrokken' && !schools.has(cell(r, 'vestiging')),
      );
      expect(strangers).toEqual([]);
    }
    for (const row of [
      ...rowsOf(demo, 'scholen'),
      ...rowsOf(demo, 'leerlingen'),
      ...rowsOf(demo, 'leerlingen-wijzigingen'),
    ]) {
      expect(findMunicipality(cell(row, 'gemeentecode'))).toBeDefined();
    }
    for (const row of rowsOf(demo, 'scholen')) {
      expect(findHolidayRegion(cell(row, 'vakantieregio'))).toBeDefined();
      expect(cell(row, 'vestiging')).toMatch(new RegExp(`^${cell(row, 'brin')}\\d{2}$`));
    }
  });

  it('use only BSNs of the test range that pass the 11-proof, and onderwijsnummers that are replaced', () => {
    const numbers = rowsOf(demo, 'leerlingen').map((r) => cell(r, 'pgn'));
    const temporary = numbers.filter((pgn) => pgn.startsWith('10'));
    for (const pgn of numbers) expect(temporary.includes(pgn) || (pgn.startsWith('999') && isBsn(pgn))).toBe(true);
    expect(numbers).toHaveLength(1500);
    const replaced = rowsOf(demo, 'leerlingen-wijzigingen').filter((r) => cell(r, 'vorig_pgn') !== '');
    expect(replaced.map((r) => cell(r, 'vorig_pgn')).sort()).toEqual(temporary.sort());
    expect(temporary.length).toBeGreaterThan(0);
    for (const row of replaced) expect(isBsn(cell(row, 'pgn')) && !numbers.includes(cell(row, 'pgn'))).toBe(true);
  });

  it('take every value from its list', () => {
    const all = (name: string, column: string, list: readonly string[], empty = false): void => {
      const found = new Set(rowsOf(demo, name).map((r) => cell(r, column)));
      expect([...found].filter((v) => !list.includes(v) && !(empty && v === ''))).toEqual([]);
    };
    all('vrije-dagen', 'soort', ['vakantie', 'vrij']);
    all('inschrijvingen', 'onderwijssoort', EDUCATION_KINDS);
    all('inschrijvingen', 'niveau', ['onderbouw', 'vmbo', 'havo-vwo', '1', '2', '3', '4'], true);
    all('inschrijvingen', 'uitstroomprofiel', ['vervolgonderwijs', 'arbeidsmarkt', 'dagbesteding'], true);
    all('diplomas', 'soort', DIPLOMA_KINDS);
    all('vrijstellingen', 'artikel', EXEMPTION_ARTICLES);
    all('vsv-status', 'status', STATUSES);
    all('vsv-status', 'peildatum', ['2025-10-01']);
    all('verzuim', 'soort', ABSENCE_KINDS);
    all('verzuim', 'hele_dag', ['ja', 'nee'], true);
    all('contactpersonen', 'gezag', ['ja', 'nee']);
    const days = rowsOf(demo, 'inschrijvingen')
      .flatMap((r) => cell(r, 'lesdagen').split(','))
      .filter((d) => d !== '');
    expect(days.length).toBeGreaterThan(0);
    for (const day of days) expect(WEEKDAYS).toContain(day);
  });

  it('have periods that end no earlier than they begin', () => {
    for (const name of ['vrije-dagen', 'inschrijvingen', 'vrijstellingen']) rowsOf(demo, name).forEach(period);
  });
});

describe('the absence of the demonstration', () => {
  const records = (): Row[] => rowsOf(demo, 'verzuim').filter((r) => cell(r, 'soort') !== 'ingetrokken');

  it('falls on teaching days of the location within the school year, on every weekday', () => {
    const calendars = new Map<string, TeachingCalendar>();
    for (const school of rowsOf(demo, 'scholen')) {
      const own = rowsOf(demo, 'vrije-dagen').filter((r) => r['vestiging'] === school['vestiging']);
      const periods = own.map((r) => ({
        from: asDay(cell(r, 'begindatum')),
        until: asDay(cell(r, 'einddatum')),
        kind: cell(r, 'soort') as 'vakantie' | 'vrij',
      }));
      const regional = holidaysOf(cell(school, 'vakantieregio'));
      calendars.set(cell(school, 'vestiging'), TeachingCalendar.compile(regional, periods));
    }
    const perWeekday = [0, 0, 0, 0, 0, 0, 0];
    const misplaced = records().filter((row) => {
      const day = asDay(cell(row, 'datum'));
      const weekday = weekdayOf(toNumber(day));
      perWeekday[weekday] = (perWeekday[weekday] ?? 0) + 1;
      const inYear = day >= '2025-08-01' && day <= demoDay();
      return !inYear || calendars.get(cell(row, 'vestiging'))?.isTeachingDay(toNumber(day)) !== true;
    });
    expect(misplaced).toEqual([]);
    expect(perWeekday.slice(5)).toEqual([0, 0]);
    for (const count of perWeekday.slice(0, 5)) expect(count / records().length).toBeGreaterThan(0.15);
  });

  it('falls within an enrolment of that pupil there, on its own school days', () => {
    const enrolments = new Map<string, Row[]>();
    for (const row of rowsOf(demo, 'inschrijvingen')) {
      const key = `${row['pgn']}|${row['vestiging']}`;
      enrolments.set(key, [...(enrolments.get(key) ?? []), row]);
    }
    const outside = records().filter((r) => {
      const day = cell(r, 'datum');
      const weekday = WEEKDAYS[weekdayOf(toNumber(asDay(day)))] as string;
      return !(enrolments.get(`${r['pgn']}|${r['vestiging']}`) ?? []).some(
        (e) =>
          cell(e, 'begindatum') <= day &&
          (cell(e, 'einddatum') === '' || day <= cell(e, 'einddatum')) &&
          (cell(e, 'lesdagen') === '' || cell(e, 'lesdagen').split(',').includes(weekday)),
      );
    });
    expect(outside).toEqual([]);
  });

  it('has hours of at most 12 with two decimals', () => {
    const wrong = records().filter((row) => {
      const hours = Number(cell(row, 'uren'));
      return !/^\d{1,2}\.\d{2}$/.test(cell(row, 'uren')) || hours < 0.01 || hours > 12;
    });
    expect(wrong).toEqual([]);
  });

  it('is skewed: most pupils little, a few much; with repeats, corrections and withdrawals of known numbers', () => {
    const perPupil = new Map<string, number>();
    for (const r of records()) perPupil.set(cell(r, 'pgn'), (perPupil.get(cell(r, 'pgn')) ?? 0) + 1);
    const counts = [...perPupil.values()].sort((a, b) => b - a);
    const total = counts.reduce((a, b) => a + b, 0);
    expect(total / 1500).toBeGreaterThan(5);
    expect(total / 1500).toBeLessThan(10);
    const top = counts.slice(0, 150).reduce((a, b) => a + b, 0);
    expect(top / total).toBeGreaterThan(0.25);

    const seen = new Map<string, string>();
    let repeated = 0;
    let corrected = 0;
    let withdrawn = 0;
    for (const r of rowsOf(demo, 'verzuim')) {
      const key = `${cell(r, 'brin')}|${cell(r, 'registratienummer')}`;
      const before = seen.get(key);
      const content = JSON.stringify(r);
      if (cell(r, 'soort') === 'ingetrokken') {
        expect(before).toBeDefined();
        withdrawn++;
      } else if (before === content) repeated++;
      else if (before !== undefined) corrected++;
      seen.set(key, content);
    }
    expect(Math.min(repeated, corrected, withdrawn)).toBeGreaterThan(0);
  });
});

describe('the staff of the demonstration', () => {
  it('has areas that exist and known roles', () => {
    const brins = new Set(rowsOf(demo, 'scholen').flatMap((r) => [cell(r, 'brin'), cell(r, 'vestiging')]));
    const list = (row: Row, column: string): string[] =>
      cell(row, column)
        .split(',')
        .filter((v) => v !== '');
    for (const row of rowsOf(demo, 'medewerkers')) {
      for (const role of list(row, 'rol')) expect(ROLES).toContain(role);
      for (const code of list(row, 'gemeenten')) expect(findMunicipality(code)).toBeDefined();
      for (const code of list(row, 'regios')) expect(findRegion(code)).toBeDefined();
      for (const code of list(row, 'scholen')) expect(brins.has(code)).toBe(true);
    }
  });

  it('gives every municipality two to six leerplichtambtenaren, one of whom leaves, and some a maximum', () => {
    const officers = rowsOf(demo, 'medewerkers').filter((r) => cell(r, 'rol') === 'leerplichtambtenaar');
    const codes = new Set(rowsOf(demo, 'scholen').map((r) => cell(r, 'gemeentecode')));
    expect(codes.size).toBe(5);
    for (const code of codes) {
      const there = officers.filter((r) => cell(r, 'gemeenten') === code).length;
      expect(there >= 2 && there <= 6).toBe(true);
    }
    expect(officers.filter((r) => cell(r, 'einddatum') !== '')).toHaveLength(1);
    expect(officers.some((r) => cell(r, 'maximum') !== '')).toBe(true);
    expect(officers.some((r) => cell(r, 'fte') !== '')).toBe(true);
  });

  it('has a login per role for somebody in the file with that role, in service at the end', () => {
    expect(
      demoLogins()
        .map((l) => l.rol)
        .sort(),
    ).toEqual([...ROLES].sort());
    for (const { rol, medewerker } of demoLogins()) {
      const row = rowsOf(demo, 'medewerkers').find((r) => r['medewerker'] === medewerker);
      expect(row?.['rol']?.split(',')).toContain(rol);
      expect(row?.['einddatum']).toBe('');
    }
    expect(new Set(demoLogins().map((l) => l.gebruikersnaam)).size).toBe(ROLES.length);
  });
});

describe('the seed', () => {
  it('decides every byte', async () => {
    const small = { pupils: 200 };
    const first = await makeDemo({ ...small, seed: 42 });
    expect((await makeDemo({ ...small, seed: 42 })).texts).toEqual(first.texts);
    const other = await makeDemo({ ...small, seed: 43 });
    for (const name of Object.keys(COLUMNS)) {
      // The schools themselves are facts.
      if (name === 'scholen') expect(other.texts[name]).toBe(first.texts[name]);
      else expect(other.texts[name]).not.toBe(first.texts[name]);
    }
  });

  it('works for another school year, and refuses one without known holidays', async () => {
    const earlier = await makeDemo({ pupils: 100, schoolYear: 2024 });
    const days = rowsOf(earlier, 'verzuim')
      .map((r) => cell(r, 'datum'))
      .filter((d) => d !== '')
      .sort();
    expect((days[0] ?? '') >= '2024-08-01' && (days.at(-1) ?? '9') <= demoDay(2024)).toBe(true);
    await expect(makeDemo({ pupils: 100, schoolYear: 2030 })).rejects.toThrow('schooljaar 2030');
  });

  it('refuses more pupils than the test range has BSNs', async () => {
    await expect(makeDemo({ pupils: 100_000 })).rejects.toThrow(RangeError);
  });
});
