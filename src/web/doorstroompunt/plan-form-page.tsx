import { FREE_TEXT_GUIDANCE } from '../../cases/input';
import { LIFE_AREAS, STEP_TAKERS } from '../../trajectories/vocabulary';
import {
  Button,
  CsrfField,
  DateField,
  ErrorSummary,
  OnceField,
  SelectField,
  TextAreaField,
  TextField,
} from '../components/forms';
import { Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { VersionField } from '../http/shown-version';
import { t } from '../text/language';
import type { GoalDraft, PlanDraft, StepDraft } from './plan-fields';
import { AREA_NAMES, TAKER_NAMES } from './words';

interface Props {
  trajectoryId: string;
  /** of the youth */
  name: string;
  draft: PlanDraft;
  version: string;
  errors: readonly FormError[];
  csrf: string;
}

/** The plan as youth and counsellor make it together: everything on one screen, in words that both read. */
export function PlanFormPage({ trajectoryId, name, draft, version, errors, csrf }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href={`/doorstroompunt/${trajectoryId}/plan`}>{t('Terug naar het plan')}</Link>
      </p>
      <Heading level={1}>{t('Plan van {{naam}}', { naam: name })}</Heading>
      <Paragraph lead>{t('Vul dit samen in. Wat u leeg laat, komt niet in het plan.')}</Paragraph>
      <form class="ls-form ls-plan" method="post" action={`/doorstroompunt/${trajectoryId}/plan/maken`}>
        <CsrfField token={csrf} />
        <VersionField version={version} />
        <OnceField />
        <ErrorSummary errors={errors} />
        {/* the first button of a form is the one that Enter presses */}
        <div class="ls-unseen" aria-hidden="true">
          <button type="submit" name="doe" value="bewaar" tabIndex={-1}>
            {t('Bewaar het plan')}
          </button>
        </div>
        <TextAreaField
          name="samenvatting"
          label={t('Wat wil je bereiken? In je eigen woorden')}
          value={draft.summary}
          maxLength={8_000}
          error={errorOf(errors, 'samenvatting')}
        />
        {draft.goals.map((goal, i) => (
          <GoalFields goal={goal} at={i} errors={errors} />
        ))}
        <div class="ls-actions">
          <Button look="secondary-action" name="doe" value="doel">
            {t('Nog een doel')}
          </Button>
          <Button name="doe" value="bewaar">
            {t('Bewaar het plan')}
          </Button>
        </div>
        <Paragraph small>{t(FREE_TEXT_GUIDANCE)}</Paragraph>
      </form>
    </>
  );
}

const errorOf = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((one) => one.field === field)?.text;

function GoalFields({ goal, at, errors }: { goal: GoalDraft; at: number; errors: readonly FormError[] }) {
  const name = `doelen-${at}`;
  return (
    <fieldset class="ls-card ls-fieldset-card">
      <legend class="utrecht-heading-3">{t('Doel {{n}}', { n: at + 1 })}</legend>
      <div class="ls-columns">
        <SelectField
          name={`${name}-leefgebied`}
          label={t('Leefgebied')}
          value={goal.area}
          options={LIFE_AREAS.map((area) => [area, t(AREA_NAMES[area])] as const)}
          error={errorOf(errors, `${name}-leefgebied`)}
        />
        <TextField
          name={`${name}-omschrijving`}
          label={t('Wat wil je bereiken?')}
          value={goal.description}
          maxLength={2_000}
          autoComplete="off"
          error={errorOf(errors, `${name}-omschrijving`)}
        />
      </div>
      <input type="hidden" name={`${name}-bereiktOp`} value={goal.reachedOn} />
      {goal.steps.map((step, j) => (
        <StepFields step={step} name={`${name}-stappen-${j}`} number={j + 1} errors={errors} />
      ))}
      <Button look="secondary-action" name="doe" value={`stap-${at}`}>
        {t('Nog een stap')}
        <span class="ls-unseen"> {t('voor doel {{n}}', { n: at + 1 })}</span>
      </Button>
    </fieldset>
  );
}

interface StepProps {
  step: StepDraft;
  name: string;
  number: number;
  errors: readonly FormError[];
}

function StepFields({ step, name, number, errors }: StepProps) {
  return (
    <div class="ls-plan__step">
      <TextField
        name={`${name}-omschrijving`}
        label={t('Stap {{n}}: wat ga je doen?', { n: number })}
        value={step.description}
        maxLength={2_000}
        autoComplete="off"
        error={errorOf(errors, `${name}-omschrijving`)}
      />
      <SelectField
        name={`${name}-wie`}
        label={t('Wie?')}
        value={step.taker}
        options={STEP_TAKERS.map((taker) => [taker, t(TAKER_NAMES[taker])] as const)}
        error={errorOf(errors, `${name}-wie`)}
      />
      <DateField
        name={`${name}-uiterlijk`}
        label={t('Uiterlijk')}
        value={step.dueOn}
        error={errorOf(errors, `${name}-uiterlijk`)}
      />
      <input type="hidden" name={`${name}-gedaanOp`} value={step.doneOn} />
    </div>
  );
}
