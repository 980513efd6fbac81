import type { DossierStatus } from '../../cases/dossier/dossier-store';
import type { Regime } from '../../cases/dossier/regime';

export const REGIME_NAMES: Record<Regime, string> = { leerplicht: 'Leerplicht', doorstroompunt: 'Doorstroompunt' };

export const DOSSIER_STATUS_NAMES: Record<DossierStatus, string> = {
  nieuw: 'Nieuw',
  in_behandeling: 'In behandeling',
  aangehouden: 'Aangehouden',
  heropend: 'Heropend',
  afgesloten: 'Afgesloten',
};

export const ROLE_NAMES: Record<string, string> = {
  leerplichtambtenaar: 'Leerplichtambtenaar',
  'rmc-trajectbegeleider': 'Trajectbegeleider',
  'rmc-coordinator': 'Coördinator Doorstroompunt',
  schoolmedewerker: 'Schoolmedewerker',
  'functioneel-beheerder': 'Functioneel beheerder',
  'privacy-officer': 'Privacy-officer',
};
