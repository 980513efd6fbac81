import { renderToString } from 'preact-render-to-string';
import type { ComponentChildren } from 'preact';
import type { Figure, FigureColumn, FigureRow } from '../figure';
import { absence, dutchCell, signNotes } from './cell-text';

/** Stands alone: opened from a disk, sent along, printed. */
const STYLE = `
body { font: 11pt/1.5 system-ui, sans-serif; color: #1b1b1b; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { border-bottom: 1px solid #b5b5b5; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.getal, th.getal { text-align: right; font-variant-numeric: tabular-nums; }
thead th { border-bottom: 2px solid #1b1b1b; } tfoot td, tfoot th { font-weight: 600; border-top: 2px solid #1b1b1b; }
.noot { color: #4a4a4a; font-size: .9rem; } figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto; }
.breed { overflow-x: auto; }
@media print {
  @page { margin: 15mm; } body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  h2, h3, caption { break-after: avoid; } tr, figure { break-inside: avoid; }
  /* a page has no scroll bar: what is wide becomes small, and a key says nothing beside its name */
  .breed { overflow: visible; } table { font-size: 8.5pt; } th, td { padding: .15rem .3rem; } .sleutel { display: none; }
}
`;

const isNumber = ({ type }: FigureColumn): boolean => type === 'getal' || type === 'percentage';

/** Keys are for programs where a name stands beside them: on paper they are left out. */
const onlyForPrograms = (column: FigureColumn, kolommen: readonly FigureColumn[]): boolean =>
  column.key === 'sleutel' && kolommen.some(({ key }) => key === 'naam' || key === 'maatregel');

function classOf(column: FigureColumn, kolommen: readonly FigureColumn[]): string | undefined {
  if (onlyForPrograms(column, kolommen)) return 'sleutel';
  return isNumber(column) ? 'getal' : undefined;
}

function Cells({ row, kolommen }: { row: FigureRow; kolommen: FigureColumn[] }) {
  // the name heads the row where the key is not for people
  const head = kolommen.findIndex((column) => !onlyForPrograms(column, kolommen));
  const named = kolommen[head]!.key === 'naam' || kolommen[head]!.key === 'maatregel';
  return (
    <tr>
      {kolommen.map((column, i) => {
        const text = absence(row, column) ?? dutchCell(row.cells[column.key]!, column.type);
        const shown = text === '' && named && i === head ? (row.cells['sleutel'] ?? '') : text;
        if (i === head) return <th scope="row">{shown}</th>;
        return <td class={classOf(column, kolommen)}>{text}</td>;
      })}
    </tr>
  );
}

/** One table with its definition, dates and notes. */
export function FigureTable({ figure }: { figure: Figure }) {
  const { kolommen, rijen, totaal } = figure;
  const notes = [...figure.toelichting, ...signNotes(kolommen, totaal === null ? rijen : [...rijen, totaal])];
  return (
    <>
      <div class="breed">
        <table>
          <caption>{figure.titel}</caption>
          <thead>
            <tr>
              {kolommen.map((column) => (
                <th scope="col" class={classOf(column, kolommen)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rijen.map((row) => (
              <Cells row={row} kolommen={kolommen} />
            ))}
          </tbody>
          {totaal !== null && (
            <tfoot>
              <Cells row={totaal} kolommen={kolommen} />
            </tfoot>
          )}
        </table>
      </div>
      <p class="noot">
        Definitie: {figure.definitie}. Peildatum: {figure.peildatum ?? 'onbekend'}. Gegevens van {figure.gegevensdatum}.
        {notes.map((note) => (
          <>
            <br />
            {note}
          </>
        ))}
      </p>
    </>
  );
}

/** A whole page in Dutch, with everything it needs inside. */
export function htmlPage(title: string, body: ComponentChildren): string {
  const page = renderToString(
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${page}\n`;
}

export function figureToHtml(figure: Figure): string {
  return htmlPage(
    figure.titel,
    <>
      <h1>{figure.titel}</h1>
      <FigureTable figure={figure} />
    </>,
  );
}
