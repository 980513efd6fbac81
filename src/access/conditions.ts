import { addDays, type Day } from '../law/day';
import type { Sql, Value } from '../platform/database/sql';
import { areaHolds } from './area';
import type { PhaseBounds } from './phase-bounds';
import { dossierFreeToUse, freeToUse } from './restriction';
import type { Scope } from './scope';

/** A condition and its values, in the order of its question marks. */
export interface Condition {
  sql: string;
  values: Value[];
}

export const NEVER: Condition = { sql: '(1 = 0)', values: [] };
export const ALWAYS: Condition = { sql: '(1 = 1)', values: [] };

/** How long the municipality that a pupil left may go on reading the dossier where nobody accepts it. */
export const HAND_OVER_DAYS = 56;

export function either(...parts: Condition[]): Condition {
  const known = parts.filter((part) => part !== NEVER);
  if (known.length === 0) return NEVER;
  return { sql: `(${known.map((part) => part.sql).join(' OR ')})`, values: known.flatMap((part) => part.values) };
}

function among(sql: Sql, column: string, codes: readonly string[]): Condition {
  if (codes.length === 0) return NEVER;
  const own = sql.oneOf(column, codes, 'code');
  return { sql: own.sql, values: [own.value] };
}

function when(extra: string, condition: Condition): Condition {
  return condition === NEVER ? NEVER : { sql: `(${extra} AND ${condition.sql})`, values: condition.values };
}

/** Without those whose pupil is restricted; the engine is not asked it of each row where it was just seen that none is. */
const dossierFree = (scope: Scope, own: Condition) =>
  scope.nothingRestricted ? own : when(dossierFreeToUse('d.id'), own);
const pupilFree = (scope: Scope, column: string, own: Condition) =>
  scope.nothingRestricted ? own : when(freeToUse(column), own);

/**
 * Dossiers to work, on `dossier d`. The municipality of an open dossier follows the pupil's residence on the day
 * (`Homes` sees to it), so that this is a comparison of columns with an index on them.
 */
export function dossierCondition(sql: Sql, scope: Scope, _today?: Day): Condition {
  const own = either(
    when("d.regime = 'leerplicht'", among(sql, 'd.municipality', scope.leerplicht)),
    when("d.regime = 'doorstroompunt'", among(sql, 'd.municipality', scope.doorstroompunt)),
  );
  return dossierFree(scope, own);
}

/**
 * Dossiers to read, on `dossier d`: those to work, and for some weeks those of pupils who moved away, until the
 * hand-over is accepted. For one dossier; a work list asks for those to work.
 */
export function readableDossiers(sql: Sql, scope: Scope, today: Day): Condition {
  const left = either(
    when("d.regime = 'leerplicht'", among(sql, 'd.handed_from', scope.leerplicht)),
    when("d.regime = 'doorstroompunt'", among(sql, 'd.handed_from', scope.doorstroompunt)),
  );
  const still: Condition =
    left === NEVER
      ? NEVER
      : {
          sql: `(d.handed_on >= ? AND ${left.sql})`,
          values: [addDays(today, -HAND_OVER_DAYS), ...left.values],
        };
  return either(dossierCondition(sql, scope), dossierFree(scope, still));
}

/** What falls under the Wpg in a dossier, on `dossier d`: only who is appointed boa, and never at the Doorstroompunt. */
export function wpgCondition(sql: Sql, scope: Scope): Condition {
  if (!scope.wpg) return NEVER;
  return dossierFree(scope, when("d.regime = 'leerplicht'", among(sql, 'd.municipality', scope.leerplicht)));
}

/**
 * A column `location` (brin + vestiging) of the own schools, in a table with `pupil_id`; a brin means all its locations.
 */
export function ownLocation(sql: Sql, scope: Scope, column: string): Condition {
  return pupilFree(scope, column.replace(/location$/, 'pupil_id'), ownSchool(sql, scope, column));
}

/** The same for a location itself, which is about no pupil. */
export function ownSchool(sql: Sql, scope: Scope, column: string): Condition {
  const wholeSchools = among(
    sql,
    'b.brin',
    scope.schools.filter((school) => school.length === 4),
  );
  return either(
    among(
      sql,
      column,
      scope.schools.filter((school) => school.length > 4),
    ),
    wholeSchools === NEVER
      ? NEVER
      : {
          sql: `${column} IN (SELECT b.code FROM school_location b WHERE ${wholeSchools.sql})`,
          values: wholeSchools.values,
        },
  );
}

/** Meldingen and signals, on a table with `dossier_id` and `location`: those of dossiers to work, and the school's own. */
export function reportCondition(sql: Sql, scope: Scope, alias: string): Condition {
  const dossiers = dossierCondition(sql, scope);
  const worked: Condition =
    dossiers === NEVER
      ? NEVER
      : {
          sql: `${alias}.dossier_id IN (SELECT d.id FROM dossier d WHERE ${dossiers.sql})`,
          values: dossiers.values,
        };
  return either(worked, ownLocation(sql, scope, `${alias}.location`));
}

/** Who lives in one of the municipalities on the day; on the id of a pupil. */
function residents(sql: Sql, id: string, codes: readonly string[], day: Day): Condition {
  const own = among(sql, 'r.municipality', codes);
  if (own === NEVER) return NEVER;
  return {
    sql: `${id} IN (SELECT r.pupil_id FROM residence r WHERE ${own.sql} AND r.from_date <= ? AND NOT EXISTS (
      SELECT 1 FROM residence l WHERE l.pupil_id = r.pupil_id AND l.from_date > r.from_date AND l.from_date <= ?))`,
    values: [...own.values, day, day],
  };
}

const GONE = '((p.death_date IS NULL OR p.death_date > ?) AND (p.departure_date IS NULL OR p.departure_date > ?))';
const has = (kinds: readonly string[]) =>
  `EXISTS (SELECT 1 FROM diploma q WHERE q.pupil_id = p.id AND q.day <= ? AND q.kind IN (${quoted(kinds)}))`;
const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/** On `pupil p`: residents under leerplicht or kwalificatieplicht. */
function compulsory(sql: Sql, scope: Scope, { day, law, ...bounds }: PhaseBounds): Condition {
  const home = residents(sql, 'p.id', scope.leerplicht, day);
  if (home === NEVER) return NEVER;
  const freedByProfile = `EXISTS (SELECT 1 FROM enrolment v WHERE v.pupil_id = p.id AND v.education = 'vso'
    AND v.from_date <= ? AND v.profile IN (${quoted(law.freeingProfiles)}) AND NOT EXISTS (
      SELECT 1 FROM enrolment w WHERE w.pupil_id = p.id AND w.education = 'vso' AND w.from_date <= ?
        AND w.from_date > v.from_date))`;
  const freeing = [...law.startQualifications, ...law.freeingDiplomas];
  return {
    sql: `(p.birth_date <= ? AND (p.birth_date >= ? OR (p.birth_date >= ? AND NOT ${has(freeing)} AND NOT ${freedByProfile}))
      AND ${GONE} AND ${home.sql})`,
    values: [bounds.begun, bounds.compulsory, bounds.minor, day, day, day, day, day, ...home.values],
  };
}

/** On `pupil p`: residents from 18 without a startkwalificatie, below the age limit. */
function guided(sql: Sql, scope: Scope, { day, law, ...bounds }: PhaseBounds): Condition {
  const home = residents(sql, 'p.id', scope.doorstroompunt, day);
  if (home === NEVER) return NEVER;
  return {
    sql: `(p.birth_date < ? AND p.birth_date >= ? AND NOT ${has(law.startQualifications)} AND ${GONE} AND ${home.sql})`,
    values: [bounds.minor, bounds.young, day, day, day, ...home.values],
  };
}

/**
 * Pupils, on `pupil p`: residents in the phase of the role, whoever has a dossier to work (17-year-olds taken on early
 * among them), and for a school those who are enrolled there on the day.
 */
export function pupilCondition(sql: Sql, scope: Scope, bounds: PhaseBounds): Condition {
  const dossiers = dossierCondition(sql, scope);
  const location = ownLocation(sql, scope, 'e.location');
  const seen = either(
    compulsory(sql, scope, bounds),
    guided(sql, scope, bounds),
    dossiers === NEVER
      ? NEVER
      : { sql: `p.id IN (SELECT d.pupil_id FROM dossier d WHERE ${dossiers.sql})`, values: dossiers.values },
    location === NEVER
      ? NEVER
      : {
          sql: `p.id IN (SELECT e.pupil_id FROM enrolment e WHERE ${location.sql} AND e.from_date <= ?
            AND (e.until_date IS NULL OR e.until_date >= ?))`,
          values: [...location.values, bounds.day, bounds.day],
        },
  );
  return pupilFree(scope, 'p.id', seen);
}

/** Staff and their workload, on `employee e`. */
export function staffCondition(sql: Sql, scope: Scope, today: Day): Condition {
  const self: Condition = { sql: 'e.code = ?', values: [scope.employee] };
  if (scope.staff === 'iedereen') return ALWAYS;
  if (scope.staff === 'zichzelf') return self;
  const area = either(
    when("a.kind = 'gemeente'", among(sql, 'a.area', scope.staff.municipalities)),
    when("a.kind = 'regio'", among(sql, 'a.area', scope.staff.regions)),
  );
  if (area === NEVER) return self;
  const holds = areaHolds('a', today);
  return either(self, {
    sql: `e.code IN (SELECT a.employee FROM employee_area a WHERE ${area.sql} AND ${holds.sql})`,
    values: [...area.values, ...holds.values],
  });
}

/** A column with a municipality whose figures may be seen. */
export function figuresCondition(sql: Sql, scope: Scope, column: string): Condition {
  return among(sql, column, scope.figures.municipalities);
}
