import type { Figure, FigureColumn, FigureRow } from '../../figures/figure';
import { absence, signNotes } from '../../figures/forms/cell-text';
import { DataTable } from '../components/table';
import { Link } from '../components/text';
import { monthName, writtenDay } from '../text/dates';
import { parseDay } from '../../law/day';
import { t } from '../text/language';
import { told, toldIn } from '../text/told';
import { writtenValue } from '../charts/series';
import { columnName } from './words';

/** Columns up to which there is room for the definition beside the table. */
const BESIDE = 6;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const SHORT = /^[\d-]+$/;

/** Leads to what is behind a cell of a row or of the total; null: nothing the reader may see. */
export type Behind = (row: FigureRow, column: string) => string | null;

interface Props {
  figure: Figure;
  behind?: Behind;
  /** columns that are left out on the page; files have them all */
  without?: readonly string[];
}

/** A table of figures with its definition, dates and notes beside it. */
export function FigurePart({ figure, behind, without = [] }: Props) {
  const { rijen, totaal } = figure;
  const columns = shownColumns(figure, without);
  if (rijen.length === 0 && totaal === null) return <p class="utrecht-paragraph">{t('Hier is niets te tellen.')}</p>;
  return (
    <div class={`ls-figure${columns.length > BESIDE ? ' ls-figure--wide' : ''}`}>
      <FigureTable {...{ figure, behind, without }} />
      <Definition figure={figure} columns={columns} />
    </div>
  );
}

/** The table alone, where its definition stands elsewhere on the page. */
export function FigureTable({ figure, behind, without = [] }: Props) {
  const { rijen, totaal } = figure;
  const columns = shownColumns(figure, without);
  return (
    <div class="ls-wide-table" tabIndex={0} role="region" aria-label={told(figure.titel)}>
      <DataTable
        caption={told(figure.titel)}
        stacks
        rows={rijen}
        columns={columns.map((column, i) => ({
          title: columnName(column.title),
          heads: i === 0,
          number: isNumber(column),
          cell: (row: FigureRow) => cellOf(row, column, i === 0, behind),
        }))}
        footer={totaal === null ? undefined : columns.map((column) => cellOf(totaal, column, false, behind))}
      />
    </div>
  );
}

function cellOf(row: FigureRow, column: FigureColumn, first: boolean, behind?: Behind) {
  const text = shownCell(row, column);
  const href = behind?.(row, column.key);
  const shown = first && SHORT.test(text) ? <span class="ls-nowrap">{text}</span> : text;
  return href ? <Link href={href}>{shown}</Link> : shown;
}

/** What was counted, how, and from which data. */
export function Definition({ figure, columns = figure.kolommen }: { figure: Figure; columns?: FigureColumn[] }) {
  const { definitie, peildatum, gegevensdatum, toelichting, rijen, totaal } = figure;
  const notes = [...toelichting, ...signNotes(columns, totaal === null ? rijen : [...rijen, totaal])];
  return (
    <div class="ls-definition" role="group" aria-label={t('Definitie van: {{titel}}', { titel: told(figure.titel) })}>
      <dl>
        <dt>{t('Definitie')}</dt>
        <dd lang={toldIn(definitie)}>{told(definitie)}</dd>
        <dt>{t('Peildatum')}</dt>
        <dd>{peildatum === null ? t('onbekend') : writtenDay(peildatum)}</dd>
        <dt>{t('Gegevens van')}</dt>
        <dd>{writtenDay(gegevensdatum)}</dd>
      </dl>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li lang={toldIn(note)}>{told(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const isNumber = ({ type }: FigureColumn): boolean => type === 'getal' || type === 'percentage';

/**
 * Columns of words that hold nothing at all are left out, and targets where none were set; and a key that only files know,
 * where words name the row.
 */
function shownColumns({ kolommen, rijen, totaal }: Figure, without: readonly string[]): FigureColumn[] {
  const named = totaal === null && kolommen.some(({ key, type }) => key !== 'sleutel' && type === 'tekst');
  const empty = (key: string) =>
    rijen.length > 0 && rijen.every(({ cells, onderdrukt }) => (cells[key] ?? '') === '' && !onderdrukt?.includes(key));
  return kolommen.filter(
    (column) =>
      !without.includes(column.key) &&
      !(named && column.title === 'sleutel') &&
      ((isNumber(column) && column.key !== 'streefcijfer') || column.key === 'sleutel' || !empty(column.key)),
  );
}

/** As many as a number has, two at most. */
const decimalsOf = (value: number): number =>
  Number.isInteger(value) ? 0 : Number.isInteger(Math.round(value * 100) / 10) ? 1 : 2;

/** As the reader writes it; a sign where it is withheld or unknown, which the notes explain. */
export function shownCell(row: FigureRow, column: FigureColumn): string {
  const missing = absence(row, column);
  if (missing !== null) return missing;
  const value = row.cells[column.key]!;
  if (typeof value === 'number') {
    return writtenValue(value, column.type === 'percentage' ? 2 : decimalsOf(value));
  }
  if (column.key === 'sleutel' && MONTH.test(value)) return `${monthName(Number(value.slice(5)))} ${value.slice(0, 4)}`;
  const day = column.type === 'dag' ? parseDay(value) : null;
  if (day !== null) return writtenDay(day);
  if (value === 'totaal') return t('totaal');
  // a key stays as it is: it is what files and addresses call the row
  return column.key === 'sleutel' ? value : told(value);
}
