import type { Decider } from '../../law/leave/leave-rules';
import type { ExemptionArticle } from '../../law/facts';
import type { LeaveView } from '../../cases/leave/leave-desk';
import type { Tone } from '../components/show';

/** Grounds of the Leerplichtwet 1969, with their article. */
export const ARTICLE_NAMES: Record<ExemptionArticle, string> = {
  ART11F: 'Vakantie door het beroep van een ouder (artikel 11 onder f)',
  ART11G: 'Gewichtige omstandigheden (artikel 11 onder g)',
  ART3A: 'Vervangende leerplicht (artikel 3a)',
  ART3B: 'Vervangende leerplicht, laatste schooljaar (artikel 3b)',
  ART5_A: 'Lichamelijk of psychisch niet geschikt (artikel 5 onder a)',
  ART5_B: 'Bezwaar tegen de richting (artikel 5 onder b)',
  ART5_C: 'School in het buitenland (artikel 5 onder c)',
  ART5A: 'Trekkend bestaan (artikel 5a)',
  ART15: 'Ander onderwijs dat voldoet (artikel 15)',
};

export const DECIDER_NAMES: Record<Decider, string> = {
  hoofd: 'Hoofd van de school',
  leerplichtambtenaar: 'Leerplichtambtenaar',
  college: 'College van burgemeester en wethouders',
  van_rechtswege: 'Niemand: de wet geeft vrijstelling na een kennisgeving',
};

export const LEAVE_TONES: Record<string, Tone> = {
  ingediend: 'active',
  aan_te_vullen: 'warning',
  toegekend: 'safe',
  afgewezen: 'neutral',
  ingetrokken: 'neutral',
  herroepen: 'neutral',
};

export const LEAVE_VIEW_NAMES: Record<LeaveView, string> = {
  open: 'Te beslissen',
  register: 'Register',
  alle: 'Alle aanvragen',
};
