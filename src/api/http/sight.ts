import { Inject, Injectable } from '@nestjs/common';
import {
  type Condition,
  dossierCondition,
  either,
  ownLocation,
  pupilCondition,
  readableDossiers,
  reportCondition,
  staffCondition,
} from '../../access/conditions';
import { phaseBounds } from '../../access/phase-bounds';
import type { Scope } from '../../access/scope';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { scopeOf } from '../../registry/scopes';
import type { Asker } from './asker';

/** What somebody may see, as conditions for the queries of the API: the scope of `access/`, by kind of thing. */
@Injectable()
export class Sight {
  private readonly sql: Sql;

  constructor(
    @Inject(Database) database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LawParameters) private readonly parameters: LawParameters,
  ) {
    this.sql = database.read;
  }

  scope({ visitor }: Asker): Scope {
    return scopeOf(visitor, this.clock.today());
  }

  /** On `pupil p`. */
  pupils(asker: Asker): Condition {
    return pupilCondition(this.sql, this.scope(asker), phaseBounds(this.clock.today(), this.parameters));
  }

  /** On `absence_record a`: of the pupils of an officer or counsellor, and what the own schools sent. */
  absence(asker: Asker): Condition {
    const scope = this.scope(asker);
    const bounds = phaseBounds(this.clock.today(), this.parameters);
    const pupils = pupilCondition(this.sql, { ...scope, schools: [] }, bounds);
    const theirs = {
      sql: `a.pupil_id IN (SELECT p.id FROM pupil p WHERE ${pupils.sql})`,
      values: pupils.values,
    };
    return either(theirs, ownLocation(this.sql, scope, 'a.location'));
  }

  /** On `signal s`. */
  signals(asker: Asker): Condition {
    return reportCondition(this.sql, this.scope(asker), 's');
  }

  /** On `dossier d`: those to work. */
  dossiers(asker: Asker): Condition {
    return dossierCondition(this.sql, this.scope(asker));
  }

  /** On `dossier d`: also those of pupils who moved away, until the hand-over. For one dossier. */
  readableDossiers(asker: Asker): Condition {
    return readableDossiers(this.sql, this.scope(asker), this.clock.today());
  }

  /** On `employee e`. */
  staff(asker: Asker): Condition {
    return staffCondition(this.sql, this.scope(asker), this.clock.today());
  }
}
