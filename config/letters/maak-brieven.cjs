/**
 * Makes the example letters (Word) from the texts below: `node config/letters/maak-brieven.cjs`. The texts are in plain
 * Dutch (B1). A line that begins with # is a heading, an empty line begins a new paragraph.
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const PizZip = require('pizzip');

const HEAD = `{ontvanger_naam}
{ontvanger_adres}
{ontvanger_postcode_plaats}

Datum: {datum}
Ons kenmerk: {kenmerk}
`;

const FOOT = `
Heeft u vragen? Bel of mail mij. U mag ook iemand meenemen die u helpt.

Met vriendelijke groet,

{medewerker_naam}
{medewerker_email}
`;

const LETTERS = {
  uitnodiging: {
    naam: 'Uitnodiging voor een gesprek',
    tekst: `${HEAD}
# Uitnodiging voor een gesprek over school

{aanhef},

{school_naam} meldt dat {leerling_naam} vaak niet op school was. Het gaat om {verzuim_uren} uur, van {verzuim_begin} tot en met {verzuim_einde}.

Ik wil graag met u en met {leerling_voornamen} praten. Ik wil weten wat er aan de hand is. Samen zoeken we een oplossing.

# Wanneer en waar
Dag: {gesprek_datum}
Tijd: {gesprek_tijd}
Plaats: {gesprek_plaats}

# Kunt u dan niet?
Laat het mij dan snel weten. Dan maken we een andere afspraak. Het is belangrijk dat u komt: kinderen moeten volgens de Leerplichtwet naar school.
${FOOT}`,
  },
  waarschuwing: {
    naam: 'Waarschuwing',
    tekst: `${HEAD}
# Waarschuwing: {leerling_naam} moet naar school

{aanhef},

{leerling_naam} was vaak niet op school zonder goede reden. Het gaat om {verzuim_uren} uur, van {verzuim_begin} tot en met {verzuim_einde}. Dat mag niet volgens de Leerplichtwet.

# Wat ik van u vraag
Zorg dat {leerling_voornamen} vanaf nu elke dag naar school gaat. Is {leerling_voornamen} ziek? Meld dat dan dezelfde dag bij de school.

# Wat er gebeurt als het niet stopt
Dan kan ik een andere maatregel nemen. Ik kijk eerst altijd of hulp mogelijk is. {toelichting}
${FOOT}`,
  },
  'besluit-vrijstelling': {
    naam: 'Besluit over een vrijstelling',
    tekst: `${HEAD}
# Besluit over uw vraag om vrijstelling

{aanhef},

U vroeg om een vrijstelling van de leerplicht voor {leerling_naam}, geboren op {leerling_geboortedatum}. In deze brief leest u wat is besloten.

# Het besluit
{besluit}

Het gaat om {vrijstelling_artikel} van de Leerplichtwet 1969. Het besluit geldt van {vrijstelling_begin} tot en met {vrijstelling_einde}.

# Waarom dit besluit is genomen
{reden}

# Bent u het er niet mee eens?
Dan kunt u bezwaar maken bij de gemeente {gemeente}. Doe dat schriftelijk, vóór {reactie_uiterlijk}. Schrijf in uw brief uw naam en adres, de datum, ons kenmerk en waarom u het niet eens bent met het besluit. Zet uw handtekening eronder.
${FOOT}`,
  },
  overdracht: {
    naam: 'Bericht van overdracht',
    tekst: `${HEAD}
# Iemand anders gaat u helpen

{aanhef},

Tot nu toe had u contact met mij over {leerling_naam}. Dat verandert. {reden}

# Wie neemt het over?
{nieuwe_begeleider} van {nieuwe_organisatie} neemt het over. U krijgt vanzelf bericht.

# Wat gaat er mee?
Ik geef alleen door wat nodig is om verder te helpen. Wat onder het strafrecht valt, geef ik niet door. U mag weten wat ik doorgeef: vraag mij ernaar.
${FOOT}`,
  },
  'proces-verbaal': {
    naam: 'Proces-verbaal',
    onderdeel: 'wpg',
    tekst: `# Proces-verbaal {pv_nummer}

Gemeente {gemeente}
Opgemaakt op {datum}
Kenmerk van het dossier: {kenmerk}

Ik, {medewerker_naam}, leerplichtambtenaar en buitengewoon opsporingsambtenaar van de gemeente {gemeente}, verklaar het volgende.

# De jongere
{leerling_naam}, geboren op {leerling_geboortedatum}. School: {school_naam}.

# De verdachte
{verdachte_naam}, geboren op {verdachte_geboortedatum}.

# Wat is vastgesteld
Volgens de melding van de school was de jongere ongeoorloofd afwezig van {verzuim_begin} tot en met {verzuim_einde}, samen {verzuim_uren}.

{feiten}

# Wat eraan voorafging
{eerdere_hulp}

# Het verhoor
Op {verhoor_datum} heb ik de verdachte gehoord in {verhoor_plaats}. Voor het verhoor heb ik gezegd waarvan de verdachte wordt verdacht, dat de verdachte niet hoeft te antwoorden, en dat de verdachte recht heeft op een advocaat en op een tolk.

De verdachte verklaarde:

{verklaring}

# Slot
{toelichting}

Dit proces-verbaal is naar waarheid opgemaakt, op ambtseed of ambtsbelofte.

Plaats en datum:

Handtekening:`,
  },
};

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** One paragraph; its lines are kept apart. */
function paragraph(block) {
  const heading = block.startsWith('# ');
  const lines = (heading ? block.slice(2) : block).split('\n').map(escape);
  const runs = lines.map((line) => `<w:t xml:space="preserve">${line}</w:t>`).join('<w:br/>');
  const style = heading ? '<w:pPr><w:pStyle w:val="Kop"/></w:pPr>' : '';
  return `<w:p>${style}<w:r>${runs}</w:r></w:p>`;
}

function documentXml(text) {
  const blocks = text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((block) =>
      /^# .*\n/.test(block) ? [block.split('\n')[0], block.split('\n').slice(1).join('\n')] : [block],
    );
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  return `${XML}<w:document ${NS}><w:body>${blocks.map(paragraph).join('')}${section}</w:body></w:document>`;
}

const STYLES = `${XML}<w:styles ${NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="21"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="180" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style></w:styles>`;
const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;
const RELS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const DOC_RELS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;

/** always the same bytes for the same text */
const date = new Date(Date.UTC(2026, 0, 1));

for (const [name, { tekst }] of Object.entries(LETTERS)) {
  const zip = new PizZip();
  zip.file('[Content_Types].xml', TYPES, { date });
  zip.file('_rels/.rels', RELS, { date, createFolders: false });
  zip.file('word/document.xml', documentXml(tekst), { date, createFolders: false });
  zip.file('word/styles.xml', STYLES, { date, createFolders: false });
  zip.file('word/_rels/document.xml.rels', DOC_RELS, { date, createFolders: false });
  writeFileSync(join(__dirname, `${name}.docx`), zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }));
}
const list = Object.entries(LETTERS).map(([name, { naam, onderdeel = 'avg' }]) => ({
  naam,
  bestand: `${name}.docx`,
  onderdeel,
}));
writeFileSync(join(__dirname, 'voorbeelden.json'), `${JSON.stringify({ voorbeelden: list }, null, 2)}\n`);
