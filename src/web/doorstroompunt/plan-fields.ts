import { field } from '../../access/http/form';
import { type Day, parseDay } from '../../law/day';
import { Checks } from '../../platform/checks';
import type { Plan, PlanGoal, PlanStep } from '../../trajectories/plan/plan';
import type { WholePlan } from '../../trajectories/plan/plan-store';
import { LIFE_AREAS, STEP_TAKERS } from '../../trajectories/vocabulary';

export interface StepDraft {
  description: string;
  taker: string;
  dueOn: string;
  doneOn: string;
}

export interface GoalDraft {
  area: string;
  description: string;
  reachedOn: string;
  steps: StepDraft[];
}

/** The plan as it stands on the screen: texts, whole or not. */
export interface PlanDraft {
  summary: string;
  goals: GoalDraft[];
}

const MOST = 40;
const NO_STEP: StepDraft = { description: '', taker: STEP_TAKERS[0], dueOn: '', doneOn: '' };
const emptyGoal = (): GoalDraft => ({
  ...{ area: LIFE_AREAS[0], description: '', reachedOn: '' },
  steps: [{ ...NO_STEP }, { ...NO_STEP }],
});

/** The newest version to go on with, or an empty sheet. */
export function draftOf(plan: WholePlan | undefined): PlanDraft {
  if (!plan) return { summary: '', goals: [emptyGoal()] };
  return {
    summary: plan.summary ?? '',
    goals: plan.goals.map(({ area, description, reachedOn, steps }) => ({
      ...{ area, description, reachedOn: reachedOn ?? '' },
      steps: steps.map((one) => ({
        ...{ description: one.description, taker: one.taker },
        ...{ dueOn: one.dueOn ?? '', doneOn: one.doneOn ?? '' },
      })),
    })),
  };
}

/** What was sent, as it was typed. */
export function draftFrom(body: unknown): PlanDraft {
  const goals: GoalDraft[] = [];
  for (let i = 0; i < MOST && has(body, `doelen-${i}-omschrijving`); i++) {
    const at = `doelen-${i}`;
    const steps: StepDraft[] = [];
    for (let j = 0; j < MOST && has(body, `${at}-stappen-${j}-omschrijving`); j++) {
      const of = (name: string) => field(body, `${at}-stappen-${j}-${name}`);
      steps.push({
        ...{ description: of('omschrijving'), taker: of('wie') },
        ...{ dueOn: of('uiterlijk'), doneOn: of('gedaanOp') },
      });
    }
    goals.push({
      ...{ area: field(body, `${at}-leefgebied`), description: field(body, `${at}-omschrijving`) },
      ...{ reachedOn: field(body, `${at}-bereiktOp`), steps },
    });
  }
  return { summary: field(body, 'samenvatting'), goals };
}

const has = (body: unknown, name: string): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name);

/** One more goal (`doel`), or one more step for a goal (`stap-3`); null where the button asks for something else. */
export function withMore(draft: PlanDraft, button: string): PlanDraft | null {
  if (button === 'doel') return { ...draft, goals: [...draft.goals, emptyGoal()].slice(0, MOST) };
  const at = /^stap-(\d{1,2})$/.exec(button)?.[1];
  if (at === undefined) return null;
  const goals = draft.goals.map((goal, i) =>
    i === Number(at) ? { ...goal, steps: [...goal.steps, { ...NO_STEP }].slice(0, MOST) } : goal,
  );
  return { ...draft, goals };
}

/** Without the lines that were left empty: that is how a goal or a step is taken away. */
export function withoutEmpty({ summary, goals }: PlanDraft): PlanDraft {
  return {
    summary,
    goals: goals
      .map((goal) => ({ ...goal, steps: goal.steps.filter((step) => step.description.trim() !== '') }))
      .filter((goal) => goal.description.trim() !== '' || goal.steps.length > 0),
  };
}

/** As the use case takes it. Throws a Problem that names every day that is none. */
export function planOf(draft: PlanDraft): Plan {
  const checks = new Checks();
  const day = (text: string, pointer: string): Day | null => {
    const found = text.trim() === '' ? null : parseDay(text.trim());
    checks.that(text.trim() === '' || found !== null, pointer, 'Geef een bestaande dag.');
    return found;
  };
  const goals = draft.goals.map((goal, i): PlanGoal => {
    const at = `/doelen/${i}`;
    const steps = goal.steps.map((step, j): PlanStep => ({
      ...{ description: step.description, taker: step.taker as PlanStep['taker'] },
      dueOn: day(step.dueOn, `${at}/stappen/${j}/uiterlijk`),
      doneOn: day(step.doneOn, `${at}/stappen/${j}/gedaanOp`),
    }));
    const reachedOn = day(goal.reachedOn, `${at}/bereiktOp`);
    return { area: goal.area as PlanGoal['area'], description: goal.description, reachedOn, steps };
  });
  checks.done();
  return { summary: draft.summary.trim() === '' ? null : draft.summary, goals };
}
