import { el, XML_HEAD } from './xml';

const SPACE = { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' };

interface Look {
  /** half points */
  size: number;
  bold?: boolean;
  colour?: string;
  /** twentieths of a point above and below */
  before?: number;
  after?: number;
  /** 0 is the highest heading: what a table of contents and a screen reader go by */
  outline?: number;
}

function paragraphStyle(id: string, name: string, look: Look): string {
  const { size, bold, colour, before = 0, after = 120, outline } = look;
  return el(
    'w:style',
    { 'w:type': 'paragraph', 'w:styleId': id },
    el('w:name', { 'w:val': name }),
    el('w:basedOn', { 'w:val': 'Normal' }),
    el(
      'w:pPr',
      {},
      el('w:spacing', { 'w:before': before, 'w:after': after }),
      ...(outline === undefined ? [] : [el('w:outlineLvl', { 'w:val': outline })]),
    ),
    el(
      'w:rPr',
      {},
      ...(bold ? [el('w:b', {})] : []),
      ...(colour ? [el('w:color', { 'w:val': colour })] : []),
      el('w:sz', { 'w:val': size }),
    ),
  );
}

const line = (name: string, size: number) =>
  el(`w:${name}`, { 'w:val': 'single', 'w:sz': size, 'w:space': 0, 'w:color': '8A8A8A' });

/** How the document looks; a municipality restyles it by the names that Word knows. */
export const STYLES = `${XML_HEAD}${el(
  'w:styles',
  SPACE,
  el(
    'w:docDefaults',
    {},
    el(
      'w:rPrDefault',
      {},
      el(
        'w:rPr',
        {},
        el('w:rFonts', { 'w:ascii': 'Calibri', 'w:hAnsi': 'Calibri', 'w:cs': 'Calibri' }),
        el('w:sz', { 'w:val': 22 }),
        el('w:lang', { 'w:val': 'nl-NL' }),
      ),
    ),
    el('w:pPrDefault', {}, el('w:pPr', {}, el('w:spacing', { 'w:after': 120, 'w:line': 276, 'w:lineRule': 'auto' }))),
  ),
  el('w:style', { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' }, el('w:name', { 'w:val': 'Normal' })),
  paragraphStyle('Title', 'Title', { size: 40, bold: true, after: 240 }),
  paragraphStyle('Heading1', 'heading 1', { size: 30, bold: true, before: 360, outline: 0 }),
  paragraphStyle('Heading2', 'heading 2', { size: 26, bold: true, before: 240, outline: 1 }),
  paragraphStyle('Caption', 'caption', { size: 22, bold: true, before: 120, after: 60 }),
  paragraphStyle('Note', 'Note', { size: 18, colour: '4A4A4A', before: 40, after: 40 }),
  paragraphStyle('Cell', 'Cell', { size: 19, before: 20, after: 20 }),
  paragraphStyle('CellSmall', 'Cell small', { size: 14, before: 20, after: 20 }),
  el(
    'w:style',
    { 'w:type': 'table', 'w:styleId': 'Figure' },
    el('w:name', { 'w:val': 'Figure' }),
    el(
      'w:tblPr',
      {},
      el('w:tblBorders', {}, line('top', 8), line('bottom', 8), line('insideH', 4)),
      el(
        'w:tblCellMar',
        {},
        el('w:left', { 'w:w': 60, 'w:type': 'dxa' }),
        el('w:right', { 'w:w': 60, 'w:type': 'dxa' }),
      ),
    ),
  ),
)}`;
