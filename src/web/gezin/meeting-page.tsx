import type { MeetingDesk } from '../../cases/meeting/meeting-desk';
import type { MeetingLine } from '../../cases/meeting/dossier-meetings';
import type { Day } from '../../law/day';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { DefinitionList, Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import type { NamedDossier } from '../leerplicht/dossier-names';
import { MEETING_STATE_NAMES, MEETING_TONES, PARTICIPANT_NAMES } from './words';

export type FoundMeeting = Awaited<ReturnType<MeetingDesk['find']>>;

interface Props {
  meeting: FoundMeeting;
  dossiers: readonly NamedDossier[];
  today: Day;
  csrf: string;
}

/** One leerlingoverleg: agenda, participants, report and agreements, as far as the dossiers may be seen. */
export function MeetingPage({ meeting, dossiers, today, csrf }: Props) {
  const state = meeting.state as MeetingLine['state'];
  const name = new Map(dossiers.map((one) => [one.id, fullName(one)]));
  const who = new Map(meeting.participants.map((one) => [one.id, one.name]));
  const presence = (present: boolean | null) =>
    present === null ? t('nog niet bekend') : present ? t('aanwezig') : t('afwezig');
  return (
    <article>
      <p class="ls-back">
        <Link href={`/dossiers/${meeting.dossiers[0]}/gezin`}>{t('Terug naar gezin en overleg')}</Link>
      </p>
      <Heading level={1}>{t('Overleg van {{dag}}', { dag: writtenDay(meeting.day) })}</Heading>
      <p class="ls-facts">
        <StatusBadge tone={MEETING_TONES[state]}>{t(MEETING_STATE_NAMES[state])}</StatusBadge>
        {meeting.place && <span>{meeting.place}</span>}
      </p>
      {state === 'gepland' && (
        <div class="ls-actions">
          {meeting.day <= today && (
            <ButtonLink look="primary-action" href={`/overleg/${meeting.id}/verslag`}>
              {t('Schrijf het verslag')}
            </ButtonLink>
          )}
          <form method="post" action={`/overleg/${meeting.id}/afzeggen`}>
            <CsrfField token={csrf} />
            <Button look="secondary-action">{t('Zeg het overleg af')}</Button>
          </form>
        </div>
      )}
      <DefinitionList
        items={[
          [t('Over'), meeting.dossiers.map((id) => name.get(id)).join(', ')],
          [t('Agenda'), meeting.agenda],
          [t('Verslag'), meeting.report],
        ]}
      />
      <Section id="deelnemers" title={t('Wie doen mee')}>
        <ul class="ls-plain-list">
          {meeting.participants.map((one) => (
            <li>
              {one.name} ({t(PARTICIPANT_NAMES[one.kind])}): {presence(one.present)}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="afspraken" title={t('Wie doet wat')}>
        {meeting.agreements.length === 0 && <Paragraph>{t('Er zijn geen afspraken.')}</Paragraph>}
        {meeting.agreements.length > 0 && (
          <DataTable
            caption={t('Wie doet wat')}
            captionHidden
            stacks
            columns={[
              { title: t('Wie'), heads: true, cell: (row) => who.get(row.participantId) ?? '' },
              { title: t('Wat'), wide: true, cell: (row) => row.description },
              { title: t('Voor wie'), cell: (row) => name.get(row.dossierId) ?? '' },
              { title: t('Uiterlijk'), cell: (row) => (row.dueOn ? <DateText day={row.dueOn} /> : t('geen datum')) },
              {
                title: t('Nagekomen'),
                cell: (row) =>
                  row.doneOn ? (
                    <DateText day={row.doneOn} />
                  ) : (
                    <form method="post" action={`/overleg/${meeting.id}/afspraken/${row.id}`}>
                      <CsrfField token={csrf} />
                      <Button look="secondary-action">{t('Vandaag nagekomen')}</Button>
                    </form>
                  ),
              },
            ]}
            rows={meeting.agreements}
          />
        )}
      </Section>
    </article>
  );
}
