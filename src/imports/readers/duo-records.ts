import { type Day } from '../../law/day';
import type { DuoRow } from '../../figures/duo/duo-record-store';
import { findRegion, regions } from '../../registry/facts';
import { optional, type Reader, RowRefusal } from './columns';
import { Bad, brin, day, type Parser, vestiging } from './values';

/** DUO's files are taken as they come: nothing in them is refused but a row without any number. */
const anything: Parser<string> = (text) => text;

const people = {
  geboortedatum: optional(anything),
  rmc_regio: optional(anything),
  brin: optional(anything),
  niveau: optional(anything),
};

const populationColumns = {
  ...people,
  burgerservicenummer: optional(anything),
  onderwijsnummer: optional(anything),
  gemcode: optional(anything),
  gemeentenaam: optional(anything),
  brin_volgnr: optional(anything),
  onderwijssoort: optional(anything),
  crebo: optional(anything),
  onderwijsaanbieder_code: optional(anything),
  onderwijsaanbieder_naam: optional(anything),
};

const monthColumns = {
  ...people,
  persoonsgebondennummer: optional(anything),
  rapportagemaand: optional(anything),
  inschrijvingsvolgnummer: optional(anything),
  gemeentecode: optional(anything),
  woongemeente: optional(anything),
  brin_volgnummer: optional(anything),
  leerweg: optional(anything),
  onderwijscode: optional(anything),
  onderwijsaanbiedercode: optional(anything),
  naam_onderwijsaanbieder: optional(anything),
  melding_verzuim_wettelijk: optional(anything),
  melding_verzuim_niet_wettelijk: optional(anything),
  datum_uitschrijving: optional(anything),
};

type Text = string | null | undefined;

/** Reads the values of one row; what it cannot read becomes null, and its column is remembered. */
class Lenient {
  readonly unreadable: string[] = [];

  as<T>(column: string, text: Text, parse: Parser<T>): T | null {
    if (text === null || text === undefined) return null;
    const value = parse(text);
    if (!(value instanceof Bad)) return value;
    this.unreadable.push(column);
    return null;
  }

  text(column: string, text: Text, longest: number): string | null {
    return this.as(column, text, (value) => (value.includes('\0') ? new Bad('') : value.slice(0, longest)));
  }

  school(brinCode: Text, number: Text): string | null {
    const school = this.as('brin', brinCode, brin);
    if (school === null) return null;
    // DUO often repeats the brin where the number of the location belongs
    const place = number && number.toUpperCase() !== school ? vestiging(number.padStart(2, '0')) : null;
    if (typeof place !== 'string') return school;
    return place.length === 2 ? school + place : place;
  }
}

const BAD = new Bad('');

/** `REGIO 6` or `6`: DUO's code in two digits. */
const region: Parser<string> = (text) => {
  const digits = /(\d{1,2})$/.exec(text)?.[1]?.padStart(2, '0') ?? '';
  return (findRegion(digits) ?? regions().find(({ lawCode }) => lawCode === digits))?.code ?? BAD;
};

/** Four digits, whether or not the municipality still exists. */
const municipality: Parser<string> = (text) => (/^\d{1,4}$/.test(text) ? text.padStart(4, '0') : BAD);

const month: Parser<string> = (text) => (/^\d{4}(0[1-9]|1[0-2])$/.test(text) ? text : BAD);

const yesNo: Parser<boolean> = (text) => (/^(j|ja)$/i.test(text) ? true : /^(n|nee)$/i.test(text) ? false : BAD);

const birthDay: Parser<Day> = (text) => day(text.slice(0, 10));

/** A number of eight digits lost its leading zero in a spreadsheet. */
const withZero = (number: string): string => (/^\d{8}$/.test(number) ? `0${number}` : number).slice(0, 20);

function noNumber(column: string): RowRefusal {
  return new RowRefusal(column, '', 'is leeg, en er is geen ander nummer: deze persoon is niet te herkennen');
}

/** DUO's `NRSP…` (starting population) and `NenR…` (new early leavers). */
export const duoPopulation: Reader<typeof populationColumns, DuoRow> = {
  columns: populationColumns,
  build(row) {
    const number = row.burgerservicenummer ?? row.onderwijsnummer;
    if (!number) return noNumber('burgerservicenummer');
    const read = new Lenient();
    return {
      number: withZero(number),
      month: '',
      enrolment: '',
      birthDate: read.as('geboortedatum', row.geboortedatum, birthDay),
      region: read.as('rmc_regio', row.rmc_regio, region),
      municipality: read.as('gemcode', row.gemcode, municipality),
      municipalityName: read.text('gemeentenaam', row.gemeentenaam, 80),
      school: read.school(row.brin, row.brin_volgnr),
      level: read.text('niveau', row.niveau, 60),
      route: read.text('onderwijssoort', row.onderwijssoort, 20),
      programme: read.text('crebo', row.crebo, 20),
      provider: read.text('onderwijsaanbieder_code', row.onderwijsaanbieder_code, 20),
      providerName: read.text('onderwijsaanbieder_naam', row.onderwijsaanbieder_naam, 200),
      statutory: null,
      optional: null,
      leftOn: null,
      unreadable: read.unreadable,
    };
  },
};

/** DUO's monthly files of absence and leaving, `A04…` and `A14…`. */
export const duoMonth: Reader<typeof monthColumns, DuoRow> = {
  columns: monthColumns,
  build(row) {
    const number = row.persoonsgebondennummer;
    if (!number) return noNumber('persoonsgebondennummer');
    const read = new Lenient();
    return {
      number: withZero(number),
      month: read.as('rapportagemaand', row.rapportagemaand, month) ?? '',
      // one enrolment may come with more than one programme
      enrolment: [row.inschrijvingsvolgnummer, row.onderwijscode].filter(Boolean).join(' ').slice(0, 20),
      birthDate: read.as('geboortedatum', row.geboortedatum, birthDay),
      region: read.as('rmc_regio', row.rmc_regio, region),
      municipality: read.as('gemeentecode', row.gemeentecode, municipality),
      municipalityName: read.text('woongemeente', row.woongemeente, 80),
      school: read.school(row.brin, row.brin_volgnummer),
      level: read.text('niveau', row.niveau, 60),
      route: read.text('leerweg', row.leerweg, 20),
      programme: read.text('onderwijscode', row.onderwijscode, 20),
      provider: read.text('onderwijsaanbiedercode', row.onderwijsaanbiedercode, 20),
      providerName: read.text('naam_onderwijsaanbieder', row.naam_onderwijsaanbieder, 200),
      statutory: read.as('melding_verzuim_wettelijk', row.melding_verzuim_wettelijk, yesNo),
      optional: read.as('melding_verzuim_niet_wettelijk', row.melding_verzuim_niet_wettelijk, yesNo),
      leftOn: read.as('datum_uitschrijving', row.datum_uitschrijving, birthDay),
      unreadable: read.unreadable,
    };
  },
};
