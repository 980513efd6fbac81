import fc from 'fast-check';
import { asDay, fromNumber, toNumber } from '../../src/law/day';
import { destroyOn, longestTerm, ruleOn, startOfTerm, type RetentionRule } from '../../src/retention/rules';
import rules from '../../config/retention/bewaartermijnen.json';
import { naiveBirthday } from '../law/naive/phase';

const RULES = rules as RetentionRule[];
const anyDay = fc.integer({ min: toNumber(asDay('1990-01-01')), max: toNumber(asDay('2012-12-31')) }).map(fromNumber);

describe('the destruction date', () => {
  it('is so many birthdays after the start, whatever the start, and not a day before', () => {
    fc.assert(
      fc.property(fc.oneof(anyDay, fc.constant(asDay('2008-02-29'))), fc.constantFrom(...RULES), (start, rule) => {
        expect(destroyOn(start, rule)).toBe(naiveBirthday(start, rule.jaren));
      }),
    );
  });

  it('counts from birth, from 18, or from the age limit, or from the startkwalificatie where that came first', () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), (birthDate, qualifiedOn) => {
        const life = { birthDate, qualifiedOn, qualificationAge: 18, ageLimit: 27 };
        const first = (age: number) => [naiveBirthday(birthDate, age), qualifiedOn ?? '9999-12-31'].sort()[0];
        expect(startOfTerm('leerplicht', life)).toBe(birthDate);
        expect(startOfTerm('kwalificatieplicht', life)).toBe(first(18));
        expect(startOfTerm('doorstroompunt', life)).toBe(first(27));
        expect(startOfTerm('verzuim', life)).toBe(first(18));
        expect(startOfTerm('leerling', life)).toBe(first(27));
      }),
    );
  });

  it('follows the rule of the day, and there is none before the first', () => {
    const older = { ...RULES[0]!, vanaf: asDay('2010-01-01'), jaren: 5 };
    const both = [RULES[0]!, older];
    expect(ruleOn(both, 'leerplicht', asDay('2019-12-31')).jaren).toBe(5);
    expect(ruleOn(both, 'leerplicht', asDay('2020-01-01')).jaren).toBe(19);
    expect(() => ruleOn(both, 'leerplicht', asDay('2009-12-31'))).toThrow('no retention rule');
  });

  it('of several classes is the latest', () => {
    const life = { birthDate: asDay('2007-06-30'), qualifiedOn: null, qualificationAge: 18, ageLimit: 27 };
    const term = (given: typeof life, ...classes: Parameters<typeof longestTerm>[0]) =>
      longestTerm(classes, given, RULES, asDay('2026-06-30'));
    expect(term(life, 'leerplicht', 'kwalificatieplicht')).toMatchObject({
      ...{ recordClass: 'kwalificatieplicht', destroyOn: '2027-06-30' },
    });
    const early = { ...life, qualifiedOn: asDay('2023-06-29') as never };
    expect(term(early, 'leerplicht', 'kwalificatieplicht')).toMatchObject({
      ...{ recordClass: 'leerplicht', destroyOn: '2026-06-30' },
    });
    expect(term(life, 'leerplicht', 'leerling').destroyOn).toBe('2036-06-30');
  });
});
