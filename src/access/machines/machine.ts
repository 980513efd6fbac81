import { addDays, type Day } from '../../law/day';
import { type FieldProblem, Problem } from '../../platform/errors';
import type { Visitor } from '../visitor';

/** The right of a machine to act on one resource of the API: `verzuimregistraties:schrijven`. */
export type MachineRight = `${string}:${'lezen' | 'schrijven'}`;

/** What is asked for a system of a school that comes in over the API. */
export interface NewMachine {
  name: string;
  /** brins and locations: whose pupils it sees */
  schools: readonly string[];
  rights: readonly string[];
  /** the last day on which it is let in */
  until: Day;
}

export interface Machine extends Omit<NewMachine, 'rights'> {
  id: string;
  rights: readonly MachineRight[];
  madeOn: Day;
  revoked: boolean;
  /** null: never */
  lastUsedOn: Day | null;
}

const SCHOOL = /^\d\d[A-Z]{2}(\d\d)?$/;
const RIGHT = /^[a-z]+(-[a-z]+)*:(lezen|schrijven)$/;
const LONGEST_DAYS = 731;

/** What was asked, tidied. Throws one Problem that names all that is wrong with it. */
export function checkMachine(asked: NewMachine, today: Day): NewMachine & { rights: readonly MachineRight[] } {
  const name = asked.name.trim();
  const schools = [...new Set(asked.schools.map((school) => school.trim().toUpperCase()))].sort();
  const rights = [...new Set(asked.rights.map((right) => right.trim().toLowerCase()))].sort() as MachineRight[];
  const wrong: FieldProblem[] = [];
  const must = (holds: boolean, pointer: string, reden: string) => holds || wrong.push({ pointer, reden });
  must(name.length >= 1 && name.length <= 200, '/naam', 'Geef een naam van 1 tot en met 200 tekens.');
  must(schools.length > 0, '/scholen', 'Noem ten minste één school.');
  must(
    schools.every((school) => SCHOOL.test(school)),
    '/scholen',
    'Schrijf elke school als BRIN (01AB) of vestiging (01AB00).',
  );
  must(rights.length > 0, '/mag', 'Noem ten minste één recht.');
  must(
    rights.every((right) => RIGHT.test(right)),
    '/mag',
    'Schrijf elk recht als soort:lezen of soort:schrijven, bijvoorbeeld verzuimregistraties:schrijven.',
  );
  const last = addDays(today, LONGEST_DAYS);
  must(asked.until >= today && asked.until <= last, '/tot', `Kies een einddatum van ${today} tot en met ${last}.`);
  if (wrong.length > 0) {
    throw new Problem('koppeling-ongeldig', wrong.map(({ reden }) => reden).join(' '), { fields: wrong });
  }
  return { name, schools, rights, until: asked.until };
}

/** A machine as someone who asks: it sees what an employee of these schools sees, and does what its rights say. */
export function machineVisitor(machine: Machine): Visitor {
  return {
    employee: `koppeling:${machine.id}`,
    name: machine.name,
    roles: ['schoolmedewerker'],
    boa: false,
    from: null,
    until: machine.until,
    municipalities: [],
    regions: [],
    schools: machine.schools,
    machine: { rights: machine.rights },
  };
}

/** Whether it may read, or else change, a resource (`/api/v1/verzuimregistraties/…`: verzuimregistraties). */
export function machineMay(rights: readonly MachineRight[], resource: string, reads: boolean): boolean {
  return rights.includes(`${resource}:${reads ? 'lezen' : 'schrijven'}`);
}
