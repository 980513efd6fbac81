import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell as placeOf } from '../../platform/place';
import { scopeOf } from '../../registry/scopes';
import { pupil } from '../../registry/tables';
import type { Figure, FigureCell, FigureColumn } from '../figure';
import { seenInRegime } from './seen-persons';

export interface CellAsked {
  /** key of the row */
  key: string;
  /** key of the column; null: the row as a whole */
  column: string | null;
  limit: number;
  offset: number;
}

/** One person or event behind a cell, found by the statement of its figure. */
export interface Behind {
  id: string;
  pgn: string;
  birth: Day;
  day: Day | null;
  what: string | null;
}

export interface Found {
  rows: readonly Behind[];
  figure: Pick<Figure, 'titel' | 'definitie' | 'peildatum' | 'gegevensdatum'>;
  /** id of the stored figure, where it is one */
  stored?: string;
  /** what the list says of itself besides */
  facts?: Record<string, FigureCell>;
  notes?: readonly string[];
}

/** A list of persons behind a cell: only those whom the asker may see, and accounted for. */
@Injectable()
export class PersonList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  seesWpg({ visitor }: Actor): boolean {
    return visitor === null || scopeOf(visitor, this.clock.today()).wpg;
  }

  /** `sql` gives `pupil_id`, `regime`, `day` and `what`; only of whom the asker may see, and in regimes of the own role. */
  read(actor: Actor, sql: string, values: readonly Value[], { limit, offset }: CellAsked): Promise<Behind[]> {
    const read = this.database.read;
    const seen = seenInRegime(actor, read, this.clock.today(), this.parameters, 'b.regime');
    return read.all<Behind>(
      `SELECT p.id AS "id", p.pgn AS "pgn", p.birth_date AS "birth", b.day AS "day", b.what AS "what"
         FROM (${sql}) b JOIN pupil p ON p.id = b.pupil_id
        WHERE ${seen.sql} ORDER BY p.id, b.day, b.what LIMIT ? OFFSET ?`,
      [...values, ...seen.values, limit, offset],
    );
  }

  show(
    actor: Actor,
    soort: string,
    { key, column, offset }: CellAsked,
    { rows, figure, stored, facts, notes = [] }: Found,
    dayTitle: string,
    whatTitle: string,
  ): Figure {
    const event = { action: 'lezen', object: soort, objectId: stored ?? null, purpose: PURPOSES.cijfers } as const;
    this.audit.read(actor, { ...event, pupils: [...new Set(rows.map(({ id }) => id))] });
    const text = (name: string, title: string): FigureColumn => ({ key: name, title, type: 'tekst' });
    return {
      soort,
      titel: `Personen achter: ${figure.titel}`,
      definitie: figure.definitie,
      peildatum: figure.peildatum,
      gegevensdatum: figure.gegevensdatum,
      kolommen: [
        text('leerling', 'leerling'),
        text('pgn', 'pgn'),
        { key: 'geboortedatum', title: 'geboortedatum', type: 'dag' },
        { key: 'dag', title: dayTitle, type: 'dag' },
        text('wat', whatTitle),
      ],
      rijen: rows.map(({ id, pgn, birth, day, what }) => ({
        cells: {
          leerling: id,
          pgn: this.encryption.decrypt(pgn, placeOf(pupil, 'pgn', { id })),
          geboortedatum: birth,
          dag: day,
          wat: what,
        },
      })),
      totaal: null,
      kenmerken: { rij: key, kolom: column, vanaf: offset, ...facts },
      toelichting: ['Alleen personen die u mag zien: dat kunnen er minder zijn dan het getal zegt.', ...notes],
    };
  }
}
