import {
  DIPLOMA_KINDS,
  type DiplomaKind,
  EDUCATION_KINDS,
  type EducationKind,
  EXEMPTION_ARTICLES,
  type ExemptionArticle,
} from '../../law/facts';
import { readConfig } from '../../platform/config-file';
import { Problem } from '../../platform/errors';
import { VSV_STATUSES, type VsvStatus } from '../../registry/vsv-status-store';
import { schoolYearName } from '../figure';

/** One dated version of the definition of the statistic (Regeling prestatiebox mbo, annex A). Data: config/vsv. */
export interface VsvDefinition {
  name: string;
  version: string;
  source: string;
  /** younger than this on 1 October of the first year */
  ageLimit: number;
  /** A: funded education that counts */
  start: readonly EducationKind[];
  /** kinds of education in which a newcomer's first year does not count */
  newcomers: readonly EducationKind[];
  /** B */
  outStatuses: readonly VsvStatus[];
  outExemptions: readonly ExemptionArticle[];
  /** C */
  learning: readonly EducationKind[];
  learningStatuses: readonly VsvStatus[];
  /** D */
  qualifications: readonly DiplomaKind[];
  /** `mm-dd`: last day of the second year on which a late startkwalificatie counts */
  lateUntil: string;
  entryDiplomas: readonly DiplomaKind[];
  entryStatuses: readonly VsvStatus[];
}

export interface SeriesBreak {
  schoolYear: number;
  reason: string;
}

interface VsvFile {
  definities: {
    naam: string;
    versie: string;
    vanaf: number;
    bron: string;
    leeftijdsgrens: number;
    startpopulatie: { onderwijssoorten: string[]; nieuwkomers: string[] };
    uitgezonderd: { statussen: string[]; vrijstellingen: string[] };
    nogLerend: { onderwijssoorten: string[]; statussen: string[] };
    startkwalificatie: { diplomas: string[]; laatTotEnMet: string };
    entree: { diplomas: string[]; statussen: string[] };
  }[];
  reeksbreuken: { schooljaar: number; reden: string }[];
}

let loaded: { versions: { from: number; definition: VsvDefinition }[]; breaks: SeriesBreak[] } | null = null;

function load() {
  const file = readConfig<VsvFile>('vsv', 'definities.json');
  const versions = file.definities.map((d) => ({
    from: d.vanaf,
    definition: {
      name: d.naam,
      version: d.versie,
      source: d.bron,
      ageLimit: d.leeftijdsgrens,
      start: known(EDUCATION_KINDS, d.startpopulatie.onderwijssoorten),
      newcomers: known(EDUCATION_KINDS, d.startpopulatie.nieuwkomers),
      outStatuses: known(VSV_STATUSES, d.uitgezonderd.statussen),
      outExemptions: known(EXEMPTION_ARTICLES, d.uitgezonderd.vrijstellingen),
      learning: known(EDUCATION_KINDS, d.nogLerend.onderwijssoorten),
      learningStatuses: known(VSV_STATUSES, d.nogLerend.statussen),
      qualifications: known(DIPLOMA_KINDS, d.startkwalificatie.diplomas),
      lateUntil: d.startkwalificatie.laatTotEnMet,
      entryDiplomas: known(DIPLOMA_KINDS, d.entree.diplomas),
      entryStatuses: known(VSV_STATUSES, d.entree.statussen),
    },
  }));
  const breaks = file.reeksbreuken.map(({ schooljaar, reden }) => ({ schoolYear: schooljaar, reason: reden }));
  return { versions: versions.sort((a, b) => a.from - b.from), breaks };
}

/** Throws where config/ names something that does not exist. */
function known<T extends string>(all: readonly T[], given: readonly string[]): readonly T[] {
  return given.map((name) => {
    const found = all.find((one) => one === name);
    if (found === undefined) throw new Error(`config/vsv/definities.json: onbekende waarde ${name}`);
    return found;
  });
}

/** The version in force for the school year that starts in `schoolYear`. Throws a Problem where there is none. */
export function vsvDefinition(schoolYear: number): VsvDefinition {
  loaded ??= load();
  const found = loaded.versions.findLast(({ from }) => from <= schoolYear);
  if (found === undefined) {
    throw new Problem(
      'geen-definitie',
      `Voor schooljaar ${schoolYearName(schoolYear)} heeft Leerspoor geen definitie van vsv. Kies ${loaded.versions[0]?.from} of later.`,
    );
  }
  return found.definition;
}

/** Where a series of years may not be compared with the years before. */
export function seriesBreaks(): readonly SeriesBreak[] {
  loaded ??= load();
  return loaded.breaks;
}

export const definitionName = ({ name, version, source }: VsvDefinition): string =>
  `vsv-statistiek ${name}, versie ${version} (${source})`;

/** The first school year for which there is a definition. */
export function firstDefinedYear(): number {
  loaded ??= load();
  return loaded.versions[0]!.from;
}
