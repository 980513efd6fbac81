import type { TakeoverRow } from '../../cases/takeover/taken-over';
import { ROUTES } from '../../cases/measures/law-forms';
import type { Day } from '../../law/day';
import { optional, type Reader, required, RowRefusal } from './columns';
import { day, oneOf, pgn, textOf } from './values';

const columns = {
  bron: required(textOf(40)),
  dossiernummer: required(textOf(60)),
  pgn: required(pgn),
  regime: required(oneOf(['leerplicht', 'doorstroompunt'] as const)),
  geopend_op: required(day),
  status: required(oneOf(['nieuw', 'in_behandeling', 'aangehouden'] as const)),
  aangehouden_tot: optional(day),
  medewerker: optional(textOf(60)),
  samenvatting: optional(textOf(8_000)),
  taak: optional(textOf(2_000)),
  taak_uiterlijk: optional(day),
  route: optional(oneOf(ROUTES)),
};

/** Open dossiers of another system. */
export const takeovers = (today: Day): Reader<typeof columns, TakeoverRow> => ({
  columns,
  build(row) {
    const { geopend_op: openedOn, aangehouden_tot: until, taak_uiterlijk: taskDue, status } = row;
    if (openedOn > today) return new RowRefusal('geopend_op', openedOn, 'ligt na vandaag');
    if (until && status !== 'aangehouden') {
      return new RowRefusal('aangehouden_tot', until, 'hoort alleen bij status aangehouden');
    }
    if (until && until <= today) return new RowRefusal('aangehouden_tot', until, 'moet na vandaag liggen');
    if (taskDue && !row.taak) return new RowRefusal('taak_uiterlijk', taskDue, 'hoort bij een taak, en die is leeg');
    return {
      ...{ source: row.bron, number: row.dossiernummer, pgn: row.pgn, regime: row.regime, openedOn, status },
      ...{ heldUntil: until ?? null, employee: row.medewerker ?? null, summary: row.samenvatting ?? null },
      ...{ task: row.taak ?? null, taskDue: taskDue ?? null, route: row.route ?? null },
    };
  },
});
