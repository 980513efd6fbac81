import { ageOn, type Day } from '../../law/day';
import type { AbsenceKind } from '../../law/facts';
import { AbsenceCalendar } from '../charts/absence-calendar';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { DefinitionList, Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { type ShownKind, SHOWN_KINDS } from '../text/absence';
import { writtenDay, writtenWeekday } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { counted, writtenHours } from '../text/numbers';
import { RULE_NAMES, SIGNAL_STATUS_NAMES, signalSentence } from '../text/signals';
import { CounterBar, nextStep } from './counter-bar';
import { educationText } from './education-text';
import type { OwnRecord, SchoolPupilView } from './pupil-query';
import type { FormError } from '../http/form-errors';
import { KIND_CHOICE_NAMES, type RecordForm, RecordFormPart } from './record-form';

interface Props {
  view: SchoolPupilView;
  today: Day;
  csrf: string;
  form: RecordForm;
  errors: readonly FormError[];
}

/** One pupil as the school sees it: the counter, what was registered and reported, and the form to report. */
export function PupilPage({ view, today, csrf, form, errors }: Props) {
  const { pupil, enrolments, records, signals, schoolYear } = view;
  const address = `/school/leerlingen/${pupil.id}`;
  return (
    <article>
      <p class="ls-back">
        <Link href="/school">{t('Terug naar de leerlingen')}</Link>
      </p>
      <Heading level={1}>{fullName(pupil)}</Heading>
      {enrolments.map((one) => (
        <div class="ls-card">
          <DefinitionList
            items={[
              [t('School'), `${one.school}, ${educationText(one)}`],
              [
                t('Geboren'),
                `${writtenDay(pupil.birthDate)} (${t('{{n}} jaar', { n: ageOn(pupil.birthDate, today) })})`,
              ],
              [t('Ongeoorloofd in vier lesweken'), <CounterBar counter={one.counter} />],
              [t('Wat nu'), nextStep(one.counter)],
            ]}
          />
        </div>
      ))}
      <Section id="melden" title={form.nummer === '' ? t('Verzuim melden') : t('Verzuim wijzigen')}>
        <RecordFormPart action={address} {...{ csrf, form, errors, enrolments }} />
      </Section>
      <Section id="meldingen" title={t('Meldingen')}>
        <p class="ls-actions">
          <ButtonLink href={`${address}/melden`}>{t('Meld zelf iets bij de gemeente')}</ButtonLink>
          <ButtonLink href={`/verlof/nieuw?leerling=${pupil.id}`}>{t('Vraag verlof aan')}</ButtonLink>
        </p>
        {signals.length === 0 ? (
          <Paragraph>{t('Voor deze leerling is er geen melding van uw school.')}</Paragraph>
        ) : (
          <ul class="ls-plain-list">
            {signals.map((signal) => (
              <li>
                <strong>{t(RULE_NAMES[signal.rule])}</strong>{' '}
                <StatusBadge tone={signal.status === 'geregistreerd' ? 'active' : 'neutral'}>
                  {signal.endedOn ? t('Geëindigd') : t(SIGNAL_STATUS_NAMES[signal.status])}
                </StatusBadge>
                <Paragraph>{signalSentence(signal)}</Paragraph>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="verzuim" title={t('Verzuim in schooljaar {{jaar}}', { jaar: `${schoolYear}-${schoolYear + 1}` })}>
        <AbsenceCalendar schoolYear={schoolYear} days={perDay(records)} />
        {records.length > 0 && <Records records={records} address={address} csrf={csrf} />}
      </Section>
    </article>
  );
}

function Records({ records, address, csrf }: { records: readonly OwnRecord[]; address: string; csrf: string }) {
  return (
    <DataTable
      caption={counted(records.length, 'registratie', 'registraties')}
      stacks
      columns={[
        { title: t('Dag'), heads: true, cell: (row: OwnRecord) => writtenWeekday(row.day) },
        { title: t('Uren'), number: true, cell: (row) => writtenHours(row.hundredths) },
        {
          title: t('Soort'),
          cell: (row) =>
            `${kindName(row.kind)}${row.wholeDay === 1 ? `, ${t('hele dag')}` : ''}${row.reason ? ` (${row.reason})` : ''}`,
        },
        { title: t('Registratie'), cell: (row) => <span class="ls-codes">{row.number}</span> },
        {
          title: t('Wijzigen'),
          cell: (row) =>
            row.kind === 'ingetrokken' ? (
              ''
            ) : (
              <div class="ls-row-actions">
                <a
                  class="utrecht-link utrecht-link--html-a"
                  href={`${address}?wijzig=${row.id}#melden`}
                  aria-label={t('Wijzig {{dag}}', { dag: writtenDay(row.day) })}
                >
                  {t('Wijzig')}
                </a>
                <form method="post" action={`${address}/intrekken`}>
                  <CsrfField token={csrf} />
                  <input type="hidden" name="registratie" value={row.id} />
                  <Button look="secondary-action">{t('Trek in')}</Button>
                </form>
              </div>
            ),
        },
      ]}
      rows={records}
    />
  );
}

function kindName(kind: AbsenceKind): string {
  return t(KIND_CHOICE_NAMES.find(([value]) => value === kind)?.[1] ?? 'Ingetrokken');
}

function perDay(records: readonly OwnRecord[]): { day: Day; kind: ShownKind; hundredths: number }[] {
  const sums = new Map<string, { day: Day; kind: ShownKind; hundredths: number }>();
  for (const { day, kind, hundredths } of records) {
    const shown = SHOWN_KINDS.find((one) => one === kind);
    if (!shown) continue;
    const known = sums.get(`${day} ${kind}`);
    if (known) known.hundredths += hundredths;
    else sums.set(`${day} ${kind}`, { day, kind: shown, hundredths });
  }
  return [...sums.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
