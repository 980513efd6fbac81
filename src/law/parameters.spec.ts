import parametersJson from '../../config/law/parameters.json';
import { asDay, toNumber } from './day';
import { judgePupil } from './judge';
import { overrideParameters, ParameterError, parseParameters } from './parameters';
import { absent, onlyCalendar, params, plain, pupil } from '../../test/law/support/given';

const n = (day: string): number => toNumber(asDay(day));
const without = (section: string, name: string): unknown => {
  const copy = structuredClone(parametersJson) as unknown as Record<string, Record<string, unknown>>;
  delete copy[section]?.[name];
  return copy;
};
const withValue = (section: string, name: string, value: unknown): unknown => {
  const copy = structuredClone(parametersJson) as unknown as Record<string, Record<string, unknown>>;
  copy[section] = { ...copy[section], [name]: value };
  return copy;
};

describe('the parameters', () => {
  it('hold on and after their date', () => {
    expect(params.at(n('2025-12-31')).ageLimit).toBe(23);
    expect(params.at(n('2026-01-01')).ageLimit).toBe(27);
    expect(params.at(n('1850-01-01')).ageLimit).toBe(23);
    expect(params.at(n('2026-01-01'))).toMatchObject({
      hoursThreshold: 1600,
      hoursWindow: 28,
      lateLadder: [6, 9, 12],
      sickDays: 7,
    });
  });

  it.each([
    ['leerplicht.eindleeftijd: ontbreekt', without('leerplicht', 'eindleeftijd')],
    [
      'te-laat.ladder[0].vanaf: geen bestaande datum',
      withValue('te-laat', 'ladder', [{ vanaf: '2025-02-30', waarde: [6], bron: 'x' }]),
    ],
    [
      'te-laat.ladder[0].bron: de bron ontbreekt',
      withValue('te-laat', 'ladder', [{ vanaf: '2025-02-20', waarde: [6] }]),
    ],
    [
      'te-laat.ladder[0].waarde: verwacht',
      withValue('te-laat', 'ladder', [{ vanaf: '2025-02-20', waarde: ['zes'], bron: 'x' }]),
    ],
    ['te-laat.trap: onbekende parameter', withValue('te-laat', 'trap', [])],
    ['te-laat.ladder: verwacht een lijst', withValue('te-laat', 'ladder', [])],
    [
      'twee waarden vanaf 2025-02-20',
      withValue('te-laat', 'ladder', [
        { vanaf: '2025-02-20', waarde: [6], bron: 'x' },
        { vanaf: '2025-02-20', waarde: [7], bron: 'x' },
      ]),
    ],
    [
      'drempelUren[0].waarde: verwacht uren',
      withValue('verzuim-16u', 'drempelUren', [{ vanaf: '2025-02-20', waarde: 15.999, bron: 'x' }]),
    ],
    [
      'waarde: verwacht een lijst met waarden uit',
      withValue('verzuim-16u', 'fasen', [{ vanaf: '2025-02-20', waarde: ['later'], bron: 'x' }]),
    ],
    ['geen JSON-object', []],
    ['verzuim-99u: onbekend onderdeel', { ...parametersJson, 'verzuim-99u': {} }],
  ])('are refused with "%s"', (message, json) => {
    expect(() => parseParameters(json)).toThrow(ParameterError);
    expect(() => parseParameters(json)).toThrow(message);
  });

  it('can be overridden in part, without touching the original', () => {
    const stricter = overrideParameters(params, {
      'verzuim-16u': { drempelUren: [{ vanaf: '2025-01-01', waarde: 12.5 }] },
    });
    expect(stricter.at(n('2025-11-03'))).toMatchObject({ hoursThreshold: 1250, hoursWindow: 28, ageLimit: 23 });
    expect(params.at(n('2025-11-03')).hoursThreshold).toBe(1600);
    expect(() => overrideParameters(params, { 'verzuim-16u': { drempel: [] } })).toThrow(
      'verzuim-16u.drempel: onbekende parameter',
    );
  });

  it('are those of the day counted', () => {
    const later = overrideParameters(params, {
      'verzuim-16u': {
        drempelUren: [
          { vanaf: '1900-01-01', waarde: 16 },
          { vanaf: '2025-11-10', waarde: 12 },
        ],
        vensterPosities: [
          { vanaf: '1900-01-01', waarde: 7 },
          { vanaf: '2025-11-12', waarde: 28 },
        ],
      },
    });
    const judge = (...days: string[]) =>
      judgePupil(pupil({ absence: days.map((day) => absent(day, 6)) }), onlyCalendar(plain), later, null).map((one) => [
        one.from,
        one.until,
      ]);
    expect(judge('2025-11-06', '2025-11-07')).toEqual([]);
    expect(judge('2025-11-07', '2025-11-10')).toEqual([['2025-11-07', '2025-11-10']]);
    // The window of 12 November looks back further than the one of the 11th did.
    expect(judge('2025-10-22', '2025-11-11')).toEqual([]);
    expect(judge('2025-10-22', '2025-11-11', '2025-11-12')).toEqual([['2025-10-22', '2025-11-12']]);
  });
});
