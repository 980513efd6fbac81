import type { HandoverView } from '../../cases/handover/handover-query';
import { stepName } from '../../cases/items/step-words';
import { HANDOVER, type HandoverStep, SIDE_OF } from '../../cases/handover/states';
import type { Rule } from '../../law/facts';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { Alert, DefinitionList, Section, StatusBadge, Timeline } from '../components/show';
import { DateText, Heading, InstantText, Link, Paragraph, Told } from '../components/text';
import { writtenPeriod } from '../text/dates';
import { REGIME_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { RULE_NAMES } from '../text/signals';
import { STATE_TONES, townOf } from './list-page';

interface Props {
  view: HandoverView;
  /** on which sides the one who looks stands */
  sides: readonly ('van' | 'naar')[];
  csrf: string;
}

/** One hand-over, for both sides: without a name until it is accepted. */
export function HandoverPage({ view, sides, csrf }: Props) {
  const { handover, note, age, openedOn, municipality, signals, steps } = view;
  /** its dossier may be opened: by who had it, and by who has it since the pupil lives there */
  const isOpen = sides.includes('van') || municipality === handover.toMunicipality;
  const possible = HANDOVER.possible(handover.state, 'gemeente').filter((step) => {
    const side = SIDE_OF[step as HandoverStep];
    return side !== null && sides.includes(side);
  });
  return (
    <article>
      <p class="ls-back">
        <Link href="/overdrachten">{t('Terug naar de overdrachten')}</Link>
      </p>
      <Heading level={1}>
        {t('Overdracht van {{van}} naar {{naar}}', {
          van: townOf(handover.fromMunicipality),
          naar: townOf(handover.toMunicipality),
        })}
      </Heading>
      <p class="ls-facts">
        <StatusBadge tone={STATE_TONES[handover.state]}>{t(HANDOVER.states[handover.state])}</StatusBadge>
        <span>
          {t('Aangeboden op')} <DateText day={handover.offeredOn} />
        </span>
        <span>
          {t('Antwoord uiterlijk')} <DateText day={handover.dueOn} />
        </span>
        {isOpen && <Link href={`/dossiers/${handover.dossierId}`}>{t('Naar het dossier')}</Link>}
      </p>
      {!isOpen && handover.state === 'aangeboden' && (
        <Alert>
          <Paragraph>{t('Naam en dossier ziet u zodra het dossier bij u hoort.')}</Paragraph>
        </Alert>
      )}
      <div class="ls-actions">
        {possible.map((step) =>
          HANDOVER.steps[step].needs ? (
            <ButtonLink href={`/overdrachten/${handover.id}/${step}`}>{t(HANDOVER.steps[step].words)}</ButtonLink>
          ) : (
            <form method="post" action={`/overdrachten/${handover.id}/${step}`}>
              <CsrfField token={csrf} />
              <Button>{t(HANDOVER.steps[step].words)}</Button>
            </form>
          ),
        )}
        {sides.includes('van') && !HANDOVER.isEnd(handover.state) && (
          <ButtonLink href={`/overdrachten/${handover.id}/toelichten`}>{t('Schrijf een toelichting')}</ButtonLink>
        )}
      </div>
      <DefinitionList
        items={[
          [t('Soort'), t(REGIME_NAMES[handover.regime])],
          [t('Leeftijd'), t('{{n}} jaar', { n: age })],
          [t('Dossier geopend op'), <DateText day={openedOn} />],
          [t('Toelichting'), note],
        ]}
      />
      <Section id="signalen" title={t('Signalen')}>
        {signals.length === 0 ? (
          <Paragraph>{t('Er is geen signaal.')}</Paragraph>
        ) : (
          <ul class="ls-plain-list">
            {signals.map(({ rule, from, until }) => (
              <li>
                {t(RULE_NAMES[rule as Rule] ?? rule)}: {writtenPeriod(from, until ?? from)}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="verloop" title={t('Verloop')}>
        <Timeline
          items={[...steps].reverse().map(({ at, step, to, reason }) => ({
            when: <InstantText at={at} />,
            what: (
              <>
                {t(stepName({ machine: HANDOVER.name, step, to }))}
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
