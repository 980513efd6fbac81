import { defineStates, type Step } from '../../platform/states';

type Way<S extends string> = Step<S>;

/** Steps of measures are all the municipality's. */
const step = <S extends string>(from: readonly S[], to: S, words: string, needs?: readonly string[]): Way<S> => ({
  ...{ from, to, words, by: ['gemeente'] },
  ...(needs ? { needs } : {}),
});
const why = ['toelichting'] as const;

export const ROUTE_STATES = defineStates({
  name: 'mas-route',
  states: { gekozen: 'Gekozen', loopt: 'Loopt', afgerond: 'Afgerond', verlaten: 'Verlaten' },
  begin: ['gekozen'],
  ends: ['afgerond', 'verlaten'],
  steps: {
    starten: step(['gekozen'], 'loopt', 'Starten'),
    afronden: step(['loopt'], 'afgerond', 'Afronden', why),
    verlaten: step(['gekozen', 'loopt'], 'verlaten', 'Verlaten', why),
  },
});

export const WARNING_STATES = defineStates({
  name: 'waarschuwing',
  states: { opgesteld: 'Opgesteld', verzonden: 'Verzonden', ingetrokken: 'Ingetrokken' },
  begin: ['opgesteld'],
  ends: ['verzonden', 'ingetrokken'],
  steps: {
    verzenden: step(['opgesteld'], 'verzonden', 'Verzenden'),
    intrekken: step(['opgesteld', 'verzonden'], 'ingetrokken', 'Intrekken', why),
  },
});

export const HALT_STATES = defineStates({
  name: 'halt',
  states: {
    voorgesteld: 'Voorgesteld',
    verwezen: 'Verwezen',
    loopt: 'Loopt bij Halt',
    geslaagd: 'Geslaagd',
    mislukt: 'Mislukt',
    teruggestuurd: 'Teruggestuurd door Halt',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['voorgesteld'],
  ends: ['geslaagd', 'mislukt', 'teruggestuurd', 'ingetrokken'],
  steps: {
    verwijzen: step(['voorgesteld'], 'verwezen', 'Verwijzen naar Halt'),
    starten: step(['verwezen'], 'loopt', 'Gestart bij Halt'),
    slagen: step(['loopt'], 'geslaagd', 'Geslaagd'),
    mislukken: step(['verwezen', 'loopt'], 'mislukt', 'Mislukt', why),
    terugsturen: step(['verwezen'], 'teruggestuurd', 'Teruggestuurd', why),
    intrekken: step(['voorgesteld', 'verwezen'], 'ingetrokken', 'Intrekken', why),
  },
});

export const OFFICIAL_REPORT_STATES = defineStates({
  name: 'proces-verbaal',
  states: {
    in_voorbereiding: 'In voorbereiding',
    opgemaakt: 'Opgemaakt',
    ingezonden: 'Ingezonden aan het OM',
    uitspraak: 'Uitspraak gedaan',
    geseponeerd: 'Geseponeerd',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['in_voorbereiding'],
  ends: ['uitspraak', 'geseponeerd', 'ingetrokken'],
  steps: {
    opmaken: step(['in_voorbereiding'], 'opgemaakt', 'Opmaken en ondertekenen'),
    inzenden: step(['opgemaakt'], 'ingezonden', 'Inzenden aan de officier van justitie'),
    uitspraak: step(['ingezonden'], 'uitspraak', 'Uitspraak vastleggen'),
    seponeren: step(['ingezonden'], 'geseponeerd', 'Sepot vastleggen', why),
    intrekken: step(['in_voorbereiding', 'opgemaakt'], 'ingetrokken', 'Intrekken', why),
  },
});

/** The five steps of the Verbeterde Meldcode. Where there is acute danger one may report at once. */
export const CARE_REPORT_STATES = defineStates({
  name: 'zorgmelding',
  states: {
    signalen_in_kaart: 'Stap 1: signalen in kaart',
    overlegd: 'Stap 2: overlegd met een deskundige',
    besproken: 'Stap 3: besproken met het gezin',
    gewogen: 'Stap 4: gewogen',
    gemeld: 'Stap 5: gemeld bij Veilig Thuis',
    hulp: 'Stap 5: hulp georganiseerd',
    geen_melding: 'Stap 5: geen melding nodig',
    teruggekoppeld: 'Terugkoppeling van Veilig Thuis ontvangen',
  },
  begin: ['signalen_in_kaart'],
  ends: ['hulp', 'geen_melding', 'teruggekoppeld'],
  steps: {
    overleggen: step(['signalen_in_kaart'], 'overlegd', 'Overleggen met een deskundige of Veilig Thuis'),
    bespreken: step(['overlegd'], 'besproken', 'Bespreken met jongere en ouders'),
    'overslaan-gesprek': step(['overlegd'], 'besproken', 'Gesprek overslaan om de veiligheid', why),
    wegen: step(['besproken'], 'gewogen', 'Wegen'),
    melden: step(['gewogen'], 'gemeld', 'Melden bij Veilig Thuis'),
    'direct-melden': step(
      ['signalen_in_kaart', 'overlegd', 'besproken'],
      'gemeld',
      'Direct melden bij acuut gevaar',
      why,
    ),
    'hulp-organiseren': step(['gewogen'], 'hulp', 'Hulp organiseren', why),
    'niet-melden': step(['gewogen'], 'geen_melding', 'Niet melden', why),
    terugkoppeling: step(['gemeld'], 'teruggekoppeld', 'Terugkoppeling vastleggen', why),
  },
});

export const BENEFIT_STATES = defineStates({
  name: 'svb',
  states: {
    voorgesteld: 'Voorgesteld',
    stop_gemeld: 'Stop gemeld aan de SVB',
    gestopt: 'Kinderbijslag gestopt',
    herstel_gemeld: 'Herstel gemeld aan de SVB',
    afgewezen: 'Niet overgenomen door de SVB',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['voorgesteld'],
  ends: ['gestopt', 'herstel_gemeld', 'afgewezen', 'ingetrokken'],
  steps: {
    'stop-melden': step(['voorgesteld'], 'stop_gemeld', 'Stop melden'),
    gestopt: step(['stop_gemeld'], 'gestopt', 'Bevestiging van de SVB vastleggen'),
    afwijzen: step(['stop_gemeld'], 'afgewezen', 'Afwijzing van de SVB vastleggen', why),
    'herstel-melden': step(['stop_gemeld', 'gestopt'], 'herstel_gemeld', 'Herstel melden'),
    intrekken: step(['voorgesteld'], 'ingetrokken', 'Intrekken', why),
  },
});

export const COUNCIL_STATES = defineStates({
  name: 'raad',
  states: {
    voorgesteld: 'Voorgesteld',
    verzoek_gedaan: 'Verzoek gedaan',
    in_onderzoek: 'In onderzoek',
    advies: 'Advies ontvangen',
    afgewezen: 'Niet in onderzoek genomen',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['voorgesteld'],
  ends: ['advies', 'afgewezen', 'ingetrokken'],
  steps: {
    verzoeken: step(['voorgesteld'], 'verzoek_gedaan', 'Verzoek doen'),
    onderzoeken: step(['verzoek_gedaan'], 'in_onderzoek', 'In onderzoek genomen'),
    afwijzen: step(['verzoek_gedaan'], 'afgewezen', 'Niet in onderzoek genomen', why),
    advies: step(['in_onderzoek', 'verzoek_gedaan'], 'advies', 'Advies vastleggen'),
    intrekken: step(['voorgesteld', 'verzoek_gedaan'], 'ingetrokken', 'Intrekken', why),
  },
});
