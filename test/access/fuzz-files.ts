import { IMPORT_KINDS } from '../../src/imports/import-kinds';
import { EXAMPLES } from '../../src/imports/kinds-examples';

const PEOPLE =
  '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;GEMEENTENAAM;BRIN;BRIN_VOLGNR;NIVEAU;ONDERWIJSSOORT;CREBO\n' +
  '900000001;900000001;01-02-2004;REGIO 28;518;X;27GZ;27GZ;Mbo4 opleidingen;BOL;25251\n' +
  '900000002;900000002;01-02-2004;REGIO 28;518;X;27GZ;01;Mbo1 opleidingen;BOL;25251\n';
const MONTH =
  'BRIN_NR;RAPPORTAGEMAAND;PERSOONSGEBONDENNUMMER;GEBOORTEDATUM;MELDING_VERZUIM_WETTELIJK;BRIN;GEMEENTECODE;RMC_REGIO;NIVEAU;INSCHRIJVINGSVOLGNUMMER;ONDERWIJSCODE\n' +
  '27GZ;202310;900000001;20040201;J;27GZ;518;28;MBO4;1;25251\n';
const EDEXML = `<?xml version="1.0" encoding="utf-8"?>
<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>01AB</brincode><dependancecode>00</dependancecode></school>
<leerlingen><leerling key="k1"><achternaam>van Dijk</achternaam><roepnaam>Anne &amp; co</roepnaam>
<geboortedatum>2010-03-01</geboortedatum><geslacht>2</geslacht></leerling></leerlingen></EDEX>`;

const GIVEN: Partial<Record<(typeof IMPORT_KINDS)[number], { name: string; text: string }>> = {
  'duo-startpopulatie': { name: 'NRSP2023DI27GZ.csv', text: PEOPLE },
  'duo-nieuwe-vsv': { name: 'NenR2023DI27GZ.csv', text: PEOPLE },
  'duo-maand': { name: '202310A04I27GZ.csv', text: MONTH },
  edexml: { name: 'uitwisseling.xml', text: EDEXML },
};

/** A good file of every kind that can be imported, to be spoilt. */
export const FILES: { soort: (typeof IMPORT_KINDS)[number]; name: string; text: string }[] = IMPORT_KINDS.map(
  (soort) => ({
    ...{ soort, name: `${soort}.csv`, text: `${EXAMPLES[soort].lines.join('\n')}\n` },
    ...GIVEN[soort],
  }),
);

/** What spoils a file of XML: text that its reader must refuse or survive. */
export const XML_TRAPS = [
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><EDEX>&b;</EDEX>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><EDEX>&e;</EDEX>',
  `${'<a>'.repeat(20_000)}`,
  `<EDEX ${'a="1" '.repeat(5_000)}/>`,
  '<EDEX><![CDATA[',
  '<EDEX>\u0000</EDEX>',
  '<EDEX><school/></EDEX>',
  '<?xml version="9"?><EDEX/>',
  '',
];
