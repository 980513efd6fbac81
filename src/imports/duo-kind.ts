import { type DuoKind, readDeliveryName } from '../figures/duo/duo-delivery';
import type { DuoDraft, DuoRecordStore, DuoRow } from '../figures/duo/duo-record-store';
import type { ImportKind } from './kinds';
import { duoMonth, duoPopulation } from './readers/duo-records';

/** One delivery of DUO for the length of one import; its name says of which school year it is. */
export function duoKind(kind: DuoKind, fileName: string, store: DuoRecordStore): ImportKind<DuoRow, DuoDraft> {
  const delivery = readDeliveryName(kind, fileName);
  return {
    reader: kind === 'maand' ? duoMonth : duoPopulation,
    store: {
      resolve: (work, rows) => store.resolveIn(work, delivery, rows),
      settle: (work, groups, final) => store.settle(work, groups, final),
    },
    needs: (trial, rows) =>
      trial.numbered(
        'duo_record',
        rows.map(({ number }) => number),
      ),
    begin: (work) => store.begin(work, delivery),
    observer: {
      observe: async (_work, entries) =>
        entries.flatMap(({ line, entry }) =>
          entry.unreadable.map((column) => ({ line, remark: `${column} is niet te lezen en is leeg overgenomen` })),
        ),
    },
    locationOf: (row) => row.school,
    remarks:
      delivery.schoolYear === null
        ? [
            'De naam van dit bestand zegt niet van welk schooljaar het is (zoals NRSP2023D…); het schooljaar blijft onbekend.',
          ]
        : [],
    judges: 'nobody',
    ignoresColumns: true,
    needsOneOf: kind === 'maand' ? ['persoonsgebondennummer'] : ['burgerservicenummer', 'onderwijsnummer'],
  };
}
