import { LEAVE } from '../../cases/leave/states';
import { toNumber } from '../../law/day';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { DefinitionList, Section, StatusBadge, Timeline } from '../components/show';
import { DateText, Heading, InstantText, Link, Paragraph, Told } from '../components/text';
import { writtenDay, writtenPeriod } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { counted } from '../text/numbers';
import { told } from '../text/told';
import { stepFields } from './forms';
import type { FoundLeave } from './leave-query';
import { ARTICLE_NAMES, DECIDER_NAMES, LEAVE_TONES } from './words';

const stepWords = (step: string): string => LEAVE.steps[step as keyof typeof LEAVE.steps]?.words ?? step;

/** One application: what was asked, what the law says of it, and who decides. */
export function LeavePage({ view: { leave, name, school, steps, history }, csrf }: { view: FoundLeave; csrf: string }) {
  const { details } = leave;
  const age = leave.statementOn === null ? null : toNumber(leave.appliedOn) - toNumber(leave.statementOn);
  return (
    <article>
      <p class="ls-back">
        <Link href="/verlof">{t('Terug naar verlof en vrijstelling')}</Link>
      </p>
      <Heading level={1}>{fullName(name)}</Heading>
      <Paragraph lead>{t(ARTICLE_NAMES[leave.article])}</Paragraph>
      <p class="ls-facts">
        <StatusBadge tone={LEAVE_TONES[leave.state] ?? 'neutral'}>
          {t((LEAVE.states as Record<string, string>)[leave.state] ?? leave.state)}
        </StatusBadge>
        <span>{writtenPeriod(leave.from, leave.until)}</span>
        <span>{counted(leave.schoolDays, 'schooldag', 'schooldagen')}</span>
      </p>
      <div class="ls-actions">
        {steps.map((step) =>
          stepFields(step).length === 0 ? (
            <form method="post" action={`/verlof/${leave.id}/${step}`}>
              <CsrfField token={csrf} />
              <Button>{t(stepWords(step))}</Button>
            </form>
          ) : (
            <ButtonLink href={`/verlof/${leave.id}/${step}`}>{t(stepWords(step))}</ButtonLink>
          ),
        )}
      </div>
      <DefinitionList
        items={[
          [t('Wie beslist'), t(DECIDER_NAMES[leave.decider])],
          [t('School'), school],
          [t('Aangevraagd op'), <DateText day={leave.appliedOn} />],
          [t('Aangevraagd door'), details.aanvrager],
          [t('Reden'), details.reden],
          [
            t('Verklaring'),
            leave.statementOn === null
              ? null
              : t('Van {{dag}}, {{oud}} oud bij de aanvraag', {
                  dag: writtenDay(leave.statementOn),
                  oud: counted(Math.max(0, age!), 'dag', 'dagen'),
                }),
          ],
          [t('Besloten op'), leave.decidedOn && <DateText day={leave.decidedOn} />],
          [t('Besluit'), details.besluit ?? null],
        ]}
      />
      {leave.findings.length > 0 && (
        <Section id="voorwaarden" title={t('Voorwaarden')}>
          <ul class="ls-plain-list">
            {leave.findings.map((one) => (
              <li>
                <StatusBadge tone={one.voldaan ? 'safe' : one.blokkeert ? 'danger' : 'warning'}>
                  {one.voldaan ? t('Voldaan') : one.blokkeert ? t('Toekennen kan niet') : t('Let op')}
                </StatusBadge>{' '}
                {told(one.tekst)} (<span lang="nl">{one.bron}</span>)
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="verloop" title={t('Verloop')}>
        <Timeline
          items={[...history].reverse().map(({ at, step, reason }) => ({
            when: <InstantText at={at} />,
            what: (
              <>
                {step === 'indienen' ? t('Ingediend') : t(stepWords(step))}
                {reason && (
                  <>
                    : <Told text={reason} />
                  </>
                )}
              </>
            ),
          }))}
        />
      </Section>
    </article>
  );
}
