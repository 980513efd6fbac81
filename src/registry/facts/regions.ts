/**
 * The 40 regions and 342 municipalities, from `config/regions/`. Membership is dated.
 * Codes are text: a municipality has four digits, a region two.
 */
import type { Day } from '../../law/day';
import { readConfig } from '../../platform/config-file';

export const HOLIDAY_REGIONS = ['Noord', 'Midden', 'Zuid'] as const;
export type HolidayRegion = (typeof HOLIDAY_REGIONS)[number];

export interface Region {
  /** as in DUO's files */
  readonly code: string;
  /** as in the law: 14 for Arnhem, where DUO uses 41 */
  readonly lawCode: string;
  readonly name: string;
}

/** Holds from `from` until the day before `to`; null: as far back or ahead as we know. */
export interface Membership {
  readonly region: string;
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  /** that of most of its school locations; a school's own holiday region goes before it */
  readonly holidayRegion: HolidayRegion;
  readonly bothHolidayRegions: boolean;
}

/** A code that is in none of our lists. The text is for a person. */
export class UnknownCodeError extends Error {
  override readonly name = 'UnknownCodeError';
}

interface MunicipalityFile {
  gemeenten: {
    code: string;
    naam: string;
    regios: { regio: string; vanaf?: Day; tot?: Day }[];
    vakantieregio: HolidayRegion;
    beideVakantieregios: boolean;
  }[];
}

interface RegionFile {
  regios: { code: string; wetcode: string; naam: string }[];
}

interface Loaded {
  municipalities: ReadonlyMap<string, Municipality>;
  regions: readonly Region[];
  regionsByCode: ReadonlyMap<string, Region>;
}

let loaded: Loaded | null = null;

function facts(): Loaded {
  loaded ??= load();
  return loaded;
}

function load(): Loaded {
  const regionList = readConfig<RegionFile>('regions', 'regios.json').regios.map(({ code, wetcode, naam }): Region => ({
    code,
    lawCode: wetcode,
    name: naam,
  }));
  const list = readConfig<MunicipalityFile>('regions', 'gemeenten.json').gemeenten.map((m): Municipality => ({
    code: m.code,
    name: m.naam,
    memberships: m.regios.map(({ regio, vanaf, tot }) => ({ region: regio, from: vanaf ?? null, to: tot ?? null })),
    holidayRegion: m.vakantieregio,
    bothHolidayRegions: m.beideVakantieregios,
  }));
  return {
    municipalities: new Map(list.map((m) => [m.code, m])),
    regions: regionList,
    regionsByCode: new Map(regionList.map((r) => [r.code, r])),
  };
}

/** All municipalities, by code. */
export function municipalities(): Municipality[] {
  return [...facts().municipalities.values()];
}

/** For codes that come from outside: undefined where no municipality has it. */
export function findMunicipality(code: string): Municipality | undefined {
  return facts().municipalities.get(code);
}

/** For codes that must be right: throws an UnknownCodeError where no municipality has it. */
export function municipality(code: string): Municipality {
  const found = findMunicipality(code);
  if (found === undefined)
    throw new UnknownCodeError(`Gemeentecode ${code} is onbekend: het zijn vier cijfers, bijvoorbeeld 1895`);
  return found;
}

/** All regions, by DUO's code. */
export function regions(): readonly Region[] {
  return facts().regions;
}

/** By DUO's code; undefined where no region has it. */
export function findRegion(code: string): Region | undefined {
  return facts().regionsByCode.get(code);
}

/** By DUO's code; throws an UnknownCodeError where no region has it. */
export function region(code: string): Region {
  const found = findRegion(code);
  if (found === undefined)
    throw new UnknownCodeError(`Regiocode ${code} is onbekend: het zijn twee cijfers, bijvoorbeeld 01`);
  return found;
}

/**
 * DUO's code of the region to which the municipality belongs on that day; null before it existed
 * (Vijfheerenlanden before 2019). Throws an UnknownCodeError for an unknown municipality.
 */
export function regionOf(municipalityCode: string, day: Day): string | null {
  const membership = municipality(municipalityCode).memberships.find(
    ({ from, to }) => (from === null || from <= day) && (to === null || day < to),
  );
  return membership?.region ?? null;
}

/** The municipalities that belong to the region (DUO's code) on that day. */
export function municipalitiesOf(regionCode: string, day: Day): Municipality[] {
  const { code } = region(regionCode);
  return municipalities().filter((m) => regionOf(m.code, day) === code);
}
