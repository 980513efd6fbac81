import type { Day } from '../../law/day';
import type { LeaverRow } from '../../trajectories/leavers/record-moment';
import { Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import type { NameParts } from '../../registry/names';
import { fullName } from '../text/names';
import { SITUATION_NAMES } from './words';

export type ShownLeaver = LeaverRow & NameParts & { school: string | null };

/** Former pupils of pro and vso whose next moment of follow-up is due, and those due soon. */
export function LeaversPage({ rows, today, more }: { rows: readonly ShownLeaver[]; today: Day; more: boolean }) {
  return (
    <>
      <Heading level={1}>{t('Uitstromers van praktijkonderwijs en vso')}</Heading>
      <Paragraph lead>{t('Twee jaar lang kijkt het Doorstroompunt elk half jaar waar zij zijn.')}</Paragraph>
      <Section id="aan-de-beurt" title={t('Aan de beurt, en de komende vier weken')}>
        {rows.length === 0 ? (
          <Paragraph>{t('Niemand is aan de beurt.')}</Paragraph>
        ) : (
          <DataTable
            caption={t('Uitstromers')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Jongere'),
                heads: true,
                cell: (row) => <Link href={`/doorstroompunt/uitstromers/${row.id}`}>{fullName(row)}</Link>,
              },
              { title: t('School'), cell: (row) => row.school ?? row.location },
              { title: t('Vertrokken op'), cell: (row) => <DateText day={row.leftOn} /> },
              {
                title: t('Laatst gevonden'),
                cell: (row) => (row.situation === null ? t('nog niet bekeken') : t(SITUATION_NAMES[row.situation])),
              },
              {
                title: t('Aan de beurt'),
                cell: (row) =>
                  row.nextOn && (
                    <StatusBadge tone={row.nextOn < today ? 'danger' : 'neutral'}>
                      <DateText day={row.nextOn} />
                    </StatusBadge>
                  ),
              },
            ]}
            rows={rows}
          />
        )}
        {more && <Paragraph>{t('Er zijn er meer. Zij komen in beeld zodra u deze heeft bekeken.')}</Paragraph>}
      </Section>
    </>
  );
}
