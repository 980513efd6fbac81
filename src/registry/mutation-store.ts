import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { Work } from '../platform/database/sql';
import { type Found, type IncomingStore, isRefusal, type Refusal, type Settled } from '../platform/incoming';
import type { BirthKnown } from './birth-date';
import type { GivenContact } from './contact-details';
import { PupilDirectory } from './pupil-directory';
import type { PupilRow } from './pupil-row';
import { type PupilEntry, PupilStore } from './pupil-store';
import { unknownPupil } from './pupil-table-store';

export const MUTATION_KINDS = ['verhuizing', 'vestiging', 'vertrek', 'overlijden', 'adres', 'geheim'] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** One fact of the residents' register, on its day. Empty where the fact says nothing of it. */
export interface Mutation {
  pgn: string;
  kind: MutationKind;
  day: Day;
  municipality: string | null;
  birth: { day: Day; known: BirthKnown | null } | null;
  lastName: string | null;
  prefix: string | null;
  firstNames: string | null;
  sex: string | null;
  address: Pick<GivenContact, 'straat' | 'huisnummer' | 'postcode' | 'plaats'>;
  secret: boolean | null;
}

interface Standing {
  /** the day from which the latest known residence runs */
  since: Day;
  departure: Day | null;
}

/**
 * The daily file of the residents' register: what happened to whom, on which day. Facts may come late or twice: of
 * residence every day is kept, and an older fact takes nothing back of a newer one.
 */
@Injectable()
export class MutationStore implements IncomingStore<Mutation, PupilEntry> {
  readonly cumulative = true;

  constructor(
    @Inject(PupilStore) private readonly pupils: PupilStore,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
  ) {}

  async resolve(work: Work, rows: readonly Mutation[]): Promise<(Found<PupilEntry> | Refusal)[]> {
    const ids = await this.directory.find(
      work,
      rows.map(({ pgn }) => pgn),
    );
    const standing = await this.standing(work, [...new Set(ids.values())]);
    // what an earlier row of this file says counts for a later one
    const here = new Map<string, Standing>();
    const read = rows.map((row): PupilRow | Refusal => {
      const known = here.get(row.pgn) ?? standing.get(ids.get(row.pgn) ?? '') ?? null;
      const after = rowOf(row, known);
      if (!isRefusal(after)) here.set(row.pgn, standingAfter(known, after));
      return after;
    });
    const good = read.filter((one): one is PupilRow => !isRefusal(one));
    const found = await this.pupils.resolve(work, good);
    let next = 0;
    return read.map((one) => (isRefusal(one) ? one : found[next++]!));
  }

  settle(work: Work, groups: readonly PupilEntry[][], final: boolean): Promise<Settled> {
    return this.pupils.settle(work, groups, final);
  }

  private async standing(work: Work, ids: readonly string[]): Promise<Map<string, Standing>> {
    const these = work.oneOf('p.id', ids);
    const rows = await work.all<{ id: string; since: Day | null; departure: Day | null }>(
      `SELECT p.id, p.departure_date AS "departure",
              (SELECT MAX(r.from_date) FROM residence r WHERE r.pupil_id = p.id) AS "since"
         FROM pupil p WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(rows.map(({ id, since, departure }) => [id, { since: since ?? FIRST, departure }]));
  }
}

const FIRST = '0001-01-01' as Day;

/** What a row of the file leerlingen would say of this; of somebody new the day of birth and municipality are needed. */
function rowOf(row: Mutation, known: Standing | null): PupilRow | Refusal {
  if (known === null) {
    if (row.kind !== 'vestiging' && row.kind !== 'verhuizing') return unknownPupil(row.pgn);
    if (row.birth === null) {
      const reason = 'is nodig: deze leerling is nog niet bekend';
      return { column: 'geboortedatum', value: '', reason };
    }
  }
  const newest = known === null || row.day >= known.since;
  const moves = row.kind === 'verhuizing' || row.kind === 'vestiging';
  const left = known?.departure ?? null;
  return {
    ...{
      pgn: row.pgn,
      formerPgn: null,
      birthDate: row.birth?.day,
      birthKnown: row.birth ? row.birth.known : undefined,
    },
    ...{ lastName: row.lastName ?? undefined, prefix: row.lastName === null ? undefined : row.prefix },
    ...{ firstNames: row.firstNames ?? undefined, sex: row.sex ?? undefined },
    ...{ municipality: moves ? row.municipality : null, residentFrom: moves ? row.day : null },
    deathDate: row.kind === 'overlijden' ? row.day : undefined,
    departureDate:
      row.kind === 'vertrek' && newest ? row.day : moves && left !== null && row.day >= left ? null : undefined,
    secret: row.secret ?? undefined,
    contact: (moves || row.kind === 'adres') && newest ? row.address : {},
  };
}

function standingAfter(known: Standing | null, { residentFrom, departureDate }: PupilRow): Standing {
  const since = known?.since ?? FIRST;
  return {
    since: residentFrom !== null && residentFrom > since ? residentFrom : since,
    departure: departureDate === undefined ? (known?.departure ?? null) : departureDate,
  };
}
