import { code, day, flag, id, instant, integer, secret, table } from '../platform/database/columns';

/**
 * One trajectory of a youth with the Doorstroompunt. It hangs on a dossier of that regime: who may see the dossier
 * may see the trajectory, and its counsellor is the one of the dossier. At most one is open per youth.
 */
export const trajectory = table(
  'trajectory',
  {
    id: id(),
    pupil_id: id(),
    dossier_id: id(),
    state: code(20),
    source: code(20),
    /** region (DUO's code) and municipality that the effectrapportage counts it for; those of today while it is open */
    region: code(2, { nullable: true }),
    municipality: code(4, { nullable: true }),
    /** the day the youth was delivered to the Doorstroompunt */
    delivered_on: day(),
    /** the first attempt to reach the youth, whether it succeeded or not */
    approached_on: day({ nullable: true }),
    intake_on: day({ nullable: true }),
    started_on: day({ nullable: true }),
    /** the day it ended, or on which was decided not to start */
    ended_on: day({ nullable: true }),
    /** what the youth went to, and in case of work for how many hundredths of an hour a week */
    outcome: code(30, { nullable: true }),
    outcome_hundredths: integer({ nullable: true }),
    /** the outcome as the effectrapportage counts it */
    destination: code(30, { nullable: true }),
    /** an earlier trajectory of this youth had been started and ended before this one started */
    came_back: flag(),
    /** agreed number of days between two contacts, at most */
    contact_every: integer(),
    /** the last day on which the youth was reached */
    contact_on: day({ nullable: true }),
    changed_at: instant(),
  },
  ['id'],
  {
    ux_trajectory_open: { columns: ['pupil_id'], unique: true, where: 'ended_on IS NULL' },
    ix_trajectory_pupil: { columns: ['pupil_id'] },
    ix_trajectory_dossier: { columns: ['dossier_id'] },
    ix_trajectory_region: { columns: ['region', 'ended_on'] },
    ix_trajectory_state: { columns: ['state', 'contact_on'] },
  },
);

/** Every step of a trajectory: who, when and why (encrypted). `employee` null: the system itself. */
export const trajectoryEvent = table(
  'trajectory_event',
  {
    id: id(),
    trajectory_id: id(),
    at: instant(),
    day: day(),
    from_state: code(20, { nullable: true }),
    to_state: code(20),
    employee: code(60, { nullable: true }),
    reason: secret({ nullable: true, oncePlain: true }),
  },
  ['id'],
  { ix_trajectory_event: { columns: ['trajectory_id', 'id'] } },
);

/** A version of the trajectplan. Once agreed it stands; what changes afterwards is a new version. */
export const trajectoryPlan = table(
  'trajectory_plan',
  {
    id: id(),
    trajectory_id: id(),
    version: integer(),
    made_on: day(),
    made_by: code(60),
    /** the day on which the youth agreed */
    agreed_on: day({ nullable: true }),
    /** encrypted: in the youth's own words */
    summary: secret({ nullable: true }),
  },
  ['id'],
  { ux_trajectory_plan: { columns: ['trajectory_id', 'version'], unique: true } },
);

/** A goal in a leefgebied; `description` is encrypted. */
export const trajectoryGoal = table(
  'trajectory_goal',
  {
    id: id(),
    plan_id: id(),
    area: code(30),
    place: integer(),
    description: secret(),
    reached_on: day({ nullable: true }),
  },
  ['id'],
  { ux_trajectory_goal: { columns: ['plan_id', 'place'], unique: true } },
);

/** A step towards a goal; `description` is encrypted. */
export const trajectoryGoalStep = table(
  'trajectory_goal_step',
  {
    id: id(),
    goal_id: id(),
    place: integer(),
    description: secret(),
    taker: code(20),
    due_on: day({ nullable: true }),
    done_on: day({ nullable: true }),
  },
  ['id'],
  { ux_trajectory_goal_step: { columns: ['goal_id', 'place'], unique: true } },
);

/** A contact with the youth, or an attempt; `note` is encrypted. */
export const trajectoryContact = table(
  'trajectory_contact',
  {
    id: id(),
    trajectory_id: id(),
    day: day(),
    kind: code(20),
    reached: flag(),
    employee: code(60),
    note: secret({ nullable: true }),
    at: instant(),
  },
  ['id'],
  { ix_trajectory_contact: { columns: ['trajectory_id', 'day'] } },
);

/** Contact stopped: one alarm per last contact. `about` is the day since which the youth was not reached. */
export const trajectoryAlarm = table(
  'trajectory_alarm',
  { id: id(), trajectory_id: id(), about: day(), raised_on: day(), settled_on: day({ nullable: true }) },
  ['id'],
  { ux_trajectory_alarm: { columns: ['trajectory_id', 'about'], unique: true } },
);

/** Who helps along; `contact` is encrypted. */
export const trajectoryPartner = table(
  'trajectory_partner',
  {
    id: id(),
    trajectory_id: id(),
    kind: code(20),
    name: code(200),
    contact: secret({ nullable: true }),
    from_date: day(),
    until_date: day({ nullable: true }),
  },
  ['id'],
  { ix_trajectory_partner: { columns: ['trajectory_id'] } },
);

/** The talk with the school before support starts (WEB 9.2.5); `result` is encrypted. */
export const schoolConsultation = table(
  'school_consultation',
  {
    id: id(),
    trajectory_id: id(),
    location: code(6, { nullable: true }),
    day: day(),
    employee: code(60),
    result: secret(),
  },
  ['id'],
  { ix_school_consultation: { columns: ['trajectory_id'] } },
);

/** A statement of a pro or vso school where there is no diploma. */
export const schoolStatement = table('school_statement', { pupil_id: id(), kind: code(6), day: day() }, [
  'pupil_id',
  'kind',
  'day',
]);

/** A former pupil of pro or vso, followed for two years from the day after the enrolment ended. */
export const leaver = table(
  'leaver',
  {
    id: id(),
    pupil_id: id(),
    education: code(4),
    location: code(6),
    left_on: day(),
    until_date: day(),
    /** when the next moment of follow-up is due; null: done */
    next_on: day({ nullable: true }),
  },
  ['id'],
  {
    ux_leaver: { columns: ['pupil_id', 'education', 'left_on'], unique: true },
    ix_leaver_next: { columns: ['next_on'] },
  },
);

/** Where the former pupil was found. */
export const leaverMoment = table(
  'leaver_moment',
  { id: id(), leaver_id: id(), day: day(), situation: code(20), employee: code(60), note: secret({ nullable: true }) },
  ['id'],
  { ix_leaver_moment: { columns: ['leaver_id', 'day'] } },
);

export const trajectoryTables = [
  trajectory,
  trajectoryEvent,
  trajectoryPlan,
  trajectoryGoal,
  trajectoryGoalStep,
  trajectoryContact,
  trajectoryAlarm,
  trajectoryPartner,
  schoolConsultation,
  schoolStatement,
  leaver,
  leaverMoment,
];
