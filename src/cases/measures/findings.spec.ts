import { readConfig } from '../../platform/config-file';
import { asDay } from '../../law/day';
import { MeasureConditions } from './conditions';
import { benefitFindings, haltFindings, type MeasureFacts, officialReportFindings, routeFindings } from './findings';

const today = asDay('2026-06-24');
const conditions = MeasureConditions.parse(readConfig('measures', 'voorwaarden.json'));
const facts = (more: Partial<MeasureFacts> = {}): MeasureFacts => ({
  ...{ birthDate: asDay('2011-01-01'), today, hundredths: 1600, timesLate: 0, earlierHalt: false, warned: true },
  ...{ heardParents: true, heardPupil: true, councilAsked: true, voluntaryTried: true },
  ...more,
});
const consents = { toestemmingJongere: true, toestemmingOuders: true };
const missing = (findings: { code: string; voldaan: boolean }[]) =>
  findings.filter((one) => !one.voldaan).map((one) => one.code);
const halt = (more: Partial<MeasureFacts>, details: object = consents) =>
  missing(haltFindings(facts(more), { ...details }, conditions.on('halt', today)));

describe('the conditions of Halt', () => {
  it.each<[string, Partial<MeasureFacts>, string[]]>([
    ['the day before the 12th birthday', { birthDate: asDay('2014-06-25') }, ['leeftijd']],
    ['the 12th birthday', { birthDate: asDay('2014-06-24') }, []],
    ['the day before the 18th birthday', { birthDate: asDay('2008-06-25') }, []],
    ['the 18th birthday', { birthDate: asDay('2008-06-24') }, ['leeftijd']],
    ['8.99 hours', { hundredths: 899 }, ['genoeg-verzuim']],
    ['9 hours', { hundredths: 900 }, []],
    ['11 times late', { hundredths: 0, timesLate: 11 }, ['genoeg-verzuim']],
    ['12 times late', { hundredths: 0, timesLate: 12 }, []],
    ['60 hours', { hundredths: 6000 }, []],
    ['60.01 hours', { hundredths: 6001 }, ['niet-te-veel-verzuim']],
    ['60 times late', { timesLate: 60 }, []],
    ['61 times late', { timesLate: 61 }, ['niet-te-veel-verzuim']],
    ['an earlier referral', { earlierHalt: true }, ['niet-eerder']],
  ])('at %s', (_, more, expected) => expect(halt(more)).toEqual(expected));

  it.each<[string, string, object, string[]]>([
    ['at 15 without the parents', '2011-01-01', { toestemmingJongere: true }, ['toestemming-ouders']],
    ['the day before 16 without the parents', '2010-06-25', { toestemmingJongere: true }, ['toestemming-ouders']],
    ['at 16 without the parents', '2010-06-24', { toestemmingJongere: true }, []],
    ['at 16 without the youth', '2010-06-24', { toestemmingOuders: true }, ['toestemming-jongere']],
  ])('%s', (_, birth, details, expected) => expect(halt({ birthDate: asDay(birth) }, details)).toEqual(expected));

  it('each block and name their source', () => {
    const findings = haltFindings(facts(), consents, conditions.on('halt', today));
    expect(findings).toHaveLength(6);
    expect(findings.every((one) => one.blokkeert && one.bron !== '' && one.tekst !== '')).toBe(true);
  });
});

describe('the conditions of a proces-verbaal', () => {
  const report = (more: Partial<MeasureFacts>, verdachte: string) =>
    officialReportFindings(facts(more), { verdachte }, conditions.on('proces-verbaal', today));

  it.each<[string, Partial<MeasureFacts>, string, string[]]>([
    ['parents and youth who were heard', {}, 'ouders', []],
    ['parents who were heard and a youth who was not', { heardPupil: false }, 'ouders', ['ook-gehoord']],
    ['parents who were not heard', { heardParents: false }, 'ouders', ['gehoord']],
    ['a youth whose parents were not heard', { heardParents: false }, 'jongere', ['ook-gehoord']],
    [
      'a child of 12 who was not heard',
      { birthDate: asDay('2014-06-24'), heardPupil: false },
      'ouders',
      ['ook-gehoord'],
    ],
    ['a child of 11 who was not heard', { birthDate: asDay('2014-06-25'), heardPupil: false }, 'ouders', []],
    ['a youth who was not heard', { heardPupil: false }, 'jongere', ['gehoord']],
    ['a youth of 12', { birthDate: asDay('2014-06-24') }, 'jongere', []],
    ['a child of 11', { birthDate: asDay('2014-06-25') }, 'jongere', ['leeftijd']],
    ['parents of a child of 11', { birthDate: asDay('2014-06-25') }, 'ouders', []],
    ['no warning and no Raad', { warned: false, councilAsked: false }, 'ouders', ['gewaarschuwd', 'raad-gevraagd']],
  ])('with %s', (_, more, who, expected) => expect(missing(report(more, who))).toEqual(expected));

  it('block where the law demands it, and ask for an explanation where practice does', () => {
    expect(report({}, 'ouders').map((one) => [one.code, one.blokkeert])).toEqual([
      ['leeftijd', true],
      ['gehoord', true],
      ['ook-gehoord', false],
      ['gewaarschuwd', false],
      ['raad-gevraagd', false],
    ]);
  });
});

describe('the conditions of the SVB and of a MAS route', () => {
  it.each([
    ['2010-06-25', ['leeftijd']],
    ['2010-06-24', []],
    ['2008-06-25', []],
    ['2008-06-24', ['leeftijd']],
  ])('stop child benefit of one born on %s', (birth, expected) =>
    expect(missing(benefitFindings(facts({ birthDate: asDay(birth) }), conditions.on('svb', today)))).toEqual(expected),
  );

  it('try voluntary help first', () => {
    expect(routeFindings(facts({ voluntaryTried: false }), { route: 'vrijwillige-hulp' })).toEqual([]);
    expect(missing(routeFindings(facts({ voluntaryTried: false }), { route: 'strafrecht' }))).toEqual([
      'eerst-vrijwillig',
    ]);
    expect(missing(routeFindings(facts(), { route: 'strafrecht' }))).toEqual([]);
  });
});

describe('the dated conditions', () => {
  const file = () => readConfig<Record<string, Record<string, object[]>>>('measures', 'voorwaarden.json');

  it('change on their day', () => {
    const json = file();
    json['halt']!['minsteUren']!.push({ vanaf: '2027-01-01', waarde: 12, bron: 'nieuw' });
    const changed = MeasureConditions.parse(json);
    expect(changed.on('halt', asDay('2026-12-31')).minsteUren.waarde).toBe(9);
    expect(changed.on('halt', asDay('2027-01-01')).minsteUren).toEqual({ waarde: 12, bron: 'nieuw' });
    expect(changed.on('halt', asDay('1800-01-01')).minsteUren.waarde).toBe(9);
  });

  it.each<[string, object[], string]>([
    ['nothing', [], 'halt.minsteUren'],
    ['no day', [{ vanaf: '2026-02-30', waarde: 1, bron: 'x' }], 'halt.minsteUren.vanaf'],
    ['no number', [{ vanaf: '2026-02-01', waarde: '9', bron: 'x' }], 'halt.minsteUren.waarde'],
    ['no source', [{ vanaf: '2026-02-01', waarde: 9, bron: '' }], 'halt.minsteUren.bron'],
  ])('are refused with %s', (_, list, place) => {
    const json = file();
    json['halt']!['minsteUren'] = list;
    expect(() => MeasureConditions.parse(json)).toThrow(place);
  });
});
