import { MELDING } from '../../cases/meldingen/states';
import { Alert, DefinitionList, Section, StatusBadge, Timeline } from '../components/show';
import { DateText, Heading, Hours, InstantText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { writtenPeriod } from '../text/dates';
import { t } from '../text/language';
import { CLOSING_NOTES, CLOSING_REASONS, KIND_NAMES, MELDING_STATUS_WORDS, MELDING_TONES } from '../text/meldingen';
import { fullName } from '../text/names';
import { MeldingFormPart, type MeldingForm } from './melding-form';
import type { SchoolMelding } from './meldingen-query';

interface Props {
  view: SchoolMelding;
  form: MeldingForm;
  version: string;
  errors: readonly FormError[];
  csrf: string;
}

/** One melding as the school sees it: what is known, who works it, what was answered, and what must be added. */
export function MeldingPage({ view, form, version, errors, csrf }: Props) {
  const { melding, pupil, contact, feedback, dueOn } = view;
  const open = !MELDING.isEnd(melding.status);
  return (
    <article>
      <p class="ls-back">
        <Link href="/school/meldingen">{t('Terug naar de meldingen')}</Link>
      </p>
      <Heading level={1}>{t('Melding over {{naam}}', { naam: fullName(pupil) })}</Heading>
      <p>
        <StatusBadge tone={MELDING_TONES[melding.status]}>{t(MELDING_STATUS_WORDS[melding.status])}</StatusBadge>
      </p>
      {open && dueOn && (
        <Alert tone="warning">
          <Paragraph>
            {t('Vul deze melding aan, uiterlijk op')} <DateText day={dueOn} />.
          </Paragraph>
        </Alert>
      )}
      <DefinitionList
        items={[
          [t('Kenmerk'), view.reference],
          [t('Soort'), t(KIND_NAMES[melding.kind])],
          [t('School'), view.school],
          [t('Periode'), melding.until ? writtenPeriod(melding.from, melding.until) : <DateText day={melding.from} />],
          [t('Uren'), melding.hundredths === null ? null : <Hours hundredths={melding.hundredths} />],
          [t('Geregistreerd op'), <DateText day={melding.registeredOn} />],
          [t('Contact bij de gemeente'), contact ? contact.name : t('nog niemand')],
          [t('E-mail'), contact?.email ?? null],
          [t('Afgesloten op'), melding.closedOn && <DateText day={melding.closedOn} />],
          [t('Reden van afsluiten'), melding.closingReason && t(CLOSING_REASONS[melding.closingReason])],
          [t('Opmerking'), melding.closingNote && t(CLOSING_NOTES[melding.closingNote])],
        ]}
      />
      {feedback.length > 0 && (
        <Section id="berichten" title={t('Bericht van de gemeente')}>
          <Timeline
            items={feedback.map(({ at, kind, text }) => ({
              when: <InstantText at={at} />,
              what: kind === 'bericht' ? (text ?? '') : t(MELDING_STATUS_WORDS[kind]),
            }))}
          />
        </Section>
      )}
      {open && (
        <Section id="aanvullen" title={melding.completedOn === null ? t('Aanvullen') : t('Verbeteren')}>
          <MeldingFormPart
            action={`/school/meldingen/${melding.id}`}
            button={melding.completedOn === null ? t('Vul de melding aan') : t('Bewaar de wijziging')}
            {...{ csrf, form, version, errors }}
          />
          {melding.signalId === null ? (
            <Paragraph>
              <Link href={`/school/meldingen/${melding.id}/intrekken`}>{t('Trek deze melding in')}</Link>
            </Paragraph>
          ) : (
            <Paragraph small>
              {t('Deze melding volgt uit het verzuim. Klopt dat niet? Verbeter het verzuim, dan vervalt de melding.')}
            </Paragraph>
          )}
        </Section>
      )}
    </article>
  );
}
