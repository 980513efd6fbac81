import type { Day } from '../../law/day';
import { AbsenceCalendar } from '../charts/absence-calendar';
import { Section } from '../components/show';
import { DateText, Heading, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { fullName } from '../text/names';
import { counted } from '../text/numbers';
import { signalSentence } from '../text/signals';
import { AssignmentPart } from './assignment-part';
import { DossierBadges } from './dossier-badges';
import type { DossierView, ShownSignal } from './dossier-view';
import { PupilPart } from './pupil-part';
import { SignalPart } from './signal-part';

const CONTENTS = [
  ['signalen', 'Signalen'],
  ['verzuim', 'Verzuim in het schooljaar'],
  ['leerling', 'Leerling en contact'],
  ['toewijzing', 'Toewijzing'],
] as const;

/** One dossier on one page: who, what is the matter, why, and how it came to this person. */
export function DossierPage({ view, today }: { view: DossierView; today: Day }) {
  const { dossier, signals } = view;
  return (
    <article class="ls-dossier">
      <p class="ls-back">
        <a class="utrecht-link utrecht-link--html-a" href="/dossiers">
          Terug naar de dossiers
        </a>
      </p>
      <header class="ls-dossier__head">
        <p class="ls-overline">Dossier {REGIME_NAMES[dossier.regime]}</p>
        <Heading level={1}>{fullName(dossier)}</Heading>
        <Paragraph lead>{matter(signals)}</Paragraph>
        <div class="ls-facts">
          <DossierBadges status={dossier.status} forClosing={dossier.forClosing === 1} />
          <span>
            Geopend op <DateText day={dossier.openedOn} />
          </span>
          {dossier.closedOn && (
            <span>
              Gesloten op <DateText day={dossier.closedOn} />
            </span>
          )}
          <span>
            {dossier.employee ? `Behandelaar: ${dossier.employeeName ?? dossier.employee}` : 'Wacht in de verdeelbak'}
          </span>
        </div>
      </header>
      <nav class="ls-contents" aria-label="Op deze pagina">
        <ul>
          {CONTENTS.map(([id, name]) => (
            <li>
              <a class="utrecht-link utrecht-link--html-a" href={`#${id}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="signalen" title="Signalen">
        {signals.length === 0 && <Paragraph>Dit dossier heeft geen signalen.</Paragraph>}
        {signals.map((signal, i) => (
          <SignalPart signal={signal} open={i === 0} />
        ))}
      </Section>
      <Section id="verzuim" title={`Verzuim in schooljaar ${view.schoolYear}-${view.schoolYear + 1}`}>
        <AbsenceCalendar schoolYear={view.schoolYear} days={view.absence} />
      </Section>
      <Section id="leerling" title="Leerling en contact">
        <PupilPart view={view} today={today} />
      </Section>
      <Section id="toewijzing" title="Toewijzing">
        <AssignmentPart view={view} />
      </Section>
    </article>
  );
}

/** What is the matter, in one sentence; and how much more there is. */
function matter(signals: readonly ShownSignal[]): string {
  const standing = signals.filter((one) => one.status !== 'ingetrokken');
  const [latest] = standing;
  if (!latest) {
    return signals.length === 0
      ? 'Er is geen signaal.'
      : 'Alle signalen zijn ingetrokken. Dit dossier kan worden gesloten.';
  }
  const others = standing.length - 1;
  const more =
    others > 0 ? ` Er ${others === 1 ? 'staat' : 'staan'} nog ${counted(others, 'signaal', 'signalen')}.` : '';
  return signalSentence(latest) + more;
}
