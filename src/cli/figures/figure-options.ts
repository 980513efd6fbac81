import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FigureDetails } from '../../figures/desk/figure-desk';
import { type FigureQuestion, PER, type Per } from '../../figures/figure';
import { FORMS, type FormName } from '../../figures/forms/figure-file';
import { STORABLE_NAMES } from '../../figures/stored/kinds';
import { type Step, STEPS } from '../../figures/vsv/steps';
import type { VsvState } from '../../figures/vsv/vsv-table';
import { UsageProblem } from '../../platform/errors';
import { findMunicipality, findRegion, regions } from '../../registry/facts';

/** What `leerspoor cijfers` was asked, as commander gives it. */
export interface FigureOptions {
  regio?: string;
  gemeente?: string;
  schooljaar?: number;
  per?: Per;
  formaat: FormName;
  json?: boolean;
  publicatie?: boolean;
  uit?: string;
  stand?: VsvState;
  vastlegging?: string;
  /** vsv: in which state; true: as the other kinds are stored, without one */
  vastleggen?: Exclude<VsvState, 'actueel'> | true;
  stap?: Step;
  sleutel?: string;
  kolom?: string;
  vanafRij?: number;
  definitie?: string;
}

/** Persons behind one cell. */
const CELL_KINDS = [
  ...['telling-personen', 'effect-personen', 'management-personen', 'maatregelen-personen'],
  ...['thuiszitters-personen', 'duo-maand-personen', 'duo-vsv-personen'],
];

/** Of these it is kept who was counted when the figure was stored. */
const STORED_PERSONS = ['telling-personen', 'effect-personen', 'thuiszitters-personen'];

/** Options that only some SOORTen have. */
const ONLY_FOR: Partial<Record<keyof FigureOptions, readonly string[]>> = {
  stand: ['vsv', 'vsv-personen'],
  vastlegging: ['vsv', 'vsv-personen', ...STORABLE_NAMES, ...STORED_PERSONS],
  vastleggen: ['vsv', ...STORABLE_NAMES],
  stap: ['vsv-personen'],
  sleutel: ['vsv-personen', 'duo-personen', ...CELL_KINDS],
  kolom: CELL_KINDS,
  vanafRij: ['vsv-personen', 'duo-personen', ...CELL_KINDS],
  definitie: ['thuiszitters', 'thuiszitters-personen'],
};

/** Throws where an option means nothing for this SOORT. */
export function requireOptions(soort: string, options: FigureOptions): void {
  for (const [name, kinds] of Object.entries(ONLY_FOR)) {
    if (options[name as keyof FigureOptions] === undefined || kinds.includes(soort)) continue;
    const written = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageProblem(`De optie --${written} hoort bij: ${kinds.join(', ')}.`);
  }
  const state = options.vastleggen;
  if (soort === 'vsv' && state === true) throw new UsageProblem('Kies --vastleggen voorlopig of definitief.');
  if (soort !== 'vsv' && typeof state === 'string') {
    throw new UsageProblem(`De cijfers ${soort} kennen geen ${state}: geef --vastleggen zonder meer.`);
  }
  if (soort === 'jaarverslag' && state && !options.gemeente && !options.regio) {
    throw new UsageProblem('Een jaarverslag gaat over één gemeente: geef --gemeente CODE (of --regio CODE).');
  }
  if (state && options.vastlegging) throw new UsageProblem('Kies --vastleggen of --vastlegging, niet allebei.');
  if (options.vastleggen && options.stand) throw new UsageProblem('Kies --vastleggen of --stand, niet allebei.');
}

export function addFigureOptions(command: Command): Command {
  return command
    .option('--regio <code>', "alleen deze regio (DUO's code, twee cijfers)", readRegion)
    .option('--gemeente <code>', 'alleen deze gemeente (vier cijfers)', readMunicipality)
    .option('--schooljaar <jaar>', 'het jaar waarin het schooljaar begint, zoals 2025', readSchoolYear)
    .addOption(new Option('--per <verdeling>', 'een rij per (standaard: regio)').choices([...PER]))
    .addOption(new Option('--formaat <formaat>', 'vorm van de uitvoer').choices([...FORMS]).default('json'))
    .option('--json', 'hetzelfde als --formaat json')
    .option('--publicatie', 'laat kleine aantallen weg, ook waar een totaal ze zou verraden')
    .addOption(new Option('--stand <stand>', 'vsv: welke telling').choices(['actueel', 'voorlopig', 'definitief']))
    .addOption(
      new Option(
        '--vastleggen [stand]',
        'legt de telling van nu vast, van elk gebied; dat is niet terug te draaien (vsv: voorlopig of definitief)',
      ).choices(['voorlopig', 'definitief']),
    )
    .option('--vastlegging <id>', 'deze vastgelegde telling, ook als er later een kwam', readId)
    .addOption(new Option('--stap <stap>', 'vsv-personen: alleen deze stap van de formule').choices([...STEPS]))
    .option('--sleutel <sleutel>', 'personen: alleen de rij met deze sleutel')
    .option('--kolom <kolom>', 'personen achter een cel: alleen deze kolom van de rij')
    .option('--vanaf-rij <rij>', 'personen: vanaf deze rij, 1000 tegelijk (standaard: 0)', readRow)
    .option('--definitie <naam>', 'thuiszitters: per maand, volgens de definitie van deze naam')
    .option('--uit <bestand>', 'schrijft naar dit bestand in plaats van standaarduitvoer');
}

export function questionOf({ regio, gemeente, schooljaar, per, publicatie }: FigureOptions): FigureQuestion {
  return {
    schoolYear: schooljaar ?? null,
    region: regio ?? null,
    municipality: gemeente ?? null,
    per: per ?? 'regio',
    publication: publicatie ?? false,
  };
}

/** What the options ask that only some kinds know. */
export function detailsOf({
  stand,
  vastleggen,
  vastlegging,
  stap,
  sleutel,
  kolom,
  vanafRij,
  definitie,
}: FigureOptions): FigureDetails {
  const state = vastleggen === true ? undefined : (vastleggen ?? stand);
  return {
    ...(state ? { state } : {}),
    ...(vastlegging ? { snapshot: vastlegging } : {}),
    ...(stap ? { step: stap } : {}),
    ...(sleutel !== undefined ? { key: sleutel } : {}),
    ...(kolom !== undefined ? { column: kolom } : {}),
    ...(vanafRij !== undefined ? { offset: vanafRij } : {}),
    ...(definitie !== undefined ? { definition: definitie } : {}),
  };
}

/** Throws where options contradict each other. */
export function formOf({ formaat, json }: FigureOptions): FormName {
  if (json && formaat !== 'json') throw new UsageProblem(`Kies --json of --formaat ${formaat}, niet allebei.`);
  return formaat;
}

function readRegion(text: string): string {
  const code = text.padStart(2, '0');
  const found = findRegion(code) ?? regions().find(({ lawCode }) => lawCode === code);
  if (!found) throw new InvalidArgumentError('Geef de code van een regio: twee cijfers, zoals 28.');
  return found.code;
}

function readMunicipality(text: string): string {
  if (/^\d{4}$/.test(text) && findMunicipality(text)) return text;
  throw new InvalidArgumentError('Geef de code van een gemeente: vier cijfers, zoals 0518.');
}

function readSchoolYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1990 || year > 2100) {
    throw new InvalidArgumentError('Geef het jaar waarin het schooljaar begint, zoals 2025.');
  }
  return year;
}

function readId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Geef het nummer van de vastgelegde telling, zoals GET /api/v1/vsv-standen of /api/v1/vastleggingen het geeft.',
  );
}

function readRow(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Geef een heel getal van 0 of hoger.');
  return Number(text);
}
