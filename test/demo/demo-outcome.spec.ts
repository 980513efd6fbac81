/** The law applied to the demonstration's files: every rule must raise something, in believable numbers. */
import { asDay, type Day } from '../../src/law/day';
import type {
  AbsenceKind,
  DiplomaKind,
  EducationKind,
  ExemptionArticle,
  PupilFacts,
  Rule,
  VsoProfile,
} from '../../src/law/facts';
import { RULES, WEEKDAYS } from '../../src/law/facts';
import { judgePupil } from '../../src/law/judge';
import { parseParameters } from '../../src/law/parameters';
import { RegionCalendars, type TeachingCalendar } from '../../src/law/teaching-weeks';
import { demoDay } from '../../src/cli/demo/generate-demo';
import { readConfig } from '../../src/platform/config-file';
import { municipality, regionHolidays } from '../../src/registry/facts';
import { cell, type Delivered, makeDemo, rowsOf } from './demo-files';

const PUPILS = 5000;
const orNull = (text: string): Day | null => (text === '' ? null : asDay(text));

function calendarsOf(demo: Delivered): { region: RegionCalendars; locations: Map<string, TeachingCalendar> } {
  const region = new RegionCalendars(regionHolidays());
  const locations = new Map<string, TeachingCalendar>();
  for (const school of rowsOf(demo, 'scholen')) {
    const own = rowsOf(demo, 'vrije-dagen')
      .filter((r) => r['vestiging'] === school['vestiging'])
      .map((r) => ({
        from: asDay(cell(r, 'begindatum')),
        until: asDay(cell(r, 'einddatum')),
        kind: cell(r, 'soort') as 'vakantie' | 'vrij',
      }));
    locations.set(cell(school, 'vestiging'), region.ofLocation(cell(school, 'vakantieregio'), own));
  }
  return { region, locations };
}

function pupilsOf(demo: Delivered): Map<string, PupilFacts> {
  const pupils = new Map<string, PupilFacts>();
  const of = (pgn: string): PupilFacts => {
    const found = pupils.get(pgn);
    if (found === undefined) throw new Error('onbekende leerling');
    return found;
  };
  for (const r of rowsOf(demo, 'leerlingen')) {
    const residences = [{ from: null, municipality: cell(r, 'gemeentecode') }];
    const lists = { residences, enrolments: [], diplomas: [], exemptions: [], absence: [] };
    pupils.set(cell(r, 'pgn'), {
      birthDate: asDay(cell(r, 'geboortedatum')),
      deathDate: null,
      departureDate: null,
      ...lists,
    });
  }
  for (const r of rowsOf(demo, 'inschrijvingen')) {
    const days = cell(r, 'lesdagen')
      .split(',')
      .filter((d) => d !== '');
    const mask = days.reduce((bits, d) => bits | (1 << WEEKDAYS.findIndex((w) => w === d)), 0);
    of(cell(r, 'pgn')).enrolments.push({
      location: cell(r, 'vestiging'),
      education: cell(r, 'onderwijssoort') as EducationKind,
      profile: cell(r, 'uitstroomprofiel') === '' ? null : (cell(r, 'uitstroomprofiel') as VsoProfile),
      teachingDays: mask === 0 ? null : mask,
      from: asDay(cell(r, 'begindatum')),
      until: orNull(cell(r, 'einddatum')),
    });
  }
  for (const r of rowsOf(demo, 'diplomas')) {
    of(cell(r, 'pgn')).diplomas.push({ kind: cell(r, 'soort') as DiplomaKind, day: asDay(cell(r, 'datum')) });
  }
  for (const r of rowsOf(demo, 'vrijstellingen')) {
    const article = cell(r, 'artikel') as ExemptionArticle;
    of(cell(r, 'pgn')).exemptions.push({
      article,
      from: asDay(cell(r, 'begindatum')),
      until: orNull(cell(r, 'einddatum')),
    });
  }
  // Corrections and withdrawals are left aside: they touch one record in a hundred.
  const seen = new Set<string>();
  for (const r of rowsOf(demo, 'verzuim')) {
    const number = `${cell(r, 'brin')}${cell(r, 'registratienummer')}`;
    if (seen.has(number)) continue;
    seen.add(number);
    of(cell(r, 'pgn')).absence.push({
      number,
      location: cell(r, 'vestiging'),
      day: asDay(cell(r, 'datum')),
      hundredths: Math.round(Number(cell(r, 'uren')) * 100),
      kind: cell(r, 'soort') as AbsenceKind,
      wholeDay: cell(r, 'hele_dag') === 'ja',
    });
  }
  return pupils;
}

it('raises every rule, each in a number that a region of this size could have', async () => {
  const demo = await makeDemo({ pupils: PUPILS });
  const { region, locations } = calendarsOf(demo);
  const params = parseParameters(readConfig('law', 'parameters.json'));
  const calendars = {
    ofLocation: (code: string): TeachingCalendar => locations.get(code) ?? region.ofRegion('Noord'),
    ofMunicipality: (code: string): TeachingCalendar => region.ofRegion(municipality(code).holidayRegion),
  };
  const perRule = new Map<Rule, number>();
  for (const facts of pupilsOf(demo).values()) {
    for (const { rule } of judgePupil(facts, calendars, params, asDay(demoDay())))
      perRule.set(rule, (perRule.get(rule) ?? 0) + 1);
  }
  /** Between so many per 20,000 pupils; wide, because a quarter of the region is a small sample. */
  const expected: Record<Rule, [number, number]> = {
    'verzuim-16u': [400, 1400],
    'verzuim-langdurig': [8, 100],
    'verzuim-luxe': [40, 200],
    'verzuim-18plus': [12, 150],
    'verzuim-absoluut': [12, 150],
    'uitval-18plus': [200, 600],
    'te-laat': [250, 1000],
    ziekteverzuim: [200, 1000],
  };
  for (const rule of RULES) {
    const scaled = ((perRule.get(rule) ?? 0) * 20_000) / PUPILS;
    const [low, high] = expected[rule];
    expect({ rule, scaled, fits: scaled >= low && scaled <= high }).toEqual({ rule, scaled, fits: true });
  }
});
