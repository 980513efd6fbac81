import { DOSSIER } from '../dossier/states';
import { HANDOVER } from '../handover/states';
import { MELDING } from '../meldingen/states';
import { WARM_HANDOVER } from '../warm/states';
import { ITEM_FORMS } from './forms';
import type { ItemKind } from './item';

export const ITEM_NAMES: Record<ItemKind, string> = {
  contact: 'Contactmoment',
  afspraak: 'Afspraak of gesprek',
  taak: 'Taak',
  notitie: 'Notitie',
  overeenkomst: 'Overeenkomst met leerling of ouders',
  bijlage: 'Bijlage',
  betrokkene: 'Betrokkene',
  'mas-route': 'Route van de MAS',
  waarschuwing: 'Waarschuwing',
  halt: 'Halt',
  'proces-verbaal': 'Proces-verbaal',
  zorgmelding: 'Zorgmelding (Veilig Thuis)',
  svb: 'Kinderbijslag (SVB)',
  raad: 'Raad voor de Kinderbescherming',
};

/** What in a dossier takes steps, by the name of its state literal. */
const THING_NAMES: Record<string, string> = {
  ...ITEM_NAMES,
  dossier: 'Dossier',
  melding: 'Melding',
  overdracht: 'Overdracht',
  'warme-overdracht': 'Warme overdracht',
};

/** Steps that lead to no other state, or to the first one. */
const FIRST_NAMES: Record<string, string> = {
  openen: 'Geopend',
  registreren: 'Geregistreerd',
  toevoegen: 'Toegevoegd',
  corrigeren: 'Verbeterd',
  aanvullen: 'Aangevuld',
  aanbieden: 'Aangeboden',
  toelichten: 'Toegelicht',
  voorbereiden: 'Voorbereiding begonnen',
};

interface Machine {
  states: Readonly<Record<string, string>>;
  steps: Readonly<Record<string, { words: string }>>;
}

const MACHINES: Record<string, Machine> = {
  ...Object.fromEntries(Object.values(ITEM_FORMS).map(({ machine }) => [machine.name, machine])),
  ...{ dossier: DOSSIER, melding: MELDING, overdracht: HANDOVER, 'warme-overdracht': WARM_HANDOVER },
};

/** What took the step; its code where no literal has that name any more. */
export const thingName = (machine: string): string => THING_NAMES[machine] ?? machine;

/** What a state is called; its code where no literal has it any more. */
export const stateName = (machine: string, state: string): string => MACHINES[machine]?.states[state] ?? state;

/** What a step is called; its code where no literal has it any more. */
export const actName = (machine: string, step: string): string =>
  FIRST_NAMES[step] ?? MACHINES[machine]?.steps[step]?.words ?? step.replace(/[-_]/g, ' ');

/** What became of it: the state it is in since. */
export const stepName = ({ machine, step, to }: { machine: string; step: string; to: string }): string =>
  FIRST_NAMES[step] ?? stateName(machine, to);
