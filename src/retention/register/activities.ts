import type { PURPOSES } from '../../access/log/purposes';
import type { Role } from '../../access/roles';
import type { DataKindName } from './data-kinds';

/** One processing activity, as AVG art. 30 asks for it; what follows from settings and rules is added by the register. */
export interface Activity {
  /** who is responsible (AVG art. 4 (7)) */
  verantwoordelijke: string;
  /** AVG art. 6, with the law it rests on */
  grondslag: string;
  betrokkenen: string;
  gegevens: readonly DataKindName[];
  rollen: readonly Role[];
  /** to whom it goes, whatever the settings */
  ontvangers: readonly string[];
}

const COLLEGE = 'college van burgemeester en wethouders van de woongemeente';
const EVERYTHING: readonly DataKindName[] = [
  ...(['personalia', 'omgeving', 'onderwijs', 'verzuim', 'signalen', 'dossier', 'maatregelen', 'verlof'] as const),
  'traject',
];

/** Each purpose that the audit log knows (`PURPOSES`) is an activity here: a new purpose does not compile without one. */
export const ACTIVITIES: Record<keyof typeof PURPOSES, Activity> = {
  leerplicht: {
    verantwoordelijke: COLLEGE,
    grondslag: 'wettelijke plicht en taak van algemeen belang (AVG art. 6 lid 1 c en e; Leerplichtwet 1969 art. 16)',
    betrokkenen: 'leerlingen van 5 tot 18 jaar, hun ouders en verzorgers',
    gegevens: ['personalia', 'omgeving', 'onderwijs', 'verzuim', 'signalen', 'dossier', 'maatregelen', 'verlof'],
    rollen: ['leerplichtambtenaar'],
    ontvangers: [
      'school: stand en terugmelding van de eigen melding',
      'Openbaar Ministerie en Halt: bij een proces-verbaal of verwijzing',
      'Veilig Thuis, Raad voor de Kinderbescherming en SVB: bij een melding daar',
      'andere gemeente of het Doorstroompunt: bij overdracht, zonder het deel onder de Wpg',
    ],
  },
  doorstroompunt: {
    verantwoordelijke: 'college van de contactgemeente van de Doorstroompuntregio',
    grondslag: 'taak van algemeen belang (AVG art. 6 lid 1 e; WEB art. 9.2.1 tot en met 9.2.8)',
    betrokkenen: 'jongeren van 18 tot de leeftijdsgrens zonder startkwalificatie, en wie eerder is opgepakt',
    gegevens: ['personalia', 'onderwijs', 'verzuim', 'signalen', 'dossier', 'traject'],
    rollen: ['rmc-trajectbegeleider'],
    ontvangers: ['partners van het traject (school, Participatiewet, zorg, UWV): wat met de jongere is afgesproken'],
  },
  verzuim: {
    verantwoordelijke: 'bevoegd gezag van de school, tot de melding; daarna het college',
    grondslag: 'wettelijke plicht (AVG art. 6 lid 1 c; Leerplichtwet 1969 art. 21a; WEB art. 8.1.8; BRO)',
    betrokkenen: 'leerlingen en studenten van de school',
    gegevens: ['personalia', 'onderwijs', 'verzuim', 'signalen'],
    rollen: ['schoolmedewerker'],
    ontvangers: ['woongemeente van de leerling'],
  },
  cijfers: {
    verantwoordelijke: 'college van de gemeente of contactgemeente',
    grondslag: 'wettelijke plicht (AVG art. 6 lid 1 c; Leerplichtwet 1969 art. 25; WEB art. 9.2.1 en 9.2.8)',
    betrokkenen: 'leerlingen en jongeren; in de cijfers niet herleidbaar, kleine aantallen afgeschermd',
    gegevens: ['onderwijs', 'verzuim', 'signalen', 'dossier', 'verlof', 'traject', 'cijfers'],
    rollen: ['rmc-coordinator', 'leerplichtambtenaar', 'rmc-trajectbegeleider'],
    ontvangers: ['gemeenteraad, ministerie van OCW en regio: alleen aantallen'],
  },
  verwerking: {
    verantwoordelijke: COLLEGE,
    grondslag: 'volgt de activiteit waarvoor wordt aangeleverd (AVG art. 6 lid 1 c en e)',
    betrokkenen: 'iedereen in een aangeleverd bestand',
    gegevens: ['personalia', 'omgeving', 'onderwijs', 'verzuim', 'verlof', 'cijfers', 'bezorging'],
    rollen: ['functioneel-beheerder'],
    ontvangers: [],
  },
  toegang: {
    verantwoordelijke: COLLEGE,
    grondslag: 'wettelijke plicht tot beveiliging (AVG art. 6 lid 1 c en art. 32; BIO)',
    betrokkenen: 'medewerkers van gemeente, regio en scholen',
    gegevens: ['medewerkers'],
    rollen: ['functioneel-beheerder'],
    ontvangers: [],
  },
  controle: {
    verantwoordelijke: COLLEGE,
    grondslag: 'wettelijke plicht (AVG art. 5 lid 2 en art. 32; Wpg art. 32a)',
    betrokkenen: 'medewerkers, en de leerlingen van wie zij gegevens zagen',
    gegevens: ['logboek'],
    rollen: ['privacy-officer'],
    ontvangers: ['betrokkene die om inzage vraagt'],
  },
  bewaren: {
    verantwoordelijke: COLLEGE,
    grondslag: 'wettelijke plicht (AVG art. 5 lid 1 e; Archiefwet 1995 art. 3)',
    betrokkenen: 'iedereen van wie gegevens worden bewaard',
    gegevens: [...EVERYTHING, 'rechten'],
    rollen: ['privacy-officer'],
    ontvangers: [],
  },
  rechten: {
    verantwoordelijke: COLLEGE,
    grondslag: 'wettelijke plicht (AVG art. 6 lid 1 c en art. 12 tot en met 22; Wpg art. 25 tot en met 28)',
    betrokkenen: 'wie om inzage, correctie of beperking vraagt',
    gegevens: [...EVERYTHING, 'logboek', 'rechten'],
    rollen: ['privacy-officer'],
    ontvangers: ['de betrokkene zelf'],
  },
};
