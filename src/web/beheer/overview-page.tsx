import { Tiles } from '../components/show';
import { Section } from '../components/show';
import { Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import type { ImportRun } from '../../imports/import-runs';
import { MissingCalendar } from './calendars-page';
import { BeheerFrame } from './frame';
import { RunsTable } from './import-run-page';
import type { QueueView } from './queue-page';

interface Props {
  queue: QueueView;
  imports: readonly ImportRun[];
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
          <RunsTable runs={imports} />
        )}
      </Section>
    </BeheerFrame>
  );
}
