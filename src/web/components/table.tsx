import type { ComponentChildren } from 'preact';

export interface Column<R> {
  title: string;
  /** the cell that names the row */
  heads?: boolean;
  number?: boolean;
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

/**
 * A table of data. The roles are written out, because a browser forgets them where the narrow screen shows rows as
 * blocks.
 */
export function DataTable<R>({ caption, captionHidden, columns, rows, stacks, footer }: Props<R>) {
  return (
    <table class={`utrecht-table ls-table${stacks ? ' ls-table--stacks' : ''}`} role="table">
      <caption class={`utrecht-table__caption${captionHidden ? ' ls-unseen' : ''}`}>{caption}</caption>
      <thead class="utrecht-table__header" role="rowgroup">
        <tr class="utrecht-table__row" role="row">
          {columns.map((column) => (
            <th
              class={`utrecht-table__header-cell${column.number ? ' ls-cell-number' : ''}`}
              role="columnheader"
              scope="col"
              aria-sort={column.sorted}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr class="utrecht-table__row" role="row">
            {columns.map((column) => (
              <Cell column={column} row={row} stacks={stacks ?? false} />
            ))}
          </tr>
        ))}
      </tbody>
      {footer && (
        <tfoot class="utrecht-table__footer" role="rowgroup">
          <tr class="utrecht-table__row" role="row">
            {footer.map((content, i) => (
              <td class={`utrecht-table__cell${columns[i]?.number ? ' ls-cell-number' : ''}`} role="cell">
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
  const content =
    stacks && !column.heads ? (
      <>
        <span class="ls-cell-title" aria-hidden="true">
          {column.title}
        </span>
        <span class="ls-cell-value">{column.cell(row)}</span>
      </>
    ) : (
      column.cell(row)
    );
  const look = `utrecht-table__cell${column.number ? ' ls-cell-number' : ''}${column.wide ? ' ls-cell-wide' : ''}`;
  return column.heads ? (
    <th class={`${look} ls-cell-head`} role="rowheader" scope="row">
      {content}
    </th>
  ) : (
    <td class={look} role="cell">
      {content}
    </td>
  );
}
