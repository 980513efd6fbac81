import { Inject, Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import type { Found, IncomingStore, Refusal, Settled } from '../platform/incoming';
import type { PupilRow } from './pupil-row';
import { type PupilEntry, PupilStore } from './pupil-store';

/** Persons of the residents' register: of whom nobody knew, the day of birth and the municipality must be told. */
@Injectable()
export class ResidentStore implements IncomingStore<PupilRow, PupilEntry> {
  readonly cumulative = true;

  constructor(@Inject(PupilStore) private readonly pupils: PupilStore) {}

  async resolve(work: Work, rows: readonly PupilRow[]): Promise<(Found<PupilEntry> | Refusal)[]> {
    const found = await this.pupils.resolve(work, rows);
    return found.map((one) => newcomerRefusal(one.entry) ?? one);
  }

  settle(work: Work, groups: readonly PupilEntry[][], final: boolean): Promise<Settled> {
    return this.pupils.settle(work, groups, final);
  }
}

function newcomerRefusal({ id, row }: PupilEntry): Refusal | null {
  if (id !== undefined) return null;
  const reason = 'is nodig: deze leerling is nog niet bekend';
  if (row.birthDate === undefined) return { column: 'geboortedatum', value: '', reason };
  return row.municipality === null ? { column: 'gemeentecode', value: '', reason } : null;
}
