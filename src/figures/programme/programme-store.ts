import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import type { Found, Refusal, Settled } from '../../platform/incoming';
import { type Draft, type TableShape, TableStore } from '../../registry/table-store';

export const PROGRAMME_KINDS = ['regionaal-programma', 'lea'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** A row of the file programma. Money in cents. `undefined`: the file has no such column. */
export interface MeasureRow {
  kind: ProgrammeKind;
  area: string;
  measure: string;
  schoolYear: number;
  title: string;
  aim: string;
  parties: string | null | undefined;
  from: Day | null | undefined;
  until: Day | null | undefined;
  budget: number | null | undefined;
  spent: number | null | undefined;
  target: number | null | undefined;
  reached: number | null | undefined;
  remove: boolean;
}

@Injectable()
export class ProgrammeStore extends TableStore<MeasureRow> {
  protected readonly shape: TableShape = {
    table: 'programme_measure',
    key: ['measure', 'kind', 'area', 'school_year'],
    owner: 'code',
    columns: ['title', 'aim', 'parties', 'from_date', 'until_date', 'budget', 'spent', 'target', 'reached'],
    hasId: false,
  };

  async resolve(_work: Work, rows: readonly MeasureRow[]): Promise<(Found<Draft> | Refusal)[]> {
    return rows.map((row) => {
      const values = {
        ...{ measure: row.measure, kind: row.kind, area: row.area, school_year: row.schoolYear },
        ...{ title: row.title, aim: row.aim, parties: row.parties, from_date: row.from, until_date: row.until },
        ...{ budget: row.budget, spent: row.spent, target: row.target, reached: row.reached },
      };
      return this.found(values, row.remove);
    });
  }

  protected async follow(): Promise<Omit<Settled, 'outcomes'>> {
    return {};
  }
}

/** A row of the file streefcijfers: a percentage in hundredths. */
export interface TargetRow {
  areaKind: 'land' | 'regio' | 'gemeente';
  area: string;
  schoolYear: number;
  level: string;
  hundredths: number;
  source: string;
  remove: boolean;
}

@Injectable()
export class TargetStore extends TableStore<TargetRow> {
  protected readonly shape: TableShape = {
    table: 'vsv_target',
    key: ['area', 'area_kind', 'school_year', 'level'],
    owner: 'code',
    columns: ['hundredths', 'source'],
    carried: ['changed_at'],
    hasId: false,
  };

  constructor(@Inject(Clock) private readonly clock: Clock) {
    super();
  }

  async resolve(_work: Work, rows: readonly TargetRow[]): Promise<(Found<Draft> | Refusal)[]> {
    const changed_at = this.clock.instant();
    return rows.map((row) => {
      const key = { area: row.area, area_kind: row.areaKind, school_year: row.schoolYear, level: row.level };
      return this.found({ ...key, hundredths: row.hundredths, source: row.source, changed_at }, row.remove);
    });
  }

  protected async follow(): Promise<Omit<Settled, 'outcomes'>> {
    return {};
  }
}
