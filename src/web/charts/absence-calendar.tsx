import { DataTable } from '../components/table';
import { Paragraph } from '../components/text';
import { KIND_NAMES, SHOWN_KINDS, type ShownKind } from '../text/absence';
import { monthName, writtenWeekday } from '../text/dates';
import { counted, writtenHours } from '../text/numbers';
import { type DayAbsence, type GridDay, type MonthGrid, monthGrids } from './month-grid';
import { t } from '../text/language';

const CELL = 18;
const STEP = 21;
const MOST_WEEKS = 6;

/** A school year of absence as twelve small pictures, with the same in words and in a table. */
export function AbsenceCalendar({ schoolYear, days }: { schoolYear: number; days: readonly DayAbsence[] }) {
  if (days.length === 0) return <Paragraph>{t('In dit schooljaar is geen verzuim geregistreerd.')}</Paragraph>;
  const months = monthGrids(schoolYear, days);
  const kinds = SHOWN_KINDS.filter((kind) => days.some((day) => day.kind === kind));
  return (
    <>
      <div class="ls-calendar">
        {months.map((grid) => (
          <Month grid={grid} />
        ))}
      </div>
      <ul class="ls-legend" aria-label={t('Betekenis van de vakjes')}>
        {kinds.map((kind) => (
          <li>
            <svg width={CELL} height={CELL} viewBox={`0 0 ${CELL} ${CELL}`} aria-hidden="true" focusable="false">
              <Mark kind={kind} x={0} y={0} />
            </svg>
            {t(KIND_NAMES[kind])}
          </li>
        ))}
      </ul>
      <details class="ls-details">
        <summary>{t('Hetzelfde als tabel')}</summary>
        <Table months={months} kinds={kinds} />
      </details>
    </>
  );
}

function Month({ grid }: { grid: MonthGrid }) {
  const name = monthName(grid.month);
  return (
    <figure class="ls-month">
      <figcaption>
        {name} <span>{grid.year}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${5 * STEP} ${MOST_WEEKS * STEP}`}
        role="img"
        aria-label={`${name} ${grid.year}: ${inWords(grid)}`}
      >
        <path class="ls-day" d={grid.days.map(square).join('')} />
        {grid.days
          .filter((one) => one.absence.length > 0)
          .map((one) => (
            <g>
              <title>{`${writtenWeekday(one.day)}: ${one.absence.map(inHours).join(', ')}`}</title>
              <Mark kind={one.absence[0]!.kind} x={one.column * STEP} y={one.row * STEP} />
            </g>
          ))}
      </svg>
    </figure>
  );
}

/** Each kind has its own shape, so that nobody needs the colours. */
function Mark({ kind, x, y }: { kind: ShownKind; x: number; y: number }) {
  const look = `ls-mark-${kind}`;
  const middle = CELL / 2;
  switch (kind) {
    case 'ongeoorloofd':
      return <rect class={look} x={x} y={y} width={CELL} height={CELL} rx={3} />;
    case 'luxe':
      return (
        <path class={look} d={`M${x + middle} ${y}l${middle} ${middle}l-${middle} ${middle}l-${middle} -${middle}z`} />
      );
    case 'te_laat':
      return <circle class={look} cx={x + middle} cy={y + middle} r={4} />;
    case 'ziek':
      return <circle class={look} cx={x + middle} cy={y + middle} r={6.5} />;
    case 'geoorloofd':
      return <rect class={look} x={x + 2.5} y={y + 2.5} width={CELL - 5} height={CELL - 5} rx={2} />;
  }
}

function square({ row, column }: GridDay): string {
  return `M${column * STEP} ${row * STEP}h${CELL}v${CELL}h-${CELL}z`;
}

function inHours({ kind, hundredths }: DayAbsence): string {
  return `${writtenHours(hundredths)} ${t(KIND_NAMES[kind])}`;
}

function totalOf(grid: MonthGrid, kind: ShownKind): { days: number; hundredths: number } {
  const found = grid.days.flatMap((one) => one.absence.filter((absence) => absence.kind === kind));
  return { days: found.length, hundredths: found.reduce((sum, one) => sum + one.hundredths, 0) };
}

function inWords(grid: MonthGrid): string {
  const parts = SHOWN_KINDS.flatMap((kind) => {
    const { days, hundredths } = totalOf(grid, kind);
    return days === 0 ? [] : [`${counted(days, 'dag', 'dagen')} ${t(KIND_NAMES[kind])} (${writtenHours(hundredths)})`];
  });
  return parts.length > 0 ? parts.join(', ') : t('geen verzuim');
}

function Table({ months, kinds }: { months: readonly MonthGrid[]; kinds: readonly ShownKind[] }) {
  return (
    <DataTable
      caption={t('Verzuim per maand')}
      stacks
      columns={[
        { title: t('Maand'), heads: true, cell: (grid) => `${monthName(grid.month)} ${grid.year}` },
        ...kinds.map((kind) => ({
          title: t(KIND_NAMES[kind]),
          number: true,
          cell: (grid: MonthGrid) => {
            const { days, hundredths } = totalOf(grid, kind);
            return days === 0 ? '-' : `${counted(days, 'dag', 'dagen')}, ${writtenHours(hundredths)}`;
          },
        })),
      ]}
      rows={months.filter((grid) => grid.days.some((one) => one.absence.length > 0))}
    />
  );
}
