import { LEVELS } from '../../figures/vsv/levels';
import { type MeasureRow, PROGRAMME_KINDS, type TargetRow } from '../../figures/programme/programme-store';
import { findMunicipality, findRegion } from '../../registry/facts';
import { keyOfRemoval, optional, type Reader, removed, required, RowRefusal } from './columns';
import { periodRefusal } from './combined';
import { Bad, day, hundredths, oneOf, type Parser, textOf, wholeNumber } from './values';

const schoolYear: Parser<number> = (text) =>
  /^(19|20)\d\d$/.test(text) ? Number(text) : new Bad('is geen jaar waarin een schooljaar begint, zoals 2025');

const LARGEST_AMOUNT = 2_000_000_000;

/** Euros with at most two decimals, in cents. */
const euros: Parser<number> = (text) => {
  const parts = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(text);
  if (parts === null) return new Bad('is geen bedrag in euro met hoogstens twee decimalen');
  const cents = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return cents > LARGEST_AMOUNT ? new Bad('is een te groot bedrag') : cents;
};

const measureColumns = {
  soort: required(oneOf(PROGRAMME_KINDS)),
  gebied: required(textOf(4)),
  maatregel: required(textOf(60)),
  schooljaar: required(schoolYear),
  titel: required(textOf(200)),
  doel: required(textOf(2_000)),
  partijen: optional(textOf(1_000)),
  begindatum: optional(day),
  einddatum: optional(day),
  budget: optional(euros),
  besteed: optional(euros),
  doelaantal: optional(wholeNumber),
  bereikt: optional(wholeNumber),
  verwijderd: removed,
};

/** Measures of the regional programme and of local agreements: a row per measure and school year. */
export const programme: Reader<typeof measureColumns, MeasureRow> = {
  columns: measureColumns,
  keyOnly: keyOfRemoval('soort', 'gebied', 'maatregel', 'schooljaar'),
  build(row) {
    const fits = row.soort === 'lea' ? findMunicipality(row.gebied) : findRegion(row.gebied);
    if (!fits) {
      const what = row.soort === 'lea' ? 'gemeente (vier cijfers)' : 'regio (twee cijfers)';
      return new RowRefusal('gebied', row.gebied, `is bij ${row.soort} geen bekende ${what}`);
    }
    const wrong = row.begindatum && periodRefusal(row.begindatum, row.einddatum);
    if (wrong) return wrong;
    return {
      ...{ kind: row.soort, area: row.gebied, measure: row.maatregel, schoolYear: row.schooljaar, title: row.titel },
      ...{ aim: row.doel, parties: row.partijen, from: row.begindatum, until: row.einddatum, budget: row.budget },
      ...{ spent: row.besteed, target: row.doelaantal, reached: row.bereikt, remove: row.verwijderd === 'ja' },
    };
  },
};

const targetColumns = {
  gebied: optional(textOf(4)),
  schooljaar: required(schoolYear),
  niveau: optional(oneOf([...new Set(LEVELS.map(({ name }) => name))])),
  percentage: required(hundredths(0, 10_000)),
  bron: required(textOf(200)),
  verwijderd: removed,
};

/** Targets for early leaving: of a region (two digits), a municipality (four) or, without area, the country. */
export const targets: Reader<typeof targetColumns, TargetRow> = {
  columns: targetColumns,
  keyOnly: keyOfRemoval('gebied', 'schooljaar', 'niveau'),
  build(row) {
    const area = row.gebied ?? '';
    const areaKind = area === '' ? 'land' : findRegion(area) ? 'regio' : findMunicipality(area) ? 'gemeente' : null;
    if (areaKind === null)
      return new RowRefusal('gebied', area, 'is geen regio (twee cijfers) en geen gemeente (vier cijfers)');
    return {
      ...{ areaKind, area, schoolYear: row.schooljaar, level: row.niveau ?? '', hundredths: row.percentage },
      ...{ source: row.bron, remove: row.verwijderd === 'ja' },
    };
  },
};
