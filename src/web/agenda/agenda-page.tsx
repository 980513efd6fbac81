import type { AgendaLine } from '../../cases/casework/agenda-query';
import { APPOINTMENT_STATES } from '../../cases/casework/appointment';
import { addDays, type Day } from '../../law/day';
import { Button, CsrfField } from '../components/forms';
import { Alert, Section, StatusBadge, Tabs } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { choiceName } from '../leerplicht/work/item-fields';
import { TERM_NAMES } from '../leerplicht/work/term-names';
import { writtenInstant, writtenPeriod, writtenWeekday } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { weekNumber } from './week';

interface Props {
  lines: readonly AgendaLine[];
  /** the Monday of the week, or the first day of the list */
  from: Day;
  until: Day;
  view: 'week' | 'lijst';
  today: Day;
  csrf: string;
  /** the secret address of the calendar, once: just after it was made */
  feed?: string;
}

const address = (view: Props['view'], from?: Day) =>
  `/agenda${view === 'week' ? '' : '?toon=lijst'}${from ? `${view === 'week' ? '?' : '&'}vanaf=${from}` : ''}`;

/** What is planned: a week day by day, or the coming weeks as a list. */
export function AgendaPage(props: Props) {
  const { lines, from, until, view, today, csrf, feed } = props;
  const step = view === 'week' ? 7 : 28;
  const days = Array.from({ length: view === 'week' ? 7 : 28 }, (_, i) => addDays(from, i));
  const shown = days.filter((day, i) => (view === 'week' && i < 5) || lines.some((line) => line.day === day));
  return (
    <>
      <Heading level={1}>{t('Agenda')}</Heading>
      <Tabs
        label={t('Hoe')}
        items={[
          { href: address('week'), name: t('Week'), current: view === 'week' },
          { href: address('lijst'), name: t('Lijst'), current: view === 'lijst' },
        ]}
      />
      <Paragraph>
        {view === 'week' && `${t('Week {{n}}', { n: weekNumber(from) })}, `}
        {writtenPeriod(from, until)}. <Link href={address(view, addDays(from, -step))}>{t('Eerder')}</Link>{' '}
        <Link href={address(view, addDays(from, step))}>{t('Later')}</Link>
      </Paragraph>
      {shown.length === 0 && <Paragraph>{t('Er staat niets in deze dagen.')}</Paragraph>}
      <div class={view === 'week' ? 'ls-week' : undefined}>
        {shown.map((day) => (
          <section class={`ls-card${day === today ? ' ls-today' : ''}`} aria-labelledby={`dag-${day}`}>
            <h2 class="utrecht-heading-3" id={`dag-${day}`}>
              {writtenWeekday(day)}
              {day === today && ` (${t('vandaag')})`}
            </h2>
            <ul class="ls-plain-list">
              {lines
                .filter((line) => line.day === day)
                .map((line) => (
                  <li>
                    <Line line={line} today={today} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Feed csrf={csrf} feed={feed} />
    </>
  );
}

function Line({ line, today }: { line: AgendaLine; today: Day }) {
  const who = <Link href={`/dossiers/${line.dossierId}`}>{fullName(line)}</Link>;
  switch (line.what) {
    case 'afspraak':
      return (
        <>
          <span class="ls-nowrap">{`${timeOf(line.startsAt)}-${timeOf(line.endsAt)}`}</span> {who}
          <span class="ls-aside">
            {[t(choiceName(line.kind)), line.place].filter(Boolean).join(', ')}
            {line.state !== 'gepland' && `, ${t(stateName(line.state)).toLowerCase()}`}
          </span>
        </>
      );
    case 'taak':
      return (
        <>
          {t('Taak')}: {line.text} {who}
        </>
      );
    case 'termijn':
      return (
        <>
          <StatusBadge tone={line.day < today ? 'danger' : 'neutral'}>{t('Termijn')}</StatusBadge>{' '}
          {t(TERM_NAMES[line.term])} {who}
        </>
      );
  }
}

const stateName = (state: string): string => (APPOINTMENT_STATES.states as Record<string, string>)[state] ?? state;

function timeOf(instant: string): string {
  return writtenInstant(instant).split(', ')[1] ?? '';
}

/** The calendar outside Leerspoor: a secret address for a calendar program. */
function Feed({ csrf, feed }: { csrf: string; feed?: string }) {
  return (
    <Section id="agendaprogramma" title={t('In uw eigen agendaprogramma')}>
      {feed && (
        <Alert tone="ok" live>
          <Paragraph>
            {t('Dit adres ziet u één keer. Zet het in uw agendaprogramma en deel het met niemand.')}
          </Paragraph>
          <p class="ls-example">{feed}</p>
        </Alert>
      )}
      <Paragraph>
        {t(
          'Met een geheim adres (iCalendar) leest uw agendaprogramma uw afspraken. Het krijgt alleen de tijd en het nummer van het dossier. Een nieuw adres maakt het vorige ongeldig.',
        )}
      </Paragraph>
      <div class="ls-actions">
        <form method="post" action="/agenda/adres">
          <CsrfField token={csrf} />
          <Button>{t('Maak een nieuw adres')}</Button>
        </form>
        <form method="post" action="/agenda/adres/intrekken">
          <CsrfField token={csrf} />
          <Button look="secondary-action">{t('Trek het adres in')}</Button>
        </form>
      </div>
    </Section>
  );
}
