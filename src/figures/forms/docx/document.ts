import PizZip from 'pizzip';
import type { Chart } from '../../charts/bar-chart';
import type { Figure } from '../../figure';
import type { Report } from '../../report/report';
import { chartPart } from './chart';
import { STYLES } from './styles';
import { explained, figureBlock, paragraph } from './text';
import { el, escaped, XML_HEAD } from './xml';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const SPACES = {
  'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'xmlns:r': OFFICE,
  'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:c': 'http://schemas.openxmlformats.org/drawingml/2006/chart',
};
/** English Metric Units: 360,000 in a centimetre. */
const CHART = { cx: 5_760_000, cy: 2_880_000 };
/** A4 in twentieths of a point. */
const PAGE = { 'w:w': 11_906, 'w:h': 16_838 };

/** The report as a document of Word, with its charts, tables and definitions. */
export function reportToDocx(report: Report): Buffer {
  const charts: Chart[] = [];
  const body = [
    paragraph(report.titel, 'Title'),
    paragraph(`Peildatum: ${report.peildatum}. Gegevens van ${report.gegevensdatum}.`, 'Note'),
    ...report.delen.map(({ titel, alineas, figuur, grafiek }) =>
      [
        paragraph(titel, 'Heading1', { keep: true }),
        ...alineas.map((text) => paragraph(text)),
        ...(figuur ? [figureBlock(figuur)] : []),
        ...(grafiek
          ? [paragraph(grafiek.title, 'Caption', { keep: true }), drawing(grafiek, charts.push(grafiek))]
          : []),
      ].join(''),
    ),
    paragraph('Begrippen', 'Heading1', { keep: true }),
    ...report.begrippen.map(({ term, uitleg }) => explained(term, uitleg)),
  ];
  return pack(report.titel, body, charts);
}

/** One table as a document of its own. */
export function figureToDocx(figure: Figure): Buffer {
  return pack(figure.titel, [paragraph(figure.titel, 'Title'), figureBlock(figure)], []);
}

function drawing(chart: Chart, number: number): string {
  const reference = el('c:chart', { 'r:id': `chart${number}` });
  const graphic = el('a:graphicData', { uri: SPACES['xmlns:c'] }, reference);
  const inline = el(
    'wp:inline',
    { distT: 0, distB: 0, distL: 0, distR: 0 },
    el('wp:extent', CHART),
    // what somebody who cannot see the chart hears
    el('wp:docPr', { id: number, name: chart.title, descr: chart.alternative }),
    el('a:graphic', {}, graphic),
  );
  return el('w:p', {}, el('w:r', {}, el('w:drawing', {}, inline)));
}

function pack(title: string, body: readonly string[], charts: readonly Chart[]): Buffer {
  const zip = new PizZip();
  const put = (name: string, root: string, attributes: Record<string, string>, ...content: string[]) =>
    zip.file(name, `${XML_HEAD}${el(root, attributes, ...content)}`);
  const relation = (id: string, kind: string, target: string) =>
    el('Relationship', { Id: id, Type: kind.startsWith('http') ? kind : `${OFFICE}/${kind}`, Target: target });
  const part = (name: string, type: string) => el('Override', { PartName: name, ContentType: type });
  put(
    '[Content_Types].xml',
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    el('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }),
    el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    part('/word/document.xml', `${WORD}.document.main+xml`),
    part('/word/styles.xml', `${WORD}.styles+xml`),
    part('/word/footer.xml', `${WORD}.footer+xml`),
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    ...charts.map((_, i) =>
      part(`/word/charts/chart${i + 1}.xml`, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'),
    ),
  );
  put(
    '_rels/.rels',
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    relation('document', 'officeDocument', 'word/document.xml'),
    relation('core', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  );
  put(
    'word/_rels/document.xml.rels',
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    relation('styles', 'styles', 'styles.xml'),
    relation('footer', 'footer', 'footer.xml'),
    ...charts.map((_, i) => relation(`chart${i + 1}`, 'chart', `charts/chart${i + 1}.xml`)),
  );
  const section = el(
    'w:sectPr',
    {},
    el('w:footerReference', { 'w:type': 'default', 'r:id': 'footer' }),
    el('w:pgSz', PAGE),
    el('w:pgMar', {
      'w:top': 1134,
      'w:right': 1134,
      'w:bottom': 1134,
      'w:left': 1134,
      'w:header': 567,
      'w:footer': 567,
      'w:gutter': 0,
    }),
  );
  put('word/document.xml', 'w:document', SPACES, el('w:body', {}, ...body, section));
  zip.file('word/styles.xml', STYLES);
  const pageNumber = el('w:fldSimple', { 'w:instr': 'PAGE' }, el('w:r', {}, el('w:t', {}, '1')));
  put('word/footer.xml', 'w:ftr', SPACES, el('w:p', {}, el('w:pPr', {}, el('w:jc', { 'w:val': 'right' })), pageNumber));
  put(
    'docProps/core.xml',
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    el('dc:title', {}, escaped(title)),
    el('dc:creator', {}, 'Leerspoor'),
    el('dc:language', {}, 'nl-NL'),
  );
  charts.forEach((chart, i) => zip.file(`word/charts/chart${i + 1}.xml`, chartPart(chart)));
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}
