import type { KeptGoal, WholePlan } from '../../trajectories/plan/plan-store';
import { Button, CsrfField } from '../components/forms';
import { StatusBadge } from '../components/show';
import { Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { AREA_NAMES, TAKER_NAMES } from './words';

interface Props {
  trajectoryId: string;
  plan: WholePlan;
  /** whether goals and steps can be ticked off: the newest version of what runs */
  open: boolean;
  csrf: string;
}

/** What a version of the plan says, goal by goal. */
export function PlanGoals({ trajectoryId, plan, open, csrf }: Props) {
  const address = `/doorstroompunt/${trajectoryId}/plan`;
  return (
    <>
      {plan.summary && (
        <blockquote class="ls-quote">
          <Paragraph>{plan.summary}</Paragraph>
        </blockquote>
      )}
      <div class="ls-goals">
        {plan.goals.map((goal) => (
          <Goal goal={goal} address={address} open={open} csrf={csrf} />
        ))}
      </div>
    </>
  );
}

function Goal({ goal, address, open, csrf }: { goal: KeptGoal; address: string; open: boolean; csrf: string }) {
  return (
    <article class="ls-card ls-goal" aria-labelledby={`d-${goal.id}`}>
      <h3 class="utrecht-heading-3" id={`d-${goal.id}`}>
        {t(AREA_NAMES[goal.area])}: {goal.description}
      </h3>
      <Done
        {...{ open, csrf, doneOn: goal.reachedOn, action: `${address}/doel/${goal.id}` }}
        words={[t('Bereikt'), t('Toch niet bereikt'), t('Bereikt op')]}
        about={goal.description}
      />
      {goal.steps.length > 0 && (
        <ul class="ls-goal__steps">
          {goal.steps.map((step) => (
            <li>
              <span>{step.description}</span>
              <span class="ls-aside">
                {t(TAKER_NAMES[step.taker])}
                {step.dueOn && `, ${t('uiterlijk {{dag}}', { dag: writtenDay(step.dueOn) })}`}
              </span>
              <Done
                {...{ open, csrf, doneOn: step.doneOn, action: `${address}/stap/${step.id}` }}
                words={[t('Gedaan'), t('Toch niet gedaan'), t('Gedaan op')]}
                about={step.description}
              />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

interface DoneProps {
  open: boolean;
  csrf: string;
  doneOn: WholePlan['agreedOn'];
  action: string;
  /** to tick off, to take back, and before the day on which it was done */
  words: readonly [string, string, string];
  /** what it is, for who does not see it above the button */
  about: string;
}

function Done({ open, csrf, doneOn, action, words, about }: DoneProps) {
  if (!open && doneOn === null) return null;
  return (
    <div class="ls-row-actions">
      {doneOn !== null && (
        <StatusBadge tone="safe">
          {words[2]} {writtenDay(doneOn)}
        </StatusBadge>
      )}
      {open && (
        <form method="post" action={action} class="ls-no-print">
          <CsrfField token={csrf} />
          <input type="hidden" name="gedaan" value={doneOn === null ? 'ja' : 'nee'} />
          <Button look="secondary-action">
            {doneOn === null ? words[0] : words[1]}
            <span class="ls-unseen">: {about}</span>
          </Button>
        </form>
      )}
    </div>
  );
}
