import type { ComponentChildren } from 'preact';

export interface Column<R> {
  title: string;
  /** the cell that names the row */
  heads?: boolean;
  number?: boolean;
  /** a box to pick the row with; a script lets the title tick all of them */
  pick?: boolean;
  /** a long text: on a narrow screen it stands below its title, not beside it */
  wide?: boolean;
  sorted?: 'ascending' | 'descending';
  cell: (row: R) => ComponentChildren;
}

interface Props<R> {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<R>[];
  rows: readonly R[];
  /** on a narrow screen each row becomes a block with the titles before the values */
  stacks?: boolean;
  footer?: readonly ComponentChildren[];
}

/** From so many columns on a table does not fit a tablet either. */
const MANY = 6;

/**
 * A table of data. The roles are written out, because a browser forgets them where the narrow screen shows rows as
 * blocks. What repeats with each cell is kept short: a table of figures has hundreds of them.
 */
export function DataTable<R>({ caption, captionHidden, columns, rows, stacks, footer }: Props<R>) {
  const many = columns.length >= MANY ? ' ls-table--many' : '';
  const looks = stacks ? ` ls-table--stacks${many}` : '';
  return (
    <table class={`utrecht-table utrecht-table--html-table ls-table${looks}`} role="table">
      <caption class={`utrecht-table__caption${captionHidden ? ' ls-unseen' : ''}`}>{caption}</caption>
      <thead class="utrecht-table__header" role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              class={`utrecht-table__header-cell${column.number ? ' ls-cell-number' : ''}`}
              role="columnheader"
              scope="col"
              aria-sort={column.sorted}
            >
              {column.pick ? <PickAll title={column.title} /> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr role="row">
            {columns.map((column) => (
              <Cell column={column} row={row} stacks={stacks ?? false} />
            ))}
          </tr>
        ))}
      </tbody>
      {footer && (
        <tfoot class="utrecht-table__footer" role="rowgroup">
          <tr role="row">
            {footer.map((content, i) => (
              <td class={columns[i]?.number ? 'ls-cell-number' : undefined} role="cell">
                {content}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Cell<R>({ column, row, stacks }: { column: Column<R>; row: R; stacks: boolean }) {
  const content = column.cell(row);
  const looks = [column.heads && 'ls-cell-head', column.number && 'ls-cell-number', column.wide && 'ls-cell-wide'];
  const look = looks.filter(Boolean).join(' ') || undefined;
  if (column.heads) {
    return (
      <th class={look} role="rowheader" scope="row">
        {content}
      </th>
    );
  }
  if (!stacks) {
    return (
      <td class={look} role="cell">
        {content}
      </td>
    );
  }
  // on a narrow screen the stylesheet shows the title before the value; a screen reader knows it from the head
  return (
    <td class={look} role="cell" data-titel={column.title}>
      {isText(content) ? content : <div>{content}</div>}
    </td>
  );
}

/** Words alone stay together beside their title without anything around them. */
const isText = (content: ComponentChildren): boolean => typeof content === 'string' || typeof content === 'number';

/** The title of a column of boxes; the box that ticks them all is there only for who has scripts. */
function PickAll({ title }: { title: string }) {
  return (
    <>
      <input type="checkbox" data-kies-alles aria-label={title} />
      <span class="ls-unseen">{title}</span>
    </>
  );
}
