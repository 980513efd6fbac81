import { ageOn, type Day } from '../../law/day';
import { AbsenceCalendar } from '../charts/absence-calendar';
import { Alert, Section } from '../components/show';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { fullName } from '../text/names';
import { counted } from '../text/numbers';
import { signalSentence } from '../text/signals';
import { AssignmentPart } from './assignment-part';
import { DossierBadges } from './dossier-badges';
import { GoneAlert } from './gone-alert';
import type { DossierView, ShownSignal } from './dossier-view';
import { PupilPart } from './pupil-part';
import { SignalPart } from './signal-part';
import { TimelinePart } from './timeline-part';
import { ItemsPart, MeldingenPart, NextPart } from './work/work-part';
import type { StoredMelding } from '../../cases/meldingen/melding-store';
import type { DossierWork } from './work/work-query';
import { KIND_NAMES } from '../text/meldingen';
import { t } from '../text/language';

/** At this age the Doorstroompunt may begin before the law hands the youth over at 18 (practice). */
const EARLY_AGE = 17;

/** The latest of what happened; the rest stands on a page of its own. */
const MOMENTS_SHOWN = 8;

const PART_NAMES = [
  ['signalen', 'Signalen'],
  ['werk', 'Werk in dit dossier'],
  ['verloop', 'Verloop'],
  ['verzuim', 'Verzuim in het schooljaar'],
  ['leerling', 'Leerling en contact'],
  ['toewijzing', 'Toewijzing'],
] as const;

interface Props {
  view: DossierView;
  /** null: only to read, until the hand-over is accepted */
  work: DossierWork | null;
  today: Day;
  csrf: string;
}

/** One dossier on one page: who, what is the matter, why, and how it came to this person. */
export function DossierPage({ view, work, today, csrf }: Props) {
  const { dossier, signals } = view;
  const elsewhere = openElsewhere(view);
  return (
    <article class="ls-dossier">
      <p class="ls-back">
        <a class="utrecht-link utrecht-link--html-a" href="/dossiers">
          {t('Terug naar de dossiers')}
        </a>
      </p>
      <header class="ls-dossier__head">
        <p class="ls-overline">
          {t('Dossier')} {t(REGIME_NAMES[dossier.regime])}
        </p>
        <Heading level={1}>{fullName(dossier)}</Heading>
        <Paragraph lead>{matter(signals, work?.meldingen ?? [])}</Paragraph>
        <div class="ls-facts">
          <DossierBadges status={dossier.status} forClosing={dossier.forClosing === 1} />
          <span>
            {t('Geopend op')} <DateText day={dossier.openedOn} />
          </span>
          {dossier.closedOn && (
            <span>
              {t('Gesloten op')} <DateText day={dossier.closedOn} />
            </span>
          )}
          <span>
            {dossier.employee
              ? t('Behandelaar: {{naam}}', { naam: dossier.employeeName ?? dossier.employee })
              : t('Wacht in de verdeelbak')}
          </span>
          {work && (
            <Link href={`/dossiers/${dossier.id}/gezin`}>
              {dossier.agreements > 0
                ? t('Wie doet wat: {{afspraken}} uit overleg', {
                    afspraken: counted(dossier.agreements, 'afspraak', 'afspraken'),
                  })
                : t('Gezin en overleg')}
            </Link>
          )}
          {view.others.length > 0 && (
            <Link href="#leerling">{counted(view.others.length, 'ander dossier', 'andere dossiers')}</Link>
          )}
          {dossier.trajectory && <Link href={`/doorstroompunt/${dossier.trajectory}`}>{t('Naar het traject')}</Link>}
        </div>
      </header>
      <GoneAlert person={dossier} today={today} />
      {elsewhere && <OpenElsewhere id={elsewhere} />}
      {work ? (
        // a pupil has one open dossier: this one cannot be opened again beside it
        <NextPart {...{ dossier, today, csrf }} work={elsewhere ? { ...work, steps: [] } : work} />
      ) : (
        <Alert>
          <Paragraph>
            {t('U kunt dit dossier alleen nog lezen: de leerling woont nu in een andere gemeente.')}
          </Paragraph>
        </Alert>
      )}
      {work && (
        <MorePart
          open={dossier.status !== 'afgesloten'}
          id={dossier.id}
          early={dossier.regime === 'leerplicht' && ageOn(dossier.birthDate, today) === EARLY_AGE}
        />
      )}
      <nav class="ls-contents" aria-label={t('Op deze pagina')}>
        <ul>
          {PART_NAMES.map(([id, name]) => (
            <li>
              <a class="utrecht-link utrecht-link--html-a" href={`#${id}`}>
                {t(name)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="signalen" title={t('Signalen')}>
        {signals.length === 0 && <Paragraph>{t('Dit dossier heeft geen signalen.')}</Paragraph>}
        {signals.map((signal, i) => (
          <SignalPart signal={signal} open={i === 0} />
        ))}
      </Section>
      {work && <MeldingenPart {...{ dossier, work, today, csrf }} />}
      {work && <ItemsPart {...{ dossier, work, today, csrf }} />}
      <Section id="verloop" title={t('Verloop')}>
        <TimelinePart view={view} steps={work?.history ?? []} most={MOMENTS_SHOWN} />
        {work && (
          <Paragraph>
            <Link href={`/dossiers/${dossier.id}/verloop`}>{t('Alles wat in dit dossier is gebeurd')}</Link>
          </Paragraph>
        )}
      </Section>
      <Section
        id="verzuim"
        title={t('Verzuim in schooljaar {{jaar}}', { jaar: `${view.schoolYear}-${view.schoolYear + 1}` })}
      >
        <AbsenceCalendar schoolYear={view.schoolYear} days={view.absence} />
      </Section>
      <Section id="leerling" title={t('Leerling en contact')}>
        <PupilPart view={view} today={today} />
      </Section>
      <Section id="toewijzing" title={t('Toewijzing')}>
        <AssignmentPart view={view} />
      </Section>
    </article>
  );
}

/** Of a dossier that was closed: the one that goes on. */
function openElsewhere({ dossier, others }: DossierView): string | null {
  if (dossier.status !== 'afgesloten') return null;
  return others.find((one) => one.regime === dossier.regime && one.status !== 'afgesloten')?.id ?? null;
}

function OpenElsewhere({ id }: { id: string }) {
  return (
    <Alert>
      <Paragraph>
        {t('Dit dossier is gesloten. Deze leerling heeft een ander dossier dat open is.')}{' '}
        <Link href={`/dossiers/${id}`}>{t('Naar het open dossier')}</Link>
      </Paragraph>
    </Alert>
  );
}

/** What belongs to the dossier and stands on a page of its own. */
function MorePart({ id, open, early }: { id: string; open: boolean; early: boolean }) {
  return (
    <ul class="ls-chips" aria-label={t('Meer over dit dossier')}>
      <li>
        <Link href={`/dossiers/${id}/brieven`}>{t('Brieven en documenten')}</Link>
      </li>
      <li>
        <Link href={`/dossiers/${id}/effect`}>{t('Verzuim voor en na elke maatregel')}</Link>
      </li>
      {open && (
        <li>
          <Link href={`/overdrachten/nieuw/${id}`}>{t('Draag dit dossier over')}</Link>
        </li>
      )}
      <li>
        <Link href={`/automatisch?dossier=${id}`}>{t('Wat Leerspoor zelf deed, en waarom')}</Link>
      </li>
      {early && (
        <li>
          <Link href={`/dossiers/${id}/vervroegd`}>{t('Begin vervroegd een traject')}</Link>
        </li>
      )}
    </ul>
  );
}

/** What is the matter, in one sentence; and how much more there is. */
function matter(signals: readonly ShownSignal[], meldingen: readonly Pick<StoredMelding, 'kind' | 'status'>[]): string {
  const standing = signals.filter((one) => one.status !== 'ingetrokken');
  const [latest] = standing;
  const melding = meldingen.findLast((one) => one.status !== 'ingetrokken');
  if (!latest && melding) return t('Melding van school: {{soort}}', { soort: t(KIND_NAMES[melding.kind]) });
  if (!latest) {
    return signals.length === 0
      ? t('Er is geen signaal.')
      : t('Alle signalen zijn ingetrokken. Dit dossier kan worden gesloten.');
  }
  const others = standing.length - 1;
  const more = others > 0 ? ` ${t('Daarnaast: {{aantal}}.', { aantal: counted(others, 'signaal', 'signalen') })}` : '';
  return signalSentence(latest) + more;
}
