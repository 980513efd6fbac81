import { defineStates } from '../../platform/states';
import type { SignalStatus } from '../../signals/stored-signal';

export const DOSSIER_STATUSES = ['nieuw', 'in_behandeling', 'aangehouden', 'heropend', 'afgesloten'] as const;
export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

export const DOSSIER_STEPS = ['oppakken', 'aanhouden', 'hervatten', 'sluiten', 'heropenen'] as const;
export type DossierStep = (typeof DOSSIER_STEPS)[number];

/** A new signal never opens a closed dossier: it opens another one (contract 5). Only a person reopens, with a reason. */
export const DOSSIER = defineStates<DossierStatus, DossierStep>({
  name: 'dossier',
  states: {
    nieuw: 'Nieuw',
    in_behandeling: 'In behandeling',
    aangehouden: 'Aangehouden',
    heropend: 'Heropend',
    afgesloten: 'Afgesloten',
  },
  begin: ['nieuw'],
  ends: ['afgesloten'],
  steps: {
    oppakken: { from: ['nieuw', 'heropend'], to: 'in_behandeling', by: ['gemeente'], words: 'In behandeling nemen' },
    aanhouden: {
      from: ['in_behandeling'],
      to: 'aangehouden',
      by: ['gemeente'],
      words: 'Aanhouden',
      needs: ['reden'],
    },
    hervatten: { from: ['aangehouden'], to: 'in_behandeling', by: ['gemeente'], words: 'Hervatten' },
    sluiten: {
      from: ['nieuw', 'in_behandeling', 'aangehouden', 'heropend'],
      to: 'afgesloten',
      by: ['gemeente', 'leerspoor'],
      words: 'Sluiten',
      needs: ['reden'],
    },
    heropenen: { from: ['afgesloten'], to: 'heropend', by: ['gemeente'], words: 'Heropenen', needs: ['toelichting'] },
  },
});

/** What the outside reads of a signal without a melding: it follows the dossier (contract 2, export signalen). */
export function signalStatusIn(dossier: DossierStatus): SignalStatus {
  switch (dossier) {
    case 'nieuw':
      return 'geregistreerd';
    case 'in_behandeling':
    case 'aangehouden':
    case 'heropend':
      return 'in_behandeling';
    case 'afgesloten':
      return 'afgesloten';
  }
}
