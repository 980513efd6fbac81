import { Tiles } from '../components/show';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import type { ImportRow } from './beheer-query';
import { MissingCalendar } from './calendars-page';
import { BeheerFrame } from './frame';
import type { QueueView } from './queue-page';

interface Props {
  queue: QueueView;
  imports: readonly ImportRow[];
  missing: number | null;
}

/** How the system does, at a glance. */
export function OverviewPage({ queue, imports, missing }: Props) {
  const of = (state: string) =>
    queue.counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0);
  return (
    <BeheerFrame current="/beheer" title={t('Beheer')}>
      {missing !== null && <MissingCalendar schoolYear={missing} />}
      <div id="stand" data-live>
        <Tiles
          items={[
            { name: t('taken wachten'), value: writtenCount(of('wacht')), href: '/beheer/taken', tone: 'active' },
            {
              name: t('taken mislukt'),
              value: writtenCount(of('mislukt')),
              href: '/beheer/taken',
              tone: of('mislukt') > 0 ? 'danger' : 'safe',
            },
          ]}
        />
      </div>
      <Section id="imports" title={t('Laatste imports')}>
        {imports.length === 0 ? (
          <Paragraph>{t('Er is nog niets geïmporteerd.')}</Paragraph>
        ) : (
          <DataTable
            caption={t('Laatste imports')}
            captionHidden
            stacks
            columns={[
              { title: t('Soort'), heads: true, cell: (row) => row.kind },
              { title: t('Wanneer'), cell: (row) => <InstantText at={row.at} /> },
              { title: t('Gelezen'), number: true, cell: (row) => writtenCount(row.read) },
              { title: t('Nieuw'), number: true, cell: (row) => writtenCount(row.added) },
              { title: t('Gewijzigd'), number: true, cell: (row) => writtenCount(row.changed) },
              { title: t('Afgekeurd'), number: true, cell: (row) => writtenCount(row.rejected) },
            ]}
            rows={imports}
          />
        )}
      </Section>
    </BeheerFrame>
  );
}
