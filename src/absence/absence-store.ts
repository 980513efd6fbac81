import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { AbsenceKind } from '../law/facts';
import { Clock } from '../platform/clock';
import type { Value, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import {
  decide,
  type Found,
  type IncomingStore,
  type Keeping,
  type Outcome,
  type Refusal,
  type Settled,
} from '../platform/incoming';
import { knownLocations } from '../registry/locations';
import { PupilDirectory } from '../registry/pupil-directory';
import { unknownLocation, unknownPupil } from '../registry/pupil-table-store';

/** A row of the file verzuim. A withdrawal says nothing but brin and number. */
export type AbsenceRow = RegisteredRow | { brin: string; number: string; kind: 'ingetrokken' };

export interface RegisteredRow {
  brin: string;
  number: string;
  pgn: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: Exclude<AbsenceKind, 'ingetrokken'>;
  /** `undefined`: the file has no such column */
  wholeDay: boolean | undefined;
  reason: string | null | undefined;
}

/** `pupilId` is '' in a withdrawal. */
export interface AbsenceEntry {
  row: AbsenceRow;
  pupilId: string;
}

interface AbsenceState {
  id: string;
  pupil: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: AbsenceKind;
  whole: number;
  brin: string;
  number: string;
  reason: string | null;
}

const COLUMNS = ['id', 'pupil_id', 'location', 'day', 'hundredths', 'kind', 'whole_day', 'brin', 'number', 'reason'];
const AMENDABLE = ['pupil_id', 'location', 'day', 'hundredths', 'kind', 'whole_day', 'reason'];
const READ = `id, pupil_id AS "pupil", location, day, hundredths, kind, whole_day AS "whole", brin, number, reason`;
const KEY = ['brin', 'number'];

/** Absence records as schools send them: new ones, corrections, withdrawals, and records that count again. */
@Injectable()
export class AbsenceStore implements IncomingStore<AbsenceRow, AbsenceEntry> {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
  ) {}

  /** A record is a school's own: schools that send at the same time do not wait for each other. */
  turns(rows: readonly AbsenceRow[]): string[] {
    return [...new Set(rows.map(({ brin }) => `verzuim ${brin}`))];
  }

  async resolve(work: Work, rows: readonly AbsenceRow[]): Promise<(Found<AbsenceEntry> | Refusal)[]> {
    const pupils = await this.directory.find(
      work,
      rows.flatMap((row) => (row.kind === 'ingetrokken' ? [] : row.pgn)),
    );
    const locations = await knownLocations(
      work,
      new Set(rows.flatMap((row) => (row.kind === 'ingetrokken' ? [] : row.location))),
    );
    return rows.map((row) => {
      const key = `${row.brin}|${row.number}`;
      if (row.kind === 'ingetrokken') return { key, entry: { row, pupilId: '' } };
      const pupilId = pupils.get(row.pgn);
      if (pupilId === undefined) return unknownPupil(row.pgn);
      if (!locations.has(row.location)) return unknownLocation(row.location);
      return { key, entry: { row, pupilId } };
    });
  }

  /** Most rows are new and stand alone: those are written straight away, and only what was known is looked up. */
  async settle(work: Work, groups: readonly AbsenceEntry[][], final: boolean): Promise<Settled> {
    const outcomes: Outcome[][] = new Array(groups.length);
    const pupils = new Set<string>();
    const simple: number[] = [];
    const rest: number[] = [];
    groups.forEach((group, i) => (group.length === 1 && group[0]!.pupilId !== '' ? simple : rest).push(i));
    const taken = new Set(
      await work.insertNew(
        'absence_record',
        COLUMNS,
        simple.map((i) => newRow(groups[i]![0]!)),
        KEY,
      ),
    );
    simple.forEach((i, n) => {
      if (taken.has(n)) rest.push(i);
      else {
        outcomes[i] = ['nieuw'];
        pupils.add(groups[i]![0]!.pupilId);
      }
    });
    await this.settleRest(work, groups, rest, final, outcomes, pupils);
    return { outcomes, pupils: [...pupils] };
  }

  private async settleRest(
    work: Work,
    groups: readonly AbsenceEntry[][],
    rest: readonly number[],
    final: boolean,
    outcomes: Outcome[][],
    pupils: Set<string>,
  ): Promise<void> {
    if (rest.length === 0) return;
    const known = await load(
      work,
      rest.map((i) => groups[i]![0]!.row),
    );
    const written: AbsenceState[] = [];
    const replaced: AbsenceState[] = [];
    for (const i of rest) {
      const { brin, number } = groups[i]![0]!.row;
      const before = known.get(`${brin}|${number}`) ?? null;
      const decision = decide(before, groups[i]!, keeping, final);
      outcomes[i] = decision.outcomes;
      if (!decision.write) continue;
      written.push(decision.state!);
      if (before) {
        replaced.push(before);
        pupils.add(before.pupil);
      }
      pupils.add(decision.state!.pupil);
    }
    await this.write(work, written, replaced);
  }

  private async write(work: Work, written: readonly AbsenceState[], replaced: readonly AbsenceState[]): Promise<void> {
    const now = this.clock.instant();
    await work.insert(
      'absence_revision',
      ['id', 'record_id', 'replaced_at', ...AMENDABLE],
      replaced.map((r) => [newId(), r.id, now, r.pupil, r.location, r.day, r.hundredths, r.kind, r.whole, r.reason]),
    );
    // a known record is found by its number and keeps its id: the one made here is for a new one only
    await work.insert(
      'absence_record',
      COLUMNS,
      written.map((r) => [
        newId(),
        r.pupil,
        r.location,
        r.day,
        r.hundredths,
        r.kind,
        r.whole,
        r.brin,
        r.number,
        r.reason,
      ]),
      { key: KEY, update: AMENDABLE },
    );
  }
}

function newRow({ row, pupilId }: AbsenceEntry): Value[] {
  const r = row as RegisteredRow;
  return [
    ...[newId(), pupilId, r.location, r.day, r.hundredths, r.kind, r.wholeDay ? 1 : 0, r.brin, r.number],
    r.reason ?? null,
  ];
}

const keeping: Keeping<AbsenceState, AbsenceEntry> = {
  apply: (state, { row, pupilId }) => {
    if (row.kind === 'ingetrokken') {
      if (state === null) {
        return {
          column: 'registratienummer',
          value: row.number,
          reason: 'dit nummer is niet bekend en kan niet worden ingetrokken',
        };
      }
      return { ...state, kind: 'ingetrokken' };
    }
    return {
      id: state?.id ?? '',
      pupil: pupilId,
      location: row.location,
      day: row.day,
      hundredths: row.hundredths,
      kind: row.kind,
      whole: row.wholeDay === undefined ? (state?.whole ?? 0) : Number(row.wholeDay),
      brin: row.brin,
      number: row.number,
      reason: row.reason === undefined ? (state?.reason ?? null) : row.reason,
    };
  },
  same: (a, b) =>
    a.kind === b.kind &&
    a.day === b.day &&
    a.hundredths === b.hundredths &&
    a.whole === b.whole &&
    a.location === b.location &&
    a.pupil === b.pupil &&
    a.reason === b.reason,
};

async function load(work: Work, rows: readonly AbsenceRow[]): Promise<Map<string, AbsenceState>> {
  const numbers = new Map<string, string[]>();
  for (const { brin, number } of rows) {
    const list = numbers.get(brin);
    if (list) list.push(number);
    else numbers.set(brin, [number]);
  }
  const found = new Map<string, AbsenceState>();
  for (const [brin, list] of numbers) {
    const { sql, value } = work.oneOf('number', list, 'code');
    const known = await work.all<AbsenceState>(`SELECT ${READ} FROM absence_record WHERE brin = ? AND ${sql}`, [
      brin,
      value,
    ]);
    for (const state of known) found.set(`${brin}|${state.number}`, state);
  }
  return found;
}
