import type { Day } from '../../law/day';
import type { WholePlan } from '../../trajectories/plan/plan-store';
import { isEnded } from '../../trajectories/states';
import { Button, ButtonLink, CsrfField, DateField } from '../components/forms';
import { Alert } from '../components/show';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { PlanGoals } from './plan-part';
import type { YouthView } from './youth-query';

interface Props {
  view: YouthView;
  plan: WholePlan | undefined;
  today: Day;
  csrf: string;
  errors?: readonly FormError[];
}

/** A version of the plan, to look at together, to agree with, and to print and sign. */
export function PlanPage({ view, plan, today, csrf, errors = [] }: Props) {
  const { trajectory, youth, plans } = view;
  const address = `/doorstroompunt/${trajectory.id}/plan`;
  const newest = plan !== undefined && plan === plans[0];
  const open = !isEnded(trajectory.state);
  return (
    <article class="ls-plan-paper">
      <p class="ls-back">
        <Link href={`/doorstroompunt/${trajectory.id}`}>{t('Terug naar het traject')}</Link>
      </p>
      <Heading level={1}>{t('Plan van {{naam}}', { naam: fullName(youth) })}</Heading>
      {plan === undefined ? (
        <Paragraph lead>{t('Er is nog geen plan. Maak het samen.')}</Paragraph>
      ) : (
        <>
          <p class="ls-facts">
            <span>{t('Versie {{n}}', { n: plan.version })}</span>
            <span>
              {t('Gemaakt op')} <DateText day={plan.madeOn} />
            </span>
            <span>
              {plan.agreedOn === null
                ? t('Nog niet mee ingestemd')
                : t('Ingestemd op {{dag}}', { dag: writtenDay(plan.agreedOn) })}
            </span>
            {youth.employeeName && <span>{t('Begeleider: {{naam}}', { naam: youth.employeeName })}</span>}
          </p>
          {!newest && <Alert tone="warning">{t('Dit is een eerdere versie. Er is een nieuwer plan.')}</Alert>}
          <PlanGoals trajectoryId={trajectory.id} plan={plan} open={open && newest} csrf={csrf} />
          <Signatures name={fullName(youth)} counsellor={youth.employeeName ?? ''} />
        </>
      )}
      {open && (
        <div class="ls-actions ls-no-print">
          <ButtonLink href={`${address}/maken`} look="primary-action">
            {plan === undefined ? t('Maak het plan') : t('Wijzig het plan samen')}
          </ButtonLink>
        </div>
      )}
      {open && newest && plan.agreedOn === null && (
        <form class="ls-form ls-card ls-no-print" method="post" action={`${address}/instemmen`}>
          <h2 class="utrecht-heading-3">{t('Stemt de jongere in?')}</h2>
          <CsrfField token={csrf} />
          <input type="hidden" name="versie" value={plan.version} />
          <DateField
            name="datum"
            label={t('De jongere stemde in op')}
            value={today}
            error={errors.find((one) => one.field === 'datum' || one.field === 'inhoud')?.text}
            required
          />
          <Button>{t('Leg vast dat de jongere instemt')}</Button>
        </form>
      )}
      {plans.length > 1 && (
        <nav class="ls-no-print" aria-label={t('Versies van het plan')}>
          <h2 class="utrecht-heading-3">{t('Versies van het plan')}</h2>
          <ul class="ls-plain-list">
            {plans.map((one) => (
              <li>
                <Link href={one === plans[0] ? address : `${address}?versie=${one.version}`} current={one === plan}>
                  {t('Versie {{n}}, gemaakt op {{dag}}', { n: one.version, dag: writtenDay(one.madeOn) })}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </article>
  );
}

/** Only on paper. */
function Signatures({ name, counsellor }: { name: string; counsellor: string }) {
  return (
    <div class="ls-signatures">
      <p>
        {t('Jongere')}: {name}
      </p>
      <p>
        {t('Begeleider')}: {counsellor}
      </p>
    </div>
  );
}
