import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import type { Found, Settled } from '../../platform/incoming';
import { type Draft, type TableShape, TableStore } from '../../registry/table-store';
import type { DuoDelivery } from './duo-delivery';
import { LookUps } from '../../platform/look-ups';
import { cell } from '../../platform/place';
import { duoRecord } from './tables';

/** A row of a DUO delivery, taken as it comes: what cannot be read is null and named in `unreadable`. */
export interface DuoRow {
  number: string;
  month: string;
  enrolment: string;
  birthDate: Day | null;
  region: string | null;
  municipality: string | null;
  municipalityName: string | null;
  school: string | null;
  level: string | null;
  route: string | null;
  programme: string | null;
  provider: string | null;
  providerName: string | null;
  statutory: boolean | null;
  optional: boolean | null;
  leftOn: Day | null;
  /** names of columns whose value could not be read */
  unreadable: readonly string[];
}

export interface DuoDraft extends Draft {
  unreadable: readonly string[];
}

const asFlag = (value: boolean | null) => (value === null ? null : Number(value));

/** The rows of DUO's deliveries. A person is found by the keyed index of the number, as in the registry. */
@Injectable()
export class DuoRecordStore extends TableStore<DuoRow> {
  protected readonly shape: TableShape = {
    table: 'duo_record',
    key: ['pgn_index', 'delivery', 'month', 'enrolment'],
    owner: 'code',
    columns: [
      ...['birth_date', 'region', 'municipality', 'municipality_name', 'school', 'level', 'route', 'programme'],
      ...['provider', 'provider_name', 'statutory', 'optional', 'left_on'],
    ],
    // encrypted anew each time
    carried: ['pgn'],
    hasId: false,
  };

  constructor(
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  resolve(): Promise<never> {
    throw new Error('rows of DUO belong to a delivery: use resolveIn');
  }

  /** Makes the delivery where it is new; one without rows is a delivery too. */
  async begin(work: Work, { code, kind, schoolYear, state }: DuoDelivery): Promise<void> {
    await work.insert(
      'duo_delivery',
      ['code', 'kind', 'school_year', 'state', 'received_at'],
      [[code, kind, schoolYear, state, this.clock.instant()]],
      { key: ['code'], update: 'nothing' },
    );
  }

  /** What the rows of this delivery are about. */
  async resolveIn(work: Work, delivery: DuoDelivery, rows: readonly DuoRow[]): Promise<Found<DuoDraft>[]> {
    await this.lookUps.prepare(
      work,
      'pgn',
      rows.map(({ number }) => number),
    );
    return rows.map((row) => {
      const values = {
        pgn_index: this.encryption.index(row.number),
        delivery: delivery.code,
        month: row.month,
        enrolment: row.enrolment,
        pgn: this.encryption.encrypt(
          row.number,
          cell(duoRecord, 'pgn', { delivery: delivery.code, month: row.month, enrolment: row.enrolment }),
        ),
        birth_date: row.birthDate,
        region: row.region,
        municipality: row.municipality,
        municipality_name: row.municipalityName,
        school: row.school,
        level: row.level,
        route: row.route,
        programme: row.programme,
        provider: row.provider,
        provider_name: row.providerName,
        statutory: asFlag(row.statutory),
        optional: asFlag(row.optional),
        left_on: row.leftOn,
      };
      const { key, entry } = this.found(values, false);
      return { key, entry: { ...entry, unreadable: row.unreadable } };
    });
  }

  protected async follow(): Promise<Omit<Settled, 'outcomes'>> {
    return {};
  }
}
