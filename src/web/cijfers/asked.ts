import type { Visitor } from '../../access/visitor';
import { choice, field } from '../../access/http/form';
import type { FigureDetails } from '../../figures/desk/figure-desk';
import type { FigureKindName } from '../../figures/desk/kinds';
import { figureKind } from '../../figures/desk/kinds';
import { type FigureQuestion, PER, type Per } from '../../figures/figure';
import { homeDefinitions } from '../../figures/thuiszitters/definitions';
import { STEPS } from '../../figures/vsv/steps';
import type { VsvState } from '../../figures/vsv/vsv-table';
import type { Day } from '../../law/day';
import { findMunicipality, findRegion } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import type { Option } from '../components/fields';

const STATES = ['actueel', 'voorlopig', 'definitief'] as const satisfies readonly [VsvState, ...VsvState[]];
/** Persons on one page. */
export const PERSONS_SHOWN = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a kind may never be published. */
export const isInternal = (kind: FigureKindName): boolean => {
  const { internal, persons } = figureKind(kind);
  return internal === true || persons === true;
};

/** What a page of figures was asked, as the form shows it again. */
export interface Asked {
  kind: FigureKindName;
  /** `regio:28`, `gemeente:0518`, or '' for all that the visitor may see */
  area: string;
  schoolYear: number | null;
  per: Per;
  state: VsvState;
  /** id of a stored count; '' for the state */
  snapshot: string;
  publication: boolean;
  definition: string;
  step: string;
  key: string;
  column: string;
  offset: number;
}

/** Areas that someone may ask figures of: the own regions, then the municipalities by name. */
export function areaOptions(visitor: Visitor, today: Day): Option[] {
  const towns = scopeOf(visitor, today).figures.municipalities.flatMap((code) => findMunicipality(code) ?? []);
  return [
    ...visitor.regions.flatMap((code) => {
      const found = findRegion(code);
      return found ? [[`regio:${code}`, found.name] as const] : [];
    }),
    ...towns
      .sort((a, b) => a.name.localeCompare(b.name, 'nl'))
      .map(({ code, name }) => [`gemeente:${code}`, name] as const),
  ];
}

/** Reads an address; what is not known falls back to what is usual: one's own region or municipality, the latest year. */
export function readAsked(query: unknown, kind: FigureKindName, visitor: Visitor, today: Day): Asked {
  const areas = areaOptions(visitor, today).map(([value]) => value);
  const known: readonly string[] = figureKind(kind).per;
  const pers = PER.filter((one) => known.includes(one));
  const year = Number(field(query, 'schooljaar'));
  const area = field(query, 'gebied');
  const names = homeDefinitions().map(({ naam }) => naam);
  return {
    kind,
    area: areas.includes(area) ? area : (areas[0] ?? ''),
    schoolYear: Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : null,
    per: choice(query, 'per', ['regio', ...pers]),
    state: choice(query, 'stand', STATES),
    snapshot: UUID.test(field(query, 'vastlegging')) ? field(query, 'vastlegging') : '',
    publication: field(query, 'publicatie') === 'ja' && !isInternal(kind),
    definition: names.find((one) => one === field(query, 'definitie')) ?? '',
    step: STEPS.find((one) => one === field(query, 'stap')) ?? '',
    key: field(query, 'sleutel').slice(0, 60),
    column: field(query, 'kolom').slice(0, 60),
    offset: Math.max(0, Math.min(1_000_000, Math.trunc(Number(field(query, 'vanafRij'))) || 0)),
  };
}

/** The code of the area asked for; '' for all. */
export const areaCode = ({ area }: Pick<Asked, 'area'>): string => area.split(':')[1] ?? '';

/** An area of the list of choices as a figure is asked for it. */
export function areaAsked(area: string): Pick<FigureQuestion, 'region' | 'municipality'> {
  const [kind, code] = area.split(':');
  return { region: kind === 'regio' ? code! : null, municipality: kind === 'gemeente' ? code! : null };
}

export function questionOf({ area, schoolYear, per, publication }: Asked): FigureQuestion {
  return { schoolYear, ...areaAsked(area), per, publication };
}

export function detailsOf({ state, snapshot, step, key, column, offset, definition }: Asked): FigureDetails {
  return {
    ...{ state, ...(snapshot === '' ? {} : { snapshot }) },
    ...{ step: STEPS.find((one) => one === step), key: key === '' ? undefined : key },
    ...(column === '' ? {} : { column }),
    ...{ offset, limit: PERSONS_SHOWN, definition: definition === '' ? undefined : definition },
  };
}

/** The page of a programme, or a page below it. `area`: code of a region or municipality. */
export function programmeAddress(
  area: string,
  below?: 'maatregel' | 'streefcijfers',
  more: Record<string, string> = {},
): string {
  if (below === undefined) {
    const gebied = `${findRegion(area) ? 'regio' : 'gemeente'}:${area}`;
    return `/cijfers/programma?${new URLSearchParams({ gebied }).toString()}`;
  }
  return `/cijfers/programma/${below}?${new URLSearchParams({ gebied: area, ...more }).toString()}`;
}

/** The name of a region or municipality. */
export const areaTitle = (area: string): string => findRegion(area)?.name ?? findMunicipality(area)?.name ?? area;

/** The address of these figures, or with something changed. Never anything of a person. */
export function addressOf(asked: Asked, change: Partial<Asked> = {}, more: Record<string, string> = {}): string {
  const one = { ...asked, ...change };
  const usual: Record<string, string> = {
    gebied: one.area,
    schooljaar: one.schoolYear === null ? '' : String(one.schoolYear),
    per: one.per === 'regio' ? '' : one.per,
    stand: one.state === 'actueel' ? '' : one.state,
    vastlegging: one.snapshot,
    publicatie: one.publication ? 'ja' : '',
    definitie: one.definition,
    stap: one.step,
    sleutel: one.key,
    kolom: one.column,
    vanafRij: one.offset === 0 ? '' : String(one.offset),
    ...more,
  };
  const filled = Object.entries(usual).filter(([, value]) => value !== '');
  const path = `/cijfers/${one.kind}${more['formaat'] ? '/bestand' : ''}`;
  return filled.length === 0 ? path : `${path}?${new URLSearchParams(filled).toString()}`;
}
