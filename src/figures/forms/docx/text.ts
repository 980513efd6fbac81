import type { Figure, FigureColumn, FigureRow } from '../../figure';
import { absence, dutchCell, signNotes } from '../cell-text';
import { el, escaped } from './xml';

type Style = 'Title' | 'Heading1' | 'Heading2' | 'Caption' | 'Note' | 'Cell' | 'CellSmall';

/** More columns than these stand in smaller print. */
const WIDE = 7;
const run = (text: string, bold = false): string =>
  el(
    'w:r',
    {},
    ...(bold ? [el('w:rPr', {}, el('w:b', {}))] : []),
    el('w:t', { 'xml:space': 'preserve' }, escaped(text)),
  );

export function paragraph(text: string, style?: Style, look: { bold?: boolean; right?: boolean; keep?: boolean } = {}) {
  const about = [
    ...(style ? [el('w:pStyle', { 'w:val': style })] : []),
    ...(look.keep ? [el('w:keepNext', {})] : []),
    ...(look.right ? [el('w:jc', { 'w:val': 'right' })] : []),
  ];
  return el('w:p', {}, ...(about.length > 0 ? [el('w:pPr', {}, ...about)] : []), run(text, look.bold));
}

/** A term in bold with what it means. */
export const explained = (term: string, text: string): string => el('w:p', {}, run(`${term}: `, true), run(text));

const isNumber = ({ type }: FigureColumn): boolean => type === 'getal' || type === 'percentage';

/** A table with its caption above it, and its definition, dates and notes below. */
export function figureBlock(figure: Figure): string {
  const { rijen, totaal } = figure;
  const columns = shownColumns(figure);
  const notes = [...figure.toelichting, ...signNotes(columns, totaal === null ? rijen : [...rijen, totaal])];
  return [
    paragraph(figure.titel, 'Caption', { keep: true }),
    table(columns, rijen, totaal),
    paragraph(
      `Definitie: ${figure.definitie}. Peildatum: ${figure.peildatum ?? 'onbekend'}. Gegevens van ${figure.gegevensdatum}.`,
      'Note',
    ),
    ...notes.map((note) => paragraph(note, 'Note')),
  ].join('');
}

/** On paper a name is enough: its key stays in the files that a program reads. */
function shownColumns({ kolommen }: Figure): FigureColumn[] {
  const named = kolommen.some(({ key }) => key === 'naam' || key === 'maatregel');
  return kolommen.filter(({ key }) => !(named && key === 'sleutel'));
}

function table(columns: readonly FigureColumn[], rows: readonly FigureRow[], total: FigureRow | null): string {
  const style: Style = columns.length > WIDE ? 'CellSmall' : 'Cell';
  const widths = columnWidths(columns, total ? [...rows, total] : rows);
  const cell = (text: string, column: FigureColumn, bold: boolean) =>
    el(
      'w:tc',
      {},
      el('w:tcPr', {}, el('w:tcW', { 'w:w': widths[columns.indexOf(column)]!, 'w:type': 'dxa' })),
      paragraph(text, style, { bold, right: isNumber(column) }),
    );
  const line = (row: FigureRow, bold: boolean) =>
    el(
      'w:tr',
      {},
      el('w:trPr', {}, el('w:cantSplit', {})),
      ...columns.map((column, i) => cell(textOf(row, column, bold && i === 0), column, bold || i === 0)),
    );
  // a reader with a screen reader hears the titles; on paper they stand on each page
  const head = el(
    'w:tr',
    {},
    el('w:trPr', {}, el('w:cantSplit', {}), el('w:tblHeader', {})),
    ...columns.map((column) => cell(column.title, column, true)),
  );
  return el(
    'w:tbl',
    {},
    el(
      'w:tblPr',
      {},
      el('w:tblStyle', { 'w:val': 'Figure' }),
      el('w:tblW', { 'w:w': 5000, 'w:type': 'pct' }),
      el('w:tblLayout', { 'w:type': 'fixed' }),
      el('w:tblLook', { 'w:firstRow': 1, 'w:firstColumn': 1, 'w:noHBand': 1, 'w:noVBand': 1 }),
    ),
    el('w:tblGrid', {}, ...widths.map((width) => el('w:gridCol', { 'w:w': width }))),
    head,
    ...rows.map((row) => line(row, false)),
    ...(total ? [line(total, true)] : []),
  );
}

/** Between the margins of a page, in twentieths of a point. */
const TEXT_WIDTH = 9_070;
/** Characters of a column of words at most: what is longer goes on below. */
const MOST_CHARACTERS = 36;

/** What each column needs so that no word is broken, and long texts get what is left. */
function columnWidths(columns: readonly FigureColumn[], rows: readonly FigureRow[]): number[] {
  const needs = columns.map((column) => {
    const texts = [column.title, ...rows.map((row) => textOf(row, column, false))];
    const words = texts.flatMap((text) => text.split(/[\s-]/)).map(({ length }) => length);
    const longest = Math.max(...texts.slice(1).map(({ length }) => length), 0);
    return Math.max(...words, isNumber(column) ? longest : Math.min(MOST_CHARACTERS, longest)) + 2;
  });
  const sum = needs.reduce((a, b) => a + b, 0);
  return needs.map((need) => Math.floor((need * TEXT_WIDTH) / sum));
}

function textOf(row: FigureRow, column: FigureColumn, names: boolean): string {
  const text = absence(row, column) ?? dutchCell(row.cells[column.key]!, column.type);
  return names && text === '' ? 'totaal' : text;
}
