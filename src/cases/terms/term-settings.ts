import type { Duration, TermLength } from '../../law/terms/term';
import { findMunicipality } from '../../registry/facts';

export const TERM_KINDS = [
  /** the school adds what only it knows to a melding */
  'melden',
  /** the municipality takes up a new dossier, or a melding that joined one */
  'oppakken',
  /** the first talk with pupil or parents */
  'gesprek',
  /** the school hears what came of it */
  'terugkoppeling',
  'pv-na-verhoor',
  'pv-na-melding',
  'aanhouding',
  'taak',
  /** what was agreed in a leerlingoverleg, by the day that was agreed too */
  'afspraak-overleg',
  'besluit-verlof',
  'besluit-vervangende-leerplicht',
] as const;
export type TermKind = (typeof TERM_KINDS)[number];

interface TermFile {
  termijnen: Record<string, unknown>;
  gemeenten: Record<string, Record<string, unknown>>;
}

/** The lengths of all terms, with what single municipalities set otherwise. Inject it by class. */
export class TermSettings {
  private constructor(
    private readonly lengths: ReadonlyMap<TermKind, TermLength>,
    private readonly own: ReadonlyMap<string, TermLength>,
  ) {}

  /** From `config/terms/termijnen.json`. Throws an Error in Dutch that names the place where it is wrong. */
  static parse(json: unknown): TermSettings {
    const { termijnen, gemeenten } = json as TermFile;
    const lengths = new Map<TermKind, TermLength>();
    for (const kind of Object.keys(termijnen ?? {})) {
      if (!isKind(kind)) throw new Error(`termijnen.${kind}: onbekende termijn`);
    }
    for (const kind of TERM_KINDS) lengths.set(kind, readLength(termijnen?.[kind], `termijnen.${kind}`));
    const own = new Map<string, TermLength>();
    for (const [municipality, terms] of Object.entries(gemeenten ?? {})) {
      if (!findMunicipality(municipality)) throw new Error(`gemeenten.${municipality}: geen gemeentecode`);
      for (const [kind, given] of Object.entries(terms)) {
        if (!isKind(kind)) throw new Error(`gemeenten.${municipality}.${kind}: onbekende termijn`);
        const base = lengths.get(kind)!;
        const place = `gemeenten.${municipality}.${kind}`;
        own.set(`${municipality}|${kind}`, readLength({ ...base, bron: 'gemeente', ...(given as object) }, place));
      }
    }
    return new TermSettings(lengths, own);
  }

  /** The length of a term in a municipality; null: no residence is known. */
  of(kind: TermKind, municipality: string | null): TermLength {
    return this.own.get(`${municipality}|${kind}`) ?? this.lengths.get(kind)!;
  }
}

function isKind(text: string): text is TermKind {
  return TERM_KINDS.some((kind) => kind === text);
}

function readLength(given: unknown, place: string): TermLength {
  if (typeof given !== 'object' || given === null) throw new Error(`${place}: ontbreekt`);
  const { duur, herinnering, schoolvakantieTeltNiet, bron } = given as Record<string, unknown>;
  if (!isCount(herinnering, 0)) throw new Error(`${place}.herinnering: verwacht een geheel getal vanaf 0`);
  if (typeof schoolvakantieTeltNiet !== 'boolean')
    throw new Error(`${place}.schoolvakantieTeltNiet: verwacht true of false`);
  if (typeof bron !== 'string' || bron.trim() === '') throw new Error(`${place}.bron: de bron ontbreekt`);
  return { duur: readDuration(duur, `${place}.duur`), herinnering, schoolvakantieTeltNiet };
}

function readDuration(given: unknown, place: string): Duration {
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const [unit, count] = entries[0] ?? [];
  if (entries.length === 1 && isCount(count, 1)) {
    if (unit === 'werkdagen') return { werkdagen: count };
    if (unit === 'weken') return { weken: count };
    if (unit === 'maanden') return { maanden: count };
  }
  throw new Error(`${place}: verwacht een geheel aantal werkdagen, weken of maanden vanaf 1`);
}

function isCount(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 500;
}
