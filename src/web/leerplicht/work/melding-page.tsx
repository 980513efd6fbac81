import { referenceOf, type ShownFeedback } from '../../../cases/meldingen/feedback';
import type { StoredMelding } from '../../../cases/meldingen/melding-store';
import { Button, ButtonLink, CsrfField } from '../../components/forms';
import { DefinitionList, Section, StatusBadge, Timeline } from '../../components/show';
import { DateText, Heading, Hours, InstantText, Link } from '../../components/text';
import { writtenPeriod } from '../../text/dates';
import { t } from '../../text/language';
import {
  CLOSING_NOTES,
  CLOSING_REASONS,
  KIND_NAMES,
  MELDING_STATUS_WORDS,
  MELDING_TONES,
  PRIORITY_NAMES,
  SUSPECTED_REASONS,
} from '../../text/meldingen';
import { actionsIn, MELDING_ACTION_NAMES } from './melding-actions';

interface Props {
  melding: StoredMelding;
  /** name of the location; null where it is not known */
  school: string | null;
  feedback: readonly ShownFeedback[];
  csrf: string;
}

/** A melding of a school as the municipality reads it, with what can be done. */
export function DossierMeldingPage({ melding, school, feedback, csrf }: Props) {
  const { details } = melding;
  const address = `/dossiers/${melding.dossierId}/meldingen/${melding.id}`;
  const yesNo = (value: boolean | null) => (value === null ? null : value ? t('ja') : t('nee'));
  const { naam, functie, telefoon, email } = details.contact ?? {};
  return (
    <article>
      <p class="ls-back">
        <Link href={`/dossiers/${melding.dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t(KIND_NAMES[melding.kind])}</Heading>
      <p>
        <StatusBadge tone={MELDING_TONES[melding.status]}>{t(MELDING_STATUS_WORDS[melding.status])}</StatusBadge>
      </p>
      <div class="ls-actions">
        {actionsIn(melding.status).map((action) =>
          action === 'oppakken' ? (
            <form method="post" action={`${address}/${action}`}>
              <CsrfField token={csrf} />
              <Button>{t(MELDING_ACTION_NAMES[action])}</Button>
            </form>
          ) : (
            <ButtonLink href={`${address}/${action}`}>{t(MELDING_ACTION_NAMES[action])}</ButtonLink>
          ),
        )}
      </div>
      <DefinitionList
        items={[
          [t('Kenmerk'), referenceOf(melding.id)],
          [t('School'), school === null ? melding.location : `${school} (${melding.location})`],
          [t('Periode'), melding.until ? writtenPeriod(melding.from, melding.until) : <DateText day={melding.from} />],
          [t('Uren'), melding.hundredths === null ? null : <Hours hundredths={melding.hundredths} />],
          [t('Geregistreerd op'), <DateText day={melding.registeredOn} />],
          [t('Vermoedelijke reden'), melding.suspectedReason && t(SUSPECTED_REASONS[melding.suspectedReason])],
          [t('Alle lessen gemist'), yesNo(melding.allLessons)],
          [t('Wat de school al deed'), details.actie ?? null],
          [t('Actie van de gemeente gewenst'), yesNo(melding.actionWanted)],
          [t('Prioriteit'), melding.priority && t(PRIORITY_NAMES[melding.priority])],
          [t('Toelichting'), details.toelichting ?? null],
          [t('Contactpersoon op school'), [naam, functie, telefoon, email].filter(Boolean).join(', ') || null],
          [t('Telefoon'), details.telefoon ?? null],
          [t('Verblijfadres'), details.verblijfadres ?? null],
          [t('Afgesloten op'), melding.closedOn && <DateText day={melding.closedOn} />],
          [t('Reden van afsluiten'), melding.closingReason && t(CLOSING_REASONS[melding.closingReason])],
          [t('Opmerking'), melding.closingNote && t(CLOSING_NOTES[melding.closingNote])],
        ]}
      />
      {feedback.length > 0 && (
        <Section id="berichten" title={t('Wat de school hoorde')}>
          <Timeline
            items={feedback.map(({ at, kind, text }) => ({
              when: <InstantText at={at} />,
              what: kind === 'bericht' ? (text ?? '') : t(MELDING_STATUS_WORDS[kind]),
            }))}
          />
        </Section>
      )}
    </article>
  );
}
