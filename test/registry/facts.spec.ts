import { asDay, schoolYearOf, toNumber, weekdayOf } from '../../src/law/day';
import {
  findHolidayRegion,
  findMunicipality,
  findRegion,
  HOLIDAY_REGIONS,
  holidaysOf,
  municipalities,
  municipalitiesOf,
  municipality,
  region,
  regionHolidays,
  regionOf,
  regions,
  UnknownCodeError,
} from '../../src/registry/facts';

const TODAY = asDay('2026-08-01');
const EVE = asDay('2018-12-31');
const CHANGE = asDay('2019-01-01');

describe('municipalities and regions', () => {
  it('knows all 342 municipalities and 40 regions, each once', () => {
    expect(municipalities()).toHaveLength(342);
    expect(new Set(municipalities().map((m) => m.name)).size).toBe(342);
    expect(regions()).toHaveLength(40);
    expect(new Set(regions().map((r) => r.name)).size).toBe(40);
    for (const m of municipalities()) expect(m.code).toMatch(/^\d{4}$/);
  });

  it('gives every municipality a known region today, one at a time, and a holiday region', () => {
    for (const m of municipalities()) {
      expect(findRegion(regionOf(m.code, TODAY) ?? '')).toBeDefined();
      expect(HOLIDAY_REGIONS).toContain(m.holidayRegion);
      for (const [i, membership] of m.memberships.entries()) {
        if (i > 0) expect(membership.from).toBe(m.memberships[i - 1]?.to);
      }
    }
  });

  it('leaves no region empty', () => {
    const sizes = regions().map((r) => municipalitiesOf(r.code, TODAY).length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(342);
  });

  it('moves Olst-Wijhe from Stedendriehoek to IJssel-Vecht on 2019-01-01', () => {
    expect(regionOf('1773', EVE)).toBe('11');
    expect(regionOf('1773', CHANGE)).toBe('10');
    expect(municipalitiesOf('11', EVE).map((m) => m.code)).toContain('1773');
    expect(municipalitiesOf('11', CHANGE).map((m) => m.code)).not.toContain('1773');
  });

  it('has Vijfheerenlanden in region 19 from 2019-01-01 and nowhere before', () => {
    expect(regionOf('1961', EVE)).toBeNull();
    expect(regionOf('1961', CHANGE)).toBe('19');
  });

  it('keeps the code of the law beside that of DUO: Arnhem is 14 and 41', () => {
    expect(region('41')).toEqual({ code: '41', lawCode: '14', name: 'Arnhem' });
    expect(findRegion('14')).toBeUndefined();
    expect(regions().filter((r) => r.lawCode !== r.code)).toHaveLength(1);
  });

  it('writes names as people do', () => {
    expect(municipality('0518').name).toBe("'s-Gravenhage");
    expect(municipality('1900').name).toBe('Súdwest-Fryslân');
    expect(municipality('0736').name).toBe('De Ronde Venen');
    expect(municipality('0353').name).toBe('IJsselstein');
    expect(municipality('0994').name).toBe('Valkenburg aan de Geul');
  });

  it('marks the four municipalities with two holiday regions, with the majority', () => {
    const both = municipalities().filter((m) => m.bothHolidayRegions);
    expect(both.map((m) => m.name).sort()).toEqual(['Altena', 'De Ronde Venen', 'Montferland', 'Neder-Betuwe']);
    expect(new Set(both.map((m) => m.holidayRegion))).toEqual(new Set(['Midden']));
  });

  it('says in Dutch which code is unknown', () => {
    expect(findMunicipality('9999')).toBeUndefined();
    expect(() => municipality('9999')).toThrow(UnknownCodeError);
    expect(() => regionOf('34', TODAY)).toThrow('Gemeentecode 34 is onbekend');
    expect(() => region('99')).toThrow('Regiocode 99 is onbekend');
  });
});

describe('school holidays', () => {
  it('has five holidays in each of three school years, in order, from Saturday to Sunday', () => {
    for (const name of HOLIDAY_REGIONS) {
      const list = holidaysOf(name);
      expect(list).toHaveLength(15);
      list.forEach((holiday, i) => {
        expect(asDay(holiday.from) <= asDay(holiday.until)).toBe(true);
        expect(weekdayOf(toNumber(holiday.from))).toBe(5);
        expect(weekdayOf(toNumber(holiday.until))).toBe(6);
        expect(schoolYearOf(holiday.from)).toBe(holiday.schoolYear);
        if (i > 0) expect((list[i - 1]?.until ?? '') < holiday.from).toBe(true);
      });
      expect(new Set(list.map((h) => h.schoolYear))).toEqual(new Set([2024, 2025, 2026]));
    }
  });

  it('differs by region where the ministry says so', () => {
    const summer = (name: string): string | undefined =>
      holidaysOf(name).find((h) => h.schoolYear === 2025 && h.name === 'Zomervakantie')?.from;
    expect([summer('Noord'), summer('Midden'), summer('Zuid')]).toEqual(['2026-07-04', '2026-07-18', '2026-07-11']);
    expect(Object.keys(regionHolidays())).toEqual(['Noord', 'Midden', 'Zuid']);
  });

  it('reads a region name without regard to case, and refuses another', () => {
    expect(findHolidayRegion(' noord ')).toBe('Noord');
    expect(findHolidayRegion('Oost')).toBeUndefined();
    expect(() => holidaysOf('Oost')).toThrow('Vakantieregio Oost is onbekend');
  });
});
