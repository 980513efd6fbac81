import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import type { Row, Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { newId } from '../platform/ids';
import { LookUps } from '../platform/look-ups';
import { cell } from '../platform/place';
import { decide, type Found, type IncomingStore, type Keeping, type Outcome, type Settled } from '../platform/incoming';
import { storedContact } from './contact-details';
import { pupil } from './tables';
import { PupilDirectory } from './pupil-directory';
import { PupilNumbers } from './pupil-numbers';
import {
  changesJudgement,
  columnsOf,
  homesAfter,
  PUPIL_COLUMNS,
  type PupilRow,
  type PupilState,
  sameHomes,
} from './pupil-row';

/** `joins`: the row says that two numbers are one pupil's, and that is not yet known. */
export interface PupilEntry {
  row: PupilRow;
  id: string | undefined;
  joins: boolean;
}

const STORED = [...PUPIL_COLUMNS, 'contact', 'address_index'];

/** Pupils and where they live. */
@Injectable()
export class PupilStore implements IncomingStore<PupilRow, PupilEntry> {
  /** each row may tell of another move */
  readonly cumulative = true;

  constructor(
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(PupilNumbers) private readonly numbers: PupilNumbers,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async resolve(work: Work, rows: readonly PupilRow[]): Promise<Found<PupilEntry>[]> {
    const numbers = rows.flatMap(({ pgn, formerPgn }) => (formerPgn === null ? [pgn] : [pgn, formerPgn]));
    await this.lookUps.prepare(work, 'pgn', numbers);
    const ids = await this.directory.find(work, numbers);
    return rows.map((row) => {
      const id = ids.get(row.pgn);
      const joins = row.formerPgn !== null && (id === undefined || ids.get(row.formerPgn) !== id);
      return { key: id ?? `nieuw ${row.pgn}`, entry: { row, id, joins } };
    });
  }

  /** A row that joins numbers waits for the end of the file: the pupil with the old number may still come. */
  async settle(work: Work, groups: readonly PupilEntry[][], final: boolean): Promise<Settled> {
    const joining = groups.filter((group) => group.some(({ joins }) => joins));
    if (joining.length === 0) return this.settleKnown(work, groups, final);
    if (final) return this.settleJoining(work, groups, joining);
    const rest = groups.filter((group) => !joining.includes(group));
    const settled = await this.settleKnown(work, rest, final);
    const outcomes = new Map(rest.map((group, i) => [group, settled.outcomes[i]!]));
    return { ...settled, outcomes: groups.map((group) => outcomes.get(group) ?? group.map(() => 'later' as const)) };
  }

  private async settleJoining(
    work: Work,
    groups: readonly PupilEntry[][],
    joining: readonly PupilEntry[][],
  ): Promise<Settled> {
    const joins = joining.flat().filter((entry) => entry.joins);
    for (const { row } of joins) await this.numbers.join(work, row.pgn, row.formerPgn!);
    const ids = await this.directory.find(
      work,
      groups.map((group) => group[0]!.row.pgn),
    );
    const found = groups.map((group) => group.map((entry) => ({ ...entry, id: ids.get(entry.row.pgn) ?? entry.id })));
    const settled = await this.settleKnown(work, found, true);
    const after = await this.directory.find(
      work,
      joins.map(({ row }) => row.pgn),
    );
    for (const { row } of joins) await this.numbers.remember(work, after.get(row.pgn)!, row.formerPgn!);
    const changed = new Set(joining);
    const outcomes = settled.outcomes.map((list, i) =>
      changed.has(groups[i]!) && !list.includes('nieuw') ? [...list.slice(0, -1), 'gewijzigd' as const] : list,
    );
    return { outcomes, pupils: [...new Set([...(settled.pupils ?? []), ...after.values()])] };
  }

  private async settleKnown(work: Work, groups: readonly PupilEntry[][], final: boolean): Promise<Settled> {
    const known = await this.load(
      work,
      groups.flatMap((group) => group[0]!.id ?? []),
    );
    const outcomes: Outcome[][] = [];
    const changes: { before: PupilState | null; after: PupilState }[] = [];
    for (const group of groups) {
      const before = known.get(group[0]!.id ?? '') ?? null;
      const decision = decide(before, group, this.keeping, final);
      outcomes.push(decision.outcomes);
      if (decision.write) changes.push({ before, after: decision.state! });
    }
    await this.write(work, changes);
    const judged = changes.filter(({ before, after }) => changesJudgement(before, after));
    return { outcomes, pupils: judged.map(({ after }) => String(after.row['id'])) };
  }

  private readonly keeping: Keeping<PupilState, PupilEntry> = {
    apply: (state, { row }) => {
      const next: Row = state ? { ...state.row } : this.newcomer(row.pgn);
      for (const [name, value] of Object.entries(columnsOf(row))) {
        next[name] = value === undefined ? (next[name] ?? (name === 'secret_address' ? 0 : null)) : value;
      }
      const place = cell(pupil, 'contact', { id: next['id']! });
      Object.assign(next, storedContact(this.encryption, place, { ...row.contact }, state?.row ?? null));
      return { row: next, homes: homesAfter(state?.homes ?? new Map(), row) };
    },
    same: (a, b) => PUPIL_COLUMNS.every((name) => a.row[name] === b.row[name]) && sameHomes(a.homes, b.homes),
  };

  /** A pupil nobody knew. */
  private newcomer(pgn: string): Row {
    const id = newId();
    return { id, pgn: this.encryption.encrypt(pgn, cell(pupil, 'pgn', { id })), pgn_index: this.encryption.index(pgn) };
  }

  private async load(work: Work, ids: readonly string[]): Promise<Map<string, PupilState>> {
    if (ids.length === 0) return new Map();
    const people = work.oneOf('id', ids);
    const theirs = work.oneOf('pupil_id', ids);
    const rows = await work.all(`SELECT id, pgn, pgn_index, ${STORED.join(', ')} FROM pupil WHERE ${people.sql}`, [
      people.value,
    ]);
    const homes = new Map<string, Map<string, string>>(rows.map((row) => [String(row['id']), new Map()]));
    for (const { pupil, from, municipality } of await work.all<{ pupil: string; from: string; municipality: string }>(
      `SELECT pupil_id AS "pupil", from_date AS "from", municipality FROM residence WHERE ${theirs.sql}`,
      [theirs.value],
    )) {
      homes.get(pupil)?.set(from, municipality);
    }
    return new Map(rows.map((row) => [String(row['id']), { row, homes: homes.get(String(row['id']))! }]));
  }

  private async write(work: Work, changes: readonly { before: PupilState | null; after: PupilState }[]): Promise<void> {
    const names = ['id', 'pgn', 'pgn_index', ...STORED, 'changed_at'];
    const now = this.clock.instant();
    const rows = changes.map(({ before, after }) =>
      names.map((name) => {
        if (name === 'changed_at') return now;
        // a known pupil is found by its number: an id made for this row alone keeps the insert from clashing twice
        return name === 'id' && before ? newId() : (after.row[name] ?? null);
      }),
    );
    await work.insert('pupil', names, rows, { key: ['pgn_index'], update: [...STORED, 'changed_at'] });
    const homes = changes.flatMap(({ before, after }) =>
      [...after.homes]
        .filter(([from, municipality]) => before?.homes.get(from) !== municipality)
        .map(([from, municipality]) => [String(after.row['id']), from, municipality]),
    );
    await work.insert('residence', ['pupil_id', 'from_date', 'municipality'], homes, {
      key: ['pupil_id', 'from_date'],
      update: ['municipality'],
    });
  }
}
