import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import type { SensitiveKind } from '../../cases/consent/consent-store';
import { LIFE_AREAS, type LifeArea, SENSITIVE_AREAS, STEP_TAKERS, type StepTaker } from '../vocabulary';

export interface PlanStep {
  description: string;
  taker: StepTaker;
  dueOn: Day | null;
  doneOn: Day | null;
}

export interface PlanGoal {
  area: LifeArea;
  description: string;
  reachedOn: Day | null;
  steps: readonly PlanStep[];
}

/** What a version of a trajectplan says. */
export interface Plan {
  /** in the youth's own words */
  summary: string | null;
  goals: readonly PlanGoal[];
}

const MOST_GOALS = 40;
const MOST_STEPS = 40;

/** Throws a Problem that names every bad field; days of what was done lie not after today. */
export function checkPlan({ summary, goals }: Plan, today: Day): void {
  const checks = new Checks()
    .that((summary ?? '').length <= 8000, '/samenvatting', 'Gebruik hoogstens 8000 tekens.')
    .that(goals.length > 0, '/doelen', 'Noem ten minste één doel.')
    .that(goals.length <= MOST_GOALS, '/doelen', `Noem hoogstens ${MOST_GOALS} doelen.`);
  const past = (day: Day | null, pointer: string) =>
    checks.that(day === null || day <= today, pointer, 'Kies vandaag of een eerdere dag.');
  goals.forEach((goal, i) => {
    const at = `/doelen/${i}`;
    checks.word(goal.area, `${at}/leefgebied`, LIFE_AREAS).text(goal.description, `${at}/omschrijving`, 2000);
    past(goal.reachedOn, `${at}/bereiktOp`);
    checks.that(goal.steps.length <= MOST_STEPS, `${at}/stappen`, `Noem hoogstens ${MOST_STEPS} stappen.`);
    goal.steps.forEach((step, j) => {
      checks.text(step.description, `${at}/stappen/${j}/omschrijving`, 2000);
      checks.word(step.taker, `${at}/stappen/${j}/wie`, STEP_TAKERS);
      past(step.doneOn, `${at}/stappen/${j}/gedaanOp`);
    });
  });
  checks.done();
}

/** The kinds of data in the plan that need consent (WEB 9.2.7). */
export function sensitiveKinds({ goals }: Plan): SensitiveKind[] {
  const kinds = goals.flatMap(({ area }) => (area in SENSITIVE_AREAS ? [SENSITIVE_AREAS[area as 'justitie']] : []));
  return [...new Set<SensitiveKind>(kinds)];
}
