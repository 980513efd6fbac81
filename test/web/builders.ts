/** Rows as the other rooms would have written them: each builder stores one thing and gives what names it. */
import type { AssignmentSteps } from '../../src/cases/assignment/assignment';
import type { Evidence } from '../../src/law/facts';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { PASSWORD, TODAY, type TestWeb } from './support';
import { sealed } from '../support/seal';

type Row = Record<string, Value>;
let numbers = 100_000_000;

async function insert(web: TestWeb, table: string, plain: Row): Promise<void> {
  const row = sealed(web.encryption, table, plain);
  await web.database.work((work) => work.insert(table, Object.keys(row), [Object.values(row)]));
}

export async function anEmployee(
  web: TestWeb,
  code: string,
  roles: string,
  areas: Partial<Record<'gemeente' | 'regio' | 'school', string[]>> = {},
  change: Row = {},
): Promise<string> {
  const row = { code, name: `Medewerker ${code}`, roles, boa: 0, fte: 100, maximum: null, from_date: null };
  await insert(web, 'employee', { ...row, until_date: null, email: null, email_index: null, ...change });
  for (const [kind, list] of Object.entries(areas)) {
    for (const area of list) await insert(web, 'employee_area', { employee: code, kind, area });
  }
  return code;
}

/** An employee with an account of the same name and the usual password. */
export async function aLogin(
  web: TestWeb,
  ...of: Parameters<typeof anEmployee> extends [TestWeb, ...infer R] ? R : never
) {
  const code = await anEmployee(web, ...of);
  await web.accounts.create({ username: code, password: PASSWORD, employee: code, demonstration: true });
  return code;
}

export interface PupilOptions {
  municipality: string;
  first?: string;
  prefix?: string | null;
  last?: string;
  born?: string;
  secret?: boolean;
  contact?: Record<string, string>;
}

export async function aPupil(web: TestWeb, options: PupilOptions): Promise<{ id: string; pgn: string }> {
  const id = newId();
  const pgn = String(++numbers);
  await insert(web, 'pupil', {
    id,
    pgn,
    pgn_index: web.encryption.index(pgn),
    birth_date: options.born ?? '2010-05-04',
    death_date: null,
    departure_date: null,
    last_name: options.last ?? 'Vries',
    prefix: options.prefix === undefined ? 'de' : options.prefix,
    first_names: options.first ?? 'Sanne',
    sex: null,
    contact: options.contact ? JSON.stringify(options.contact) : null,
    contact_index: null,
    secret_address: options.secret ? 1 : 0,
    changed_at: '2026-01-01T10:00:00.000Z',
  });
  await livesIn(web, id, options.municipality, '0001-01-01');
  return { id, pgn };
}

export async function livesIn(web: TestWeb, pupil: string, municipality: string, from: string): Promise<void> {
  await insert(web, 'residence', { pupil_id: pupil, from_date: from, municipality });
}

export async function aSchool(web: TestWeb, code: string, name: string, municipality: string): Promise<void> {
  const row = { code, brin: code.slice(0, 4), name, municipality, holiday_region: 'Noord' };
  await insert(web, 'school_location', { ...row, education: 'vo', place: 'Stadskanaal' });
}

export async function anEnrolment(web: TestWeb, pupil: string, location: string): Promise<void> {
  const row = { id: newId(), pupil_id: pupil, location, from_date: '2024-08-01', until_date: null, education: 'vo' };
  await insert(web, 'enrolment', {
    ...row,
    level: 'vmbo',
    year: '3',
    profile: null,
    teaching_days: null,
    leave_reason: null,
  });
}

export async function aContact(
  web: TestWeb,
  pupil: string,
  name: string,
  contact: Record<string, string>,
): Promise<void> {
  const row = { id: newId(), pupil_id: pupil, name, relation: 'moeder', custody: 1, contact_index: null };
  await insert(web, 'contact_person', { ...row, contact: JSON.stringify(contact), from_date: null, until_date: null });
}

export async function aDossier(web: TestWeb, pupil: string, change: Row = {}): Promise<string> {
  const id = newId();
  const home = await web.database.read.get<{ municipality: string }>(
    'SELECT municipality FROM residence WHERE pupil_id = ? AND from_date <= ? ORDER BY from_date DESC LIMIT 1',
    [pupil, TODAY],
  );
  await insert(web, 'dossier', {
    id,
    pupil_id: pupil,
    regime: 'leerplicht',
    status: 'nieuw',
    opened_on: '2026-03-20',
    closed_on: null,
    for_closing: 0,
    role: 'leerplichtambtenaar',
    municipality: home?.municipality ?? null,
    employee: null,
    assigned_on: '2026-03-20',
    assignment_reason: 'niemand beschikbaar',
    changed_at: '2026-03-20T10:00:00.000Z',
    ...change,
  });
  return id;
}

/** A dossier of the Doorstroompunt with its trajectory; gives both ids. */
export async function aTrajectory(
  web: TestWeb,
  pupil: string,
  change: Row = {},
  dossierChange: Row = {},
): Promise<{ id: string; dossier: string }> {
  const role = { regime: 'doorstroompunt', role: 'rmc-trajectbegeleider' };
  const dossier = await aDossier(web, pupil, { ...role, ...dossierChange });
  const id = newId();
  await insert(web, 'trajectory', {
    ...{ id, pupil_id: pupil, dossier_id: dossier, state: 'aangemeld', source: 'dossier', region: '01' },
    ...{ municipality: '0037', delivered_on: '2026-03-20', approached_on: null, intake_on: null, started_on: null },
    ...{ ended_on: null, outcome: null, outcome_hundredths: null, destination: null, came_back: 0, contact_every: 28 },
    ...{ contact_on: null, changed_at: '2026-03-20T10:00:00.000Z', ...change },
  });
  return { id, dossier };
}

/** An alarm that contact stopped, not settled. */
export async function anAlarm(web: TestWeb, trajectory: string, about: string): Promise<void> {
  const row = { id: newId(), trajectory_id: trajectory, about, raised_on: TODAY, settled_on: null };
  await insert(web, 'trajectory_alarm', row);
}

/** A running term of a dossier. */
export async function aTerm(web: TestWeb, pupil: string, dossier: string, due: string): Promise<void> {
  const days = { started_on: '2026-03-01', remind_on: '2026-03-02', due_on: due, ended_on: null, outcome: null };
  const of = { subject_id: dossier, dossier_id: dossier, pupil_id: pupil, municipality: null, location: null };
  await insert(web, 'term', { id: newId(), kind: 'oppakken', employee: null, ...of, ...days });
}

export async function anAssignment(
  web: TestWeb,
  dossier: string,
  steps: AssignmentSteps,
  change: Row = {},
): Promise<void> {
  const row = { id: newId(), dossier_id: dossier, at: '2026-03-20T10:00:00.000Z', day: '2026-03-20' };
  const rest = { role: 'leerplichtambtenaar', employee: null, reason: 'reden', steps: JSON.stringify(steps) };
  await insert(web, 'assignment', { ...row, ...rest, ...change });
}

export async function aSignal(
  web: TestWeb,
  pupil: string,
  dossier: string,
  evidence: Evidence,
  change: Row = {},
): Promise<string> {
  const id = newId();
  await insert(web, 'signal', {
    id,
    pupil_id: pupil,
    rule: 'verzuim-16u',
    location: '99VA00',
    from_date: '2026-03-03',
    mark: '',
    until_date: '2026-03-20',
    hundredths: 1625,
    phase: 'leerplicht',
    status: 'geregistreerd',
    reason: null,
    ended_on: null,
    dossier_id: dossier,
    evidence: JSON.stringify(evidence),
    raised_at: '2026-03-20T10:00:00.000Z',
    changed_at: '2026-03-20T10:00:00.000Z',
    ...change,
  });
  return id;
}

export async function aChange(web: TestWeb, signal: string, change: Row): Promise<void> {
  const row = { id: newId(), signal_id: signal, at: '2026-03-20T10:00:00.000Z', change: 'opgeworpen' };
  await insert(web, 'signal_change', {
    ...row,
    until_date: '2026-03-20',
    hundredths: 1625,
    status: 'geregistreerd',
    reason: null,
    ...change,
  });
}

export async function anAbsence(
  web: TestWeb,
  pupil: string,
  day: string,
  hundredths: number,
  kind: string,
): Promise<void> {
  const row = { id: newId(), pupil_id: pupil, location: '99VA00', day, hundredths, kind, whole_day: 0, brin: '99VA' };
  await insert(web, 'absence_record', { ...row, number: `${pupil}-${day}-${kind}`, reason: null });
}

export const EVIDENCE: Evidence = {
  article: 'LPW art. 21a',
  parameters: { drempelUren: '16.00', vensterPosities: 28 },
  days: [
    { day: '2026-03-03' as typeof TODAY, hundredths: 825, records: ['R-1', 'R-2'] },
    { day: '2026-03-20' as typeof TODAY, hundredths: 800, records: ['R-7'] },
  ],
  skipped: [{ day: '2026-03-11' as typeof TODAY, reason: 'vrijgesteld', records: ['R-4'] }],
};

export const STEPS: AssignmentSteps = {
  stappen: [
    { stap: 'rol', tekst: 'leerplichtambtenaar voor gemeente Stadskanaal: 2 medewerkers' },
    { stap: 'belasting', tekst: 'Ada Adema heeft de minste open dossiers per fte' },
  ],
  kandidaten: [
    { medewerker: 'lpa', naam: 'Ada Adema', uitkomst: 'gekozen', reden: '3 open dossiers bij 1 fte' },
    { medewerker: 'lpa2', naam: 'Bo Bakker', uitkomst: 'niet-gekozen', reden: '9 open dossiers bij 1 fte' },
  ],
};

/** A melding of the school of `location`, as the law made it. */
export async function aMelding(web: TestWeb, pupil: string, dossier: string, location: string): Promise<string> {
  const id = newId();
  const empty = [
    'signal_id',
    'suspected_reason',
    'all_lessons',
    'action_wanted',
    'priority',
    'details',
    'completed_on',
  ];
  const nothing = [...empty, 'reporter', 'closing_reason', 'closing_note', 'closed_on'];
  await insert(web, 'melding', {
    ...Object.fromEntries(nothing.map((column) => [column, null])),
    ...{ id, pupil_id: pupil, dossier_id: dossier, kind: '16-uur', location, from_date: '2026-03-03' },
    ...{ until_date: '2026-03-20', hundredths: 1625, status: 'geregistreerd', days: '[]', registered_on: '2026-03-20' },
    changed_at: '2026-03-20T08:00:00.000Z',
  });
  return id;
}
