import { Workbook } from 'exceljs';
import PizZip from 'pizzip';
import { SaxesParser } from 'saxes';
import { asDay } from '../../src/law/day';
import { EVERYBODY, type Figure, type FigureQuestion } from '../../src/figures/figure';
import { figureToCsv } from '../../src/figures/forms/csv';
import { figureToDocx } from '../../src/figures/forms/docx/document';
import { figureFile } from '../../src/figures/forms/figure-file';
import { figureToHtml } from '../../src/figures/forms/html';
import { figureToJson } from '../../src/figures/forms/json';
import { reportToCsv, reportToJson, tablesOf } from '../../src/figures/forms/report';
import { reportToHtml } from '../../src/figures/forms/report-html';
import { figuresToXlsx } from '../../src/figures/forms/xlsx';
import { CouncilReport } from '../../src/figures/report/council-report';
import { StoredAnswers } from '../../src/figures/stored/stored-answers';
import { TellingFigures } from '../../src/figures/telling/telling';
import { HomeFigures } from '../../src/figures/thuiszitters/home-figures';
import { MeasureFigures } from '../../src/figures/management/measures';
import { VsvTrend } from '../../src/figures/vsv/trend';
import { vsvFigure } from '../../src/figures/vsv/vsv-table';
import { CalendarBook } from '../../src/registry/calendars';
import { type House, openHouse } from '../support/house';

const FIGURE: Figure = {
  soort: 'proef',
  titel: 'Proef & <toets>',
  definitie: 'een definitie',
  peildatum: asDay('2026-10-01'),
  gegevensdatum: asDay('2026-11-24'),
  kolommen: [
    { key: 'sleutel', title: 'regio', type: 'tekst' },
    { key: 'dag', title: 'dag', type: 'dag' },
    { key: 'aantal', title: 'aantal', type: 'getal' },
    { key: 'deel', title: '%', type: 'percentage' },
  ],
  rijen: [
    { cells: { sleutel: '=1+1', dag: '2026-03-02', aantal: 1234, deel: 6.4 } },
    { cells: { sleutel: '06', dag: null, aantal: null, deel: null }, onderdrukt: ['aantal'] },
  ],
  totaal: { cells: { sleutel: 'totaal', dag: null, aantal: 1237, deel: 6 } },
  kenmerken: { extra: 4 },
  toelichting: ['Zo is geteld.'],
};

/** Whether a strict reader takes it. */
function wellFormed(xml: string): boolean {
  const parser = new SaxesParser({ xmlns: true });
  let right = true;
  parser.on('error', () => (right = false));
  parser.write(xml).close();
  return right;
}

describe('a figure', () => {
  it('of early leavers says in every form where the file vsv-status is missing', () => {
    const count = { schoolYear: 2025, definition: 'vsv 1', state: 'actueel', dataDay: asDay('2026-11-24') } as const;
    const csv = (statusesKnown: boolean) => figureToCsv(vsvFigure({ ...count, statusesKnown }, [], EVERYBODY));
    expect(csv(false)).toContain(';vsv 1, zonder het bestand vsv-status;2026-10-01;');
    expect(csv(true)).toContain(';vsv 1;2026-10-01;');
  });

  it('as JSON has its definition, dates, numbers as numbers and what is withheld by name', () => {
    expect(figureToJson(FIGURE)).toMatchObject({
      definitie: 'een definitie',
      peildatum: '2026-10-01',
      extra: 4,
      rijen: [
        { aantal: 1234, deel: 6.4 },
        { aantal: null, onderdrukt: ['aantal'] },
      ],
      totaal: { aantal: 1237 },
    });
  });

  it('as CSV runs no formula, and tells withheld from unknown', () => {
    expect(figureToCsv(FIGURE)).toBe(
      [
        'sleutel;dag;aantal;deel;definitie;peildatum;gegevensdatum',
        "'=1+1;2026-03-02;1234;6.40;een definitie;2026-10-01;2026-11-24",
        '06;;x;?;een definitie;2026-10-01;2026-11-24',
        'totaal;;1237;6.00;een definitie;2026-10-01;2026-11-24\n',
      ].join('\n'),
    );
  });

  it('as a workbook has numbers, percentages and days as such, and codes as text', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load((await figuresToXlsx([FIGURE, FIGURE])) as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['proef', 'proef 2']);
    const rows = workbook.worksheets[0]!.getSheetValues() as unknown[][];
    const header = rows.findIndex((row) => row?.[1] === 'regio');
    expect(rows[header + 1]!.slice(1)).toEqual(['=1+1', new Date('2026-03-02T00:00:00Z'), 1234, 0.064]);
    expect(rows[header + 2]!.slice(1)).toEqual(['06', '', 'x', '?']);
    const percent = workbook.worksheets[0]!.getRow(header + 1).getCell(4);
    expect(percent.numFmt).toBe('0.00%');
  });

  it('as a page escapes what is in it and explains its signs', () => {
    const page = figureToHtml(FIGURE);
    expect(page).toContain('Proef &amp; &lt;toets>');
    expect(page).toMatch(/<th scope="row">06<\/th>.*<td class="getal">x<\/td><td class="getal">\?<\/td>/);
    expect(page).toContain('1.234');
    expect(page).toContain('x: niet getoond');
    expect(page).toContain('lang="nl"');
  });
});

describe('the report to the council', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse('2026-09-01');
    await house.build.location('01AB00');
  });
  afterEach(() => house.close());

  const QUESTION: FigureQuestion = {
    schoolYear: null,
    region: null,
    municipality: '0114',
    per: 'regio',
    publication: false,
  };
  const report = () => {
    const telling = new TellingFigures(house.database, house.clock);
    const home = new HomeFigures(house.database, house.module.get(CalendarBook, { strict: false }), house.clock);
    const trend = new VsvTrend(house.database, house.clock);
    const measures = new MeasureFigures(house.database, house.clock);
    const stored = new StoredAnswers(house.database, house.clock);
    return new CouncilReport(telling, home, trend, measures, stored, house.clock);
  };

  it('tells the last closed school year beside the years before, with a chart in words, and no small number', async () => {
    for (const [year, pupils] of [
      [2025, 7],
      [2026, 6],
      [2026, 1],
    ] as const) {
      for (let i = 0; i < pupils; i++) {
        const pupil = await house.build.pupil('2012-05-06');
        await house.build.enrolment(pupil, '2023-08-01', null, pupils === 1 ? 'pro' : 'vo');
        for (const day of ['03', '04']) await house.build.absence(pupil, `${year}-03-${day}`, 8);
        await house.judge(pupil);
      }
    }
    const made = await report().run(QUESTION);
    expect(made).toMatchObject({ titel: 'Jaarverslag leerplicht 2025-2026, gemeente Emmen', peildatum: '2026-07-31' });
    const [telling, comparison] = tablesOf(made);
    const relative = telling!.rijen.find(({ cells }) => cells['sleutel'] === 'relatief')!;
    // one pupil in pro is withheld, and with it the six in vo that would give it away
    expect(relative).toMatchObject({ cells: { totaal: 7, pro: null, vo: null, po: 0 }, onderdrukt: ['vo', 'pro'] });
    expect(comparison!.rijen.find(({ cells }) => cells['sleutel'] === 'relatief')?.cells).toMatchObject({
      '2023': 0,
      '2024': 7,
      '2025': 7,
    });
    const { grafiek } = made.delen.find(({ titel }) => titel.startsWith('Vergeleken'))!;
    expect(grafiek?.alternative).toContain('Relatief verzuim: 2023-2024 0, 2024-2025 7, 2025-2026 7');
    expect(grafiek?.svg).toMatch(/^<svg role="img" aria-label="Staafdiagram/);
    const page = reportToHtml(made);
    for (const text of [
      '<svg role="img"',
      'Begrippen',
      '7 leerlingen ten minste één keer gemeld, evenveel als het jaar ervoor',
    ])
      expect(page).toContain(text);
    expect(reportToJson(made)).toMatchObject({
      delen: expect.arrayContaining([expect.objectContaining({ titel: 'De telling' })]),
    });
    expect(reportToCsv(made)).toContain('telling;relatief;pro;x;2026-07-31;2026-09-01');
    const byEducation = made.delen.find(({ titel }) => titel === 'De telling')!.grafiek;
    expect(byEducation?.alternative).toContain('Relatief verzuim: vo niet getoond, pro niet getoond');
    const workbook = new Workbook();
    await workbook.xlsx.load((await figureFile(made, 'xlsx')) as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...['verslag', 'telling', 'vergelijking', 'thuiszitters', 'maatregelen', 'vsv-trend', 'begrippen'],
    ]);
    const text = JSON.stringify(workbook.worksheets[0]!.getSheetValues());
    expect(text).toContain('Staafdiagram. Leerlingen per schooljaar');
  });

  it('is a Word document with its text, tables, charts and terms, and without what is withheld', async () => {
    for (const [education, pupils] of [
      ['vo', 6],
      ['pro', 1],
    ] as const) {
      for (let i = 0; i < pupils; i++) {
        const pupil = await house.build.pupil('2012-05-06');
        await house.build.enrolment(pupil, '2023-08-01', null, education);
        for (const day of ['03', '04']) await house.build.absence(pupil, `2026-03-${day}`, 8);
        await house.judge(pupil);
      }
    }
    const zip = new PizZip((await figureFile(await report().run(QUESTION), 'docx')) as Buffer);
    for (const [name, part] of Object.entries(zip.files)) {
      if (!part.dir) expect([name, wellFormed(part.asText())]).toEqual([name, true]);
    }
    const text = zip.file('word/document.xml')!.asText();
    const told = ['Jaarverslag leerplicht 2025-2026', 'De telling', 'Begrippen', 'Luxeverzuim: ', 'Hoe dit verslag'];
    for (const one of told) expect(text).toContain(one);
    expect(text).toContain('descr="Staafdiagram. Leerlingen per onderwijssoort');
    const charts = Object.keys(zip.files).filter((name) => /^word\/charts\/.*xml$/.test(name));
    expect(charts).toHaveLength(3);
    const types = zip.file('[Content_Types].xml')!.asText();
    for (const chart of charts) expect(types).toContain(`/${chart}`);
    // seven pupils are told; the one of pro and, with it, the six of vo are not
    const first = zip.file('word/charts/chart1.xml')!.asText();
    expect(first).toContain('Relatief verzuim');
    expect(first).not.toMatch(/<c:v>(1|6)<\/c:v>/);
    expect(text).toContain('>7<');
  });

  it('as a document takes any text', () => {
    const zip = new PizZip(figureToDocx({ ...FIGURE, titel: 'Proef & <toets> \u0001 "x"' }));
    const text = zip.file('word/document.xml')!.asText();
    expect(wellFormed(text)).toBe(true);
    expect(text).toContain('Proef &amp; &lt;toets&gt;  &quot;x&quot;');
  });

  it('asks for a municipality', async () => {
    await expect(report().run({ ...QUESTION, municipality: null })).rejects.toThrow('geef --gemeente CODE');
  });
});
