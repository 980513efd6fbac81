import { Workbook, type Worksheet } from 'exceljs';
import type { Figure, FigureColumn, FigureRow } from '../figure';
import { absence, signNotes } from './cell-text';
import type { TextSheet } from './report';

const FORMATS: Record<FigureColumn['type'], string> = {
  tekst: '@',
  getal: '#,##0',
  percentage: '0.00%',
  dag: 'dd-mm-yyyy',
};
const NARROW = 12;
const WIDEST = 60;

/** A workbook with a sheet a table, each with its definition and dates above it; numbers are numbers, days are days. */
export async function figuresToXlsx(figures: readonly Figure[], texts: readonly TextSheet[] = []): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.creator = 'Leerspoor';
  const taken = new Set<string>();
  const addTexts = (place: TextSheet['place']) => {
    for (const text of texts.filter((one) => one.place === place)) addText(workbook, text, taken);
  };
  addTexts('voor');
  for (const figure of figures) addSheet(workbook.addWorksheet(sheetName(figure.soort, taken)), figure);
  addTexts('na');
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addText(workbook: Workbook, { name, title, lines }: TextSheet, taken: Set<string>): void {
  const sheet = workbook.addWorksheet(sheetName(name, taken));
  sheet.addRow([title]).font = { bold: true, size: 14 };
  for (const line of lines) {
    const row = sheet.addRow([...line]);
    row.alignment = { wrapText: true, vertical: 'top' };
    row.getCell(1).font = { bold: true };
  }
  sheet.getColumn(1).width = NARROW * 2;
  sheet.getColumn(2).width = WIDEST * 2;
}

function addSheet(sheet: Worksheet, figure: Figure): void {
  const { kolommen } = figure;
  const rows = figure.totaal === null ? figure.rijen : [...figure.rijen, figure.totaal];
  sheet.addRow([figure.titel]).font = { bold: true, size: 14 };
  sheet.addRow([`Definitie: ${figure.definitie}`]);
  sheet.addRow([`Peildatum: ${figure.peildatum ?? 'onbekend'}. Gegevens van: ${figure.gegevensdatum}`]);
  for (const [name, value] of Object.entries(figure.kenmerken)) if (value !== null) sheet.addRow([`${name}: ${value}`]);
  sheet.addRow([]);
  const header = sheet.addRow(kolommen.map(({ title }) => title));
  header.font = { bold: true };
  for (const row of rows) {
    const added = sheet.addRow(kolommen.map((column) => cellValue(row, column)));
    kolommen.forEach((column, i) => (added.getCell(i + 1).numFmt = formatOf(row, column)));
    if (row === figure.totaal) added.font = { bold: true };
  }
  sheet.addRow([]);
  for (const line of [...figure.toelichting, ...signNotes(kolommen, rows)]) sheet.addRow([line]);
  kolommen.forEach((column, i) => {
    const longest = Math.max(column.title.length, ...rows.map((row) => String(row.cells[column.key] ?? '').length));
    sheet.getColumn(i + 1).width = Math.min(WIDEST, Math.max(NARROW, longest + 2));
  });
  sheet.views = [{ state: 'frozen', ySplit: header.number }];
}

/** A whole number has no decimals, another as many as it needs. */
function formatOf({ cells }: FigureRow, { key, type }: FigureColumn): string {
  const value = cells[key];
  const whole = typeof value !== 'number' || Number.isInteger(value);
  return type === 'getal' && !whole ? `${FORMATS.getal}.0#` : FORMATS[type];
}

function cellValue(row: FigureRow, column: FigureColumn): string | number | Date {
  const missing = absence(row, column);
  if (missing !== null) return missing;
  const value = row.cells[column.key]!;
  if (column.type === 'percentage' && typeof value === 'number') return value / 100;
  // a sheet keeps a day as a moment: midnight in UTC shows as that day everywhere
  if (column.type === 'dag' && typeof value === 'string') return new Date(`${value}T00:00:00Z`);
  return value;
}

/** At most 31 characters, each name once. */
function sheetName(name: string, taken: Set<string>): string {
  const base = name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 28);
  let chosen = base;
  for (let n = 2; taken.has(chosen.toLowerCase()); n++) chosen = `${base} ${n}`;
  taken.add(chosen.toLowerCase());
  return chosen;
}
