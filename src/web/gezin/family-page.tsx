import type { FamilyDossier } from '../../cases/family/family-query';
import type { MeetingLine } from '../../cases/meeting/dossier-meetings';
import type { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import type { Day } from '../../law/day';
import { ButtonLink } from '../components/forms';
import { Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { LINK_NAMES, MEETING_STATE_NAMES, MEETING_TONES, PARTICIPANT_NAMES } from './words';

export type OpenAgreement = Awaited<ReturnType<MeetingAgreements['open']>>[number];

interface Props {
  dossierId: string;
  family: readonly FamilyDossier[];
  agreements: readonly OpenAgreement[];
  meetings: readonly MeetingLine[];
  today: Day;
}

/** One plan for child and family: who does what, the meetings, and the dossiers of brothers and sisters. */
export function FamilyPage({ dossierId, family, agreements, meetings, today }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Gezin en overleg')}</Heading>
      <Section id="wie-doet-wat" title={t('Wie doet wat')}>
        {agreements.length === 0 && <Paragraph>{t('Er loopt geen afspraak uit een overleg.')}</Paragraph>}
        {agreements.length > 0 && (
          <DataTable
            caption={t('Wie doet wat')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Wie'),
                heads: true,
                cell: (row) => (
                  <>
                    {row.name} <span class="ls-aside">{t(PARTICIPANT_NAMES[row.kind])}</span>
                  </>
                ),
              },
              { title: t('Wat'), wide: true, cell: (row) => row.description },
              {
                title: t('Uiterlijk'),
                cell: (row) =>
                  row.dueOn === null ? (
                    t('geen datum')
                  ) : (
                    <StatusBadge tone={row.dueOn < today ? 'danger' : 'neutral'}>
                      <DateText day={row.dueOn} />
                    </StatusBadge>
                  ),
              },
              {
                title: t('Overleg'),
                cell: (row) => <Link href={`/overleg/${row.meetingId}`}>{t('Naar het overleg')}</Link>,
              },
            ]}
            rows={agreements}
          />
        )}
      </Section>
      <Section id="overleggen" title={t('Leerlingoverleg')}>
        <div class="ls-actions">
          <ButtonLink href={`/overleg/nieuw/${dossierId}`}>{t('Plan een overleg')}</ButtonLink>
        </div>
        {meetings.length === 0 && <Paragraph>{t('Er is nog geen overleg.')}</Paragraph>}
        {meetings.length > 0 && (
          <DataTable
            caption={t('Leerlingoverleg')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Datum'),
                heads: true,
                cell: (row) => (
                  <Link href={`/overleg/${row.id}`}>
                    <DateText day={row.day} />
                  </Link>
                ),
              },
              { title: t('Plaats'), cell: (row) => row.place ?? '' },
              {
                title: t('Status'),
                cell: (row) => (
                  <StatusBadge tone={MEETING_TONES[row.state]}>{t(MEETING_STATE_NAMES[row.state])}</StatusBadge>
                ),
              },
            ]}
            rows={meetings}
          />
        )}
      </Section>
      <Section id="gezin" title={t('Broers, zussen en huisgenoten met een dossier')}>
        <Paragraph>
          {t('U ziet alleen dossiers die u ook zelf mag openen. Kinderen met een geheim adres staan hier niet bij.')}
        </Paragraph>
        {family.length === 0 && <Paragraph>{t('Er is geen ander open dossier.')}</Paragraph>}
        {family.length > 0 && (
          <DataTable
            caption={t('Gezin')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Leerling'),
                heads: true,
                cell: (row) => <Link href={`/dossiers/${row.id}`}>{fullName(row)}</Link>,
              },
              { title: t('Soort'), cell: (row) => t(REGIME_NAMES[row.regime]) },
              { title: t('Waardoor verbonden'), cell: (row) => t(LINK_NAMES[row.link]) },
              { title: t('Behandelaar'), cell: (row) => row.employeeName ?? row.employee ?? t('Verdeelbak') },
            ]}
            rows={family}
          />
        )}
      </Section>
    </>
  );
}
