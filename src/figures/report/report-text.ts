import type { Day } from '../../law/day';
import { areaName } from '../area';
import type { Figure, FigureQuestion, FigureRow } from '../figure';
import { schoolYearName } from '../figure';

/** What stands at the beginning. */
export function introduction(question: FigureQuestion, year: number): string[] {
  return [
    `Het college van burgemeester en wethouders doet de gemeenteraad elk jaar vóór 1 oktober verslag over de uitvoering van de Leerplichtwet 1969 in het afgelopen schooljaar (artikel 25). Dit verslag gaat over ${areaName(question)} in schooljaar ${schoolYearName(year)}: van 1 augustus ${year} tot en met 31 juli ${year + 1}.`,
    "De cijfers tellen leerlingen en niet het aantal keren dat zij zijn gemeld. Aantallen onder de 5 zijn weggelaten, net als aantallen waaruit zo'n klein aantal is terug te rekenen.",
  ];
}

/** The main numbers in sentences; what is withheld stays so. */
export function conclusions(telling: Figure, comparison: Figure, home: Figure): string[] {
  const row = (figure: Figure, key: string) => figure.rijen.find(({ cells }) => cells['sleutel'] === key)!;
  const years = comparison.kolommen.slice(2).map(({ key }) => key);
  const [before, now] = years.slice(-2) as [string, string];
  const changed = (key: string): string => {
    const cells = row(comparison, key).cells;
    const [was, is] = [cells[before], cells[now]];
    if (typeof was !== 'number' || typeof is !== 'number') return '';
    if (was === is) return ', evenveel als het jaar ervoor';
    return `, ${Math.abs(is - was).toLocaleString('nl-NL')} ${is > was ? 'meer' : 'minder'} dan het jaar ervoor`;
  };
  return [
    `Relatief verzuim: ${pupils(row(telling, 'relatief'), 'totaal')} ten minste één keer gemeld${changed('relatief')}.`,
    `Luxeverzuim: ${pupils(row(telling, 'luxe'), 'totaal')} ten minste één keer gemeld${changed('luxe')}.`,
    `Absoluut verzuim: ${pupils(row(telling, 'absoluut'), 'totaal')} zonder inschrijving en zonder vrijstelling${changed('absoluut')}.`,
    `Thuiszitters aan het eind van het schooljaar, langdurig relatief of absoluut verzuim: ${pupils(row(home, 'lrv-absoluut'), 'opPeildatum')}.`,
  ];
}

/** From which data and by which rules, for who wants to check it. */
export function howItWasMade({ definitie, gegevensdatum, toelichting, kenmerken }: Figure, today: Day): string[] {
  const made = `Dit verslag is op ${today} gemaakt uit de registraties in Leerspoor, zoals die op ${gegevensdatum} waren.`;
  return [
    'vastlegging' in kenmerken
      ? `${made} De telling is toen vastgelegd: een later verslag uit dezelfde vastlegging geeft dezelfde aantallen.`
      : `${made} Wordt later iets gecorrigeerd, dan kan een nieuw verslag andere aantallen geven.`,
    `De telling volgt deze definitie: ${definitie}. ${toelichting.join(' ')}`,
    'Bij elke tabel staat haar eigen definitie, met de dag waarvoor zij geldt. Een x betekent dat het getal niet wordt getoond. Maatregelen tellen per maatregel en niet per leerling.',
  ];
}

function pupils(row: FigureRow, key: string): string {
  if (row.onderdrukt?.includes(key)) return 'een aantal dat niet wordt getoond';
  const value = row.cells[key];
  if (typeof value !== 'number') return 'onbekend';
  return value === 1 ? '1 leerling' : `${value.toLocaleString('nl-NL')} leerlingen`;
}

export const TERMS = [
  {
    term: 'Relatief verzuim',
    uitleg:
      'Een ingeschreven leerling mist zonder geldige reden 16 uur of meer in vier opeenvolgende lesweken (art. 21a), of langer dan vier weken alle lessen.',
  },
  {
    term: 'Luxeverzuim',
    uitleg: 'Een leerling is zonder verlof op vakantie onder schooltijd (art. 11 onder f en 13a).',
  },
  {
    term: 'Absoluut verzuim',
    uitleg:
      'Een leerplichtige of kwalificatieplichtige jongere staat op geen school ingeschreven en is niet vrijgesteld.',
  },
  {
    term: 'Vrijstelling',
    uitleg:
      'De jongere hoeft niet ingeschreven te zijn (art. 5, 5a en 15) of volgt een ander programma (art. 3a en 3b).',
  },
  {
    term: 'Thuiszitter',
    uitleg:
      'Een leerling die langdurig geen onderwijs volgt. Er zijn meer definities in gebruik; bij elk cijfer staat welke.',
  },
  {
    term: 'Voortijdig schoolverlater (statistiek)',
    uitleg:
      'Wie op 1 oktober onderwijs volgde en een jaar later niet meer, zonder startkwalificatie (Regeling prestatiebox mbo, bijlage A).',
  },
];
