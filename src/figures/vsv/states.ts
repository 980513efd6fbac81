import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { type Figure, type FigureColumn, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import { LiveCounts } from './live-counts';
import { listSnapshotsOf, type Snapshot } from './snapshots';
import { referenceDays } from './steps';
import type { Counted } from './tally';
import { vsvFigure, type VsvState } from './vsv-table';
import { lastYear } from './vsv-figures';
import { countStored } from './years';

const NUMBERS = [
  ['deelnemers', 'deelnemers', 'getal'],
  ['vsv', "vsv'ers", 'getal'],
  ['percentage', '%', 'percentage'],
] as const;

/** What was stored of a school year beside each other and beside the data of today: what changed, and by how much. */
@Injectable()
export class VsvStates {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LiveCounts) private readonly live: LiveCounts = new LiveCounts(database),
  ) {}

  /** The latest provisional count, the definitive one, and that of now; what was not stored has no columns. */
  async run(question: FigureQuestion): Promise<Figure> {
    const sql = this.database.read;
    const today = this.clock.today();
    const schoolYear = question.schoolYear ?? lastYear(today);
    const stored = await listSnapshotsOf(sql, schoolYear);
    const kept = (['voorlopig', 'definitief'] as const).flatMap(
      (state) => stored.find((one) => one.state === state) ?? [],
    );
    const counts = await countStored(sql, question, kept);
    const live = (await this.live.of(question, [schoolYear])).get(schoolYear)!;
    const definition = definitionName(vsvDefinition(schoolYear));
    const table = (state: VsvState, counted: readonly Counted[], snapshot?: Snapshot) => ({
      state,
      snapshot,
      figure: vsvFigure(
        {
          ...{ schoolYear, state, definition: snapshot?.definition ?? definition },
          ...{ dataDay: snapshot?.dataDay ?? today, statusesKnown: true },
        },
        counted,
        question,
      ),
    });
    const tables = [...kept.map((one) => table(one.state, counts.get(one.id)!, one)), table('actueel', live.counts)];
    const before = tables.at(-2);
    const keys = [
      ...new Set(tables.flatMap(({ figure }) => figure.rijen.map(({ cells }) => String(cells['sleutel'])))),
    ];
    const rowOf = (figure: Figure, key: string) => figure.rijen.find(({ cells }) => cells['sleutel'] === key) ?? null;
    const line = (key: string, of: (figure: Figure) => FigureRow | null): FigureRow => ({
      cells: {
        sleutel: key,
        naam: tables.map(({ figure }) => of(figure)?.cells['naam'] ?? null).find((name) => name !== null) ?? null,
        ...Object.fromEntries(
          tables.flatMap(({ state, figure }) =>
            // who is not in the table was counted, and not found
            NUMBERS.map(([number]) => [`${number}-${state}`, of(figure)?.cells[number] ?? 0]),
          ),
        ),
        ...(before ? { verschil: numberAt(of(tables.at(-1)!.figure)) - numberAt(of(before.figure)) } : {}),
      },
    });
    return {
      soort: 'vsv-standen',
      titel: `Vastgelegde vsv-cijfers naast elkaar, schooljaar ${schoolYearName(schoolYear)}`,
      definitie: [...new Set(tables.map(({ figure }) => figure.definitie))].join('; '),
      peildatum: referenceDays(schoolYear).end,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: question.per, type: 'tekst' },
        { key: 'naam', title: 'naam', type: 'tekst' },
        ...tables.flatMap(({ state }) =>
          NUMBERS.map(([number, title, type]): FigureColumn => ({
            key: `${number}-${state}`,
            title: `${title} ${state}`,
            type,
          })),
        ),
        ...(before ? [{ key: 'verschil', title: "verschil in vsv'ers", type: 'getal' as const }] : []),
      ],
      rijen: keys.map((key) => line(key, (figure) => rowOf(figure, key))),
      totaal: line('totaal', (figure) => figure.totaal),
      kenmerken: {
        schooljaar: schoolYear,
        ...Object.fromEntries(tables.map(({ state, figure }) => [`gegevensdatum-${state}`, figure.gegevensdatum])),
        ...Object.fromEntries(kept.map(({ state, digest }) => [`kenmerk-${state}`, digest])),
      },
      toelichting: [
        before
          ? `Het verschil is de telling van nu min die van ${before.state} (gegevens van ${before.figure.gegevensdatum}).`
          : 'Van dit schooljaar is nog niets vastgelegd: alleen de telling van nu staat hier.',
        'Van wat meer dan eens voorlopig is vastgelegd, telt de laatste.',
        'Dit is niet voor publicatie: verschillen van een paar personen zijn herkenbaar.',
      ],
    };
  }
}

const numberAt = (row: FigureRow | null): number => Number(row?.cells['vsv'] ?? 0);
