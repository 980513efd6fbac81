import type { Job, JobCount } from '../../jobs/queue';
import { Button, CsrfField } from '../components/forms';
import { Alert, Section, Tiles } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Paragraph } from '../components/text';
import { t } from '../text/language';
import { counted, writtenCount } from '../text/numbers';
import { BeheerFrame } from './frame';

export interface QueueView {
  counts: readonly JobCount[];
  failed: readonly Job[];
  /** since when the oldest job waits */
  waitingSince: string | null;
  /** more failed than are shown */
  more: number;
}

const JOB_NAMES: Record<string, string> = {
  'beoordeel-leerling': 'Leerling beoordelen',
  'beoordeel-locatie': 'Leerlingen van een vestiging beoordelen',
  'wijs-toe': 'Dossier toewijzen',
  verdeel: 'Verdeelbak opnieuw proberen',
  peil: 'Dagelijks peilen',
};

/** What waits and what failed in the queue; whom it is about is shown to nobody. */
export function QueuePage({ view, csrf }: { view: QueueView; csrf: string }) {
  const waiting = total(view.counts, 'wacht');
  const failed = total(view.counts, 'mislukt');
  return (
    <BeheerFrame current="/beheer/taken" title={t('Wachtrij')}>
      <div id="stand" data-live>
        <Tiles
          items={[
            { name: t('taken wachten'), value: writtenCount(waiting), tone: waiting > 0 ? 'active' : 'safe' },
            { name: t('taken mislukt'), value: writtenCount(failed), tone: failed > 0 ? 'danger' : 'safe' },
          ]}
        />
        {view.waitingSince && (
          <Paragraph small>
            {t('De oudste taak wacht sinds')} <InstantText at={view.waitingSince} />.
          </Paragraph>
        )}
      </div>
      {view.counts.length > 0 && (
        <DataTable
          caption={t('Taken per soort')}
          columns={[
            { title: t('Soort'), heads: true, cell: (row) => t(JOB_NAMES[row.kind] ?? row.kind) },
            { title: t('Stand'), cell: (row) => (row.state === 'wacht' ? t('wacht') : t('mislukt')) },
            { title: t('Aantal'), number: true, cell: (row) => writtenCount(row.count) },
          ]}
          rows={view.counts}
        />
      )}
      <Section id="mislukt" title={t('Mislukte taken')}>
        {view.failed.length === 0 ? (
          <Paragraph>{t('Er zijn geen mislukte taken.')}</Paragraph>
        ) : (
          <form method="post" action="/beheer/taken">
            <CsrfField token={csrf} />
            <Alert tone="warning">
              <Paragraph>
                {t('Deze taken zijn vijf keer geprobeerd. Zoek de oorzaak, en probeer ze dan opnieuw.')}
              </Paragraph>
            </Alert>
            <DataTable
              caption={t('Mislukte taken')}
              captionHidden
              stacks
              columns={[
                {
                  title: t('Opnieuw'),
                  cell: (row) => (
                    <input
                      type="checkbox"
                      name="taak"
                      value={row.id}
                      checked
                      aria-label={t('Taak {{id}}', { id: row.id })}
                    />
                  ),
                },
                { title: t('Soort'), heads: true, cell: (row) => t(JOB_NAMES[row.kind] ?? row.kind) },
                { title: t('Sinds'), cell: (row) => <InstantText at={row.since} /> },
                { title: t('Pogingen'), number: true, cell: (row) => String(row.attempts) },
                { title: t('Fout'), cell: (row) => <code class="ls-codes">{row.lastError ?? ''}</code> },
              ]}
              rows={view.failed}
            />
            {view.more > 0 && (
              <Paragraph small>
                {t('Daarnaast: {{aantal}}.', { aantal: counted(view.more, 'taak', 'taken') })}
              </Paragraph>
            )}
            <Button>{t('Probeer de aangevinkte taken opnieuw')}</Button>
          </form>
        )}
      </Section>
    </BeheerFrame>
  );
}

function total(counts: readonly JobCount[], state: JobCount['state']): number {
  return counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0);
}
