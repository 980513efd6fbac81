import { DATA_KINDS, type DataKind } from './data-kinds';
import type { Register } from './register';

/** A risk for the people whose data these are: what could happen, what stands against it here, and what a municipality must add. */
interface Risk {
  risico: string;
  gevolg: string;
  maatregel: string;
  zelf: string;
}

const RISKS: Risk[] = [
  {
    risico: 'een medewerker bekijkt een dossier zonder reden',
    gevolg: 'een kind of gezin wordt bekend bij wie er niets mee te maken heeft',
    maatregel: 'rol, gebied en eigen dossiers; elke inzage in het logboek met doel; zoeken in het logboek per leerling',
    zelf: 'steekproef uit het logboek door de privacy-officer; afspraken over gevolgen',
  },
  {
    risico: 'een signaal is onjuist of blijft uit',
    gevolg: 'een gezin wordt ten onrechte aangesproken, of een kind blijft uit beeld',
    maatregel:
      'regels met wetsartikel en bewijs bij elk signaal; correctie werkt meteen door; niets gaat verloren bij storing',
    zelf: 'een medewerker beoordeelt elk signaal voordat er iets volgt (AVG art. 22)',
  },
  {
    risico: 'gegevens worden buitgemaakt: databasebestand, back-up of netwerk',
    gevolg: 'adressen, nummers en gespreksverslagen van kinderen op straat',
    maatregel: 'versleutelde kolommen, sleutel buiten de database, korte sessies, limieten, strenge headers',
    zelf: 'sleutel en back-up apart bewaren; schijf versleutelen; TLS voor de server; updates binnen een maand',
  },
  {
    risico: 'een geheim adres wordt getoond',
    gevolg: 'gevaar voor een kind of ouder',
    maatregel: 'een geheim adres is alleen te zien voor wie het nodig heeft en koppelt niemand aan een huishouden',
    zelf: 'de aanduiding geheim dagelijks uit de BRP aanleveren',
  },
  {
    risico: 'gegevens van strafrechtelijke aard gaan mee naar begeleiding na 18',
    gevolg: 'een jongere krijgt geen eerlijke nieuwe start',
    maatregel: 'het deel onder de Wpg is een eigen kamer met eigen recht, logboek en termijn, en gaat nooit mee',
    zelf: 'alleen aangewezen boa’s als boa registreren',
  },
  {
    risico: 'gezondheid of levensovertuiging wordt vastgelegd zonder noodzaak',
    gevolg: 'stigma; onrechtmatige verwerking van bijzondere gegevens',
    maatregel: 'bij het Doorstroompunt alleen met vastgelegde toestemming; bij vrijstellingen alleen de verklaring',
    zelf: 'notities nalopen op wat niet nodig is; medewerkers instrueren',
  },
  {
    risico: 'gegevens blijven te lang staan',
    gevolg: 'het verleden blijft iemand achtervolgen',
    maatregel: 'vernietigingsdatum bij elk dossier, maandelijkse lijst, tweede persoon, verklaring',
    zelf: 'lijsten maandelijks behandelen; back-ups niet langer dan de kortste termijn bewaren',
  },
  {
    risico: 'een cijfer is te herleiden tot een kind',
    gevolg: 'een school of wijk herkent een gezin',
    maatregel: 'kleine aantallen afgeschermd, ook waar totalen ze zouden verraden',
    zelf: 'cijfers van verschillende filters niet naast elkaar publiceren',
  },
  {
    risico: 'een ander systeem krijgt te veel te zien',
    gevolg: 'gegevens buiten beeld van de gemeente',
    maatregel: 'sleutel per systeem met scholen, rechten en einddatum; gebeurtenissen zijn alleen een verwijzing',
    zelf: 'verwerkersovereenkomsten sluiten; koppelingen jaarlijks nalopen (`leerspoor koppeling lijst`)',
  },
];

export interface Dpia {
  register: Register;
  bijzonder: string[];
  risicos: Risk[];
  /** questions that only the organisation can answer */
  zelfBeantwoorden: string[];
}

const QUESTIONS = [
  'Wie is verwerkingsverantwoordelijke, en is er een regeling tussen gemeenten in de regio (AVG art. 26)?',
  'Wie host de server en de database, en is er een verwerkersovereenkomst (AVG art. 28)?',
  'Hebben leerlingen, ouders en medewerkers hun mening gegeven (AVG art. 35 lid 9)?',
  'Wat adviseert de functionaris gegevensbescherming (AVG art. 35 lid 2)?',
  'Welke brieven en websites vertellen betrokkenen over deze verwerking (AVG art. 13 en 14)?',
  'Is een kleiner gegeven genoeg: welke velden van de aanlevering gebruikt u niet?',
  'Zijn er restrisico’s die voorafgaand overleg met de Autoriteit Persoonsgegevens vragen (AVG art. 36)?',
];

/** The start of a data protection impact assessment (AVG art. 35), in the order of the Model DPIA Rijksdienst. Pure. */
export function dpiaOf(register: Register): Dpia {
  const kinds: DataKind[] = Object.values(DATA_KINDS);
  return {
    register,
    bijzonder: kinds.flatMap(({ naam, bijzonder }) => (bijzonder ? [`${naam}: ${bijzonder}`] : [])),
    risicos: RISKS,
    zelfBeantwoorden: QUESTIONS,
  };
}
