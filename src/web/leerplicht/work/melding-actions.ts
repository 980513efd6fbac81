import type { MeldingStatus } from '../../../cases/meldingen/states';

export const MELDING_ACTIONS = ['oppakken', 'kennisgeving', 'afsluiten', 'bericht'] as const;
export type MeldingAction = (typeof MELDING_ACTIONS)[number];

export const MELDING_ACTION_NAMES: Record<MeldingAction, string> = {
  oppakken: 'In behandeling nemen',
  kennisgeving: 'Ter kennisgeving aannemen',
  afsluiten: 'Afsluiten',
  bericht: 'Bericht aan de school',
};

/** What the municipality can do with a melding in this status. */
export function actionsIn(status: MeldingStatus): MeldingAction[] {
  switch (status) {
    case 'geregistreerd':
      return ['oppakken', 'kennisgeving', 'bericht'];
    case 'in_behandeling':
      return ['afsluiten', 'bericht'];
    case 'afgesloten':
    case 'ter_kennisgeving':
      return ['bericht'];
    case 'ingetrokken':
      return [];
  }
}
