import { RESULTS_KEY } from '../../figures/programme/programme-figures';
import { findStorable, keepsPersons, STORABLE } from '../../figures/stored/kinds';
import type { Step } from '../../figures/vsv/steps';
import { addressOf, areaCode, type Asked, programmeAddress } from './asked';
import type { Behind } from './figure-part';

/** Columns of the statistic that hold the persons of one step. */
const STEP_COLUMNS: Record<string, Step | ''> = {
  sleutel: '',
  startpopulatie: '',
  uitgezonderd: 'B',
  nogLerend: 'C',
  startkwalificatie: 'D',
  vsv: 'X',
};

/** Figures of which each number leads to who is behind it. */
const CELLS_BEHIND: Partial<Record<Asked['kind'], Asked['kind']>> = {
  telling: 'telling-personen',
  effectrapportage: 'effect-personen',
  management: 'management-personen',
  maatregelen: 'maatregelen-personen',
  thuiszitters: 'thuiszitters-personen',
  'duo-maand': 'duo-maand-personen',
  'duo-vsv': 'duo-vsv-personen',
};

/** Numbers that are no count of persons or events. */
const NO_COUNT = ['percentage', 'dagenTotGesprek'];

function cellBehind(asked: Asked, kind: Asked['kind']): Behind {
  return ({ cells }, column) => {
    const value = cells[column];
    if (typeof value !== 'number' || value === 0 || NO_COUNT.includes(column)) return null;
    return addressOf(asked, { kind, key: String(cells['sleutel']), column });
  };
}

/** Each number of the statistic leads to the persons in it, for who may see persons. */
export function personsBehind(asked: Asked, persons: boolean): Behind | undefined {
  if (!persons || asked.publication) return undefined;
  // who is there now need not be who was counted then
  const storable = asked.snapshot === '' ? undefined : findStorable(asked.kind);
  if (storable && !STORABLE[storable].every(keepsPersons)) return undefined;
  const cells = CELLS_BEHIND[asked.kind];
  if (cells) return cellBehind(asked, cells);
  if (asked.kind === 'duo-vergelijking') return lineBehind(asked);
  if (asked.kind !== 'vsv') return undefined;
  return ({ cells }, column) => {
    const step = STEP_COLUMNS[column];
    if (step === undefined || cells[column] === 0) return null;
    const key = cells['sleutel'] === 'totaal' ? '' : String(cells['sleutel']);
    return addressOf(asked, { kind: 'vsv-personen', key, step });
  };
}

/** The number of persons on a line of the comparison leads to them. */
function lineBehind(asked: Asked): Behind {
  return ({ cells }, column) =>
    column !== 'personen' || cells[column] === 0
      ? null
      : addressOf(asked, { kind: 'duo-personen', key: String(cells['sleutel']) });
}

/** A measure leads to its form, the early leavers to their targets. */
export function formBehind(asked: Asked): Behind {
  const area = areaCode(asked);
  return ({ cells }, column) => {
    if (column !== 'sleutel') return null;
    if (cells['sleutel'] === RESULTS_KEY) return programmeAddress(area, 'streefcijfers');
    return programmeAddress(area, 'maatregel', { maatregel: String(cells['sleutel']) });
  };
}
