/** The demonstration region from `config/demo/`: real primary schools, invented schools for all that comes after. */
import type { EducationKind } from '../../law/facts';
import { readConfig } from '../../platform/config-file';
import { type Municipality, municipality } from '../../registry/facts';

export interface Place {
  readonly name: string;
  readonly municipality: string;
  /** the four digits of its postcodes */
  readonly postcodes: readonly string[];
  readonly size: number;
}

export interface DemoSchool {
  readonly brin: string;
  /** six characters */
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly municipality: string;
  readonly holidayRegion: string;
  readonly education: EducationKind;
  /** vo: the levels it takes */
  readonly levels: readonly string[];
  readonly size: number;
}

export interface DemoRegion {
  readonly code: string;
  readonly schools: readonly DemoSchool[];
  readonly places: readonly Place[];
  readonly municipalities: readonly Municipality[];
}

interface PrimaryFile {
  regio: string;
  vestigingen: {
    brin: string;
    vestiging: string;
    naam: string;
    plaats: string;
    postcodegebied: string;
    gemeentecode: string;
    vakantieregio: string;
  }[];
}

interface InventedFile {
  vestigingen: {
    brin: string;
    vestiging: string;
    naam: string;
    plaats: string;
    gemeentecode: string;
    onderwijssoort: EducationKind;
    niveaus?: string[];
    gewicht: number;
  }[];
}

const TOWN_SCHOOLS = 4;
const TOWN_SIZE = 2.4;

/** Schools in a town are larger than those in a village; the sizes are invented. */
function primarySchools(file: PrimaryFile): DemoSchool[] {
  const perPlace = new Map<string, number>();
  for (const s of file.vestigingen) perPlace.set(s.plaats, (perPlace.get(s.plaats) ?? 0) + 1);
  return file.vestigingen.map((s) => ({
    brin: s.brin,
    code: s.vestiging,
    name: s.naam,
    place: s.plaats,
    municipality: s.gemeentecode,
    holidayRegion: s.vakantieregio,
    education: 'po',
    levels: [],
    size: (perPlace.get(s.plaats) ?? 0) >= TOWN_SCHOOLS ? TOWN_SIZE : 1,
  }));
}

function placesOf(file: PrimaryFile, schools: readonly DemoSchool[]): Place[] {
  const places = new Map<string, { name: string; municipality: string; postcodes: Set<string>; size: number }>();
  file.vestigingen.forEach((s, i) => {
    const place = places.get(s.plaats) ?? {
      name: s.plaats,
      municipality: s.gemeentecode,
      postcodes: new Set(),
      size: 0,
    };
    place.postcodes.add(s.postcodegebied);
    place.size += schools[i]?.size ?? 0;
    places.set(s.plaats, place);
  });
  return [...places.values()].map((p) => ({ ...p, postcodes: [...p.postcodes].sort() }));
}

export function demoRegion(): DemoRegion {
  const file = readConfig<PrimaryFile>('demo', 'basisscholen.json');
  const primary = primarySchools(file);
  const invented = readConfig<InventedFile>('demo', 'verzonnen-scholen.json').vestigingen.map((s): DemoSchool => ({
    brin: s.brin,
    code: s.vestiging,
    name: s.naam,
    place: s.plaats,
    municipality: s.gemeentecode,
    holidayRegion: municipality(s.gemeentecode).holidayRegion,
    education: s.onderwijssoort,
    levels: s.niveaus ?? [],
    size: s.gewicht,
  }));
  const codes = [...new Set(primary.map((s) => s.municipality))].sort();
  return {
    code: file.regio,
    schools: [...primary, ...invented],
    places: placesOf(file, primary),
    municipalities: codes.map(municipality),
  };
}
