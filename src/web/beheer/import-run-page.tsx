import { Section, Tiles } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import type { ImportRun, WholeImportRun } from '../../imports/import-runs';
import { BeheerFrame } from './frame';

/** Imports as they were counted, also those of the command line. */
export function RunsTable({ runs }: { runs: readonly ImportRun[] }) {
  return (
    <DataTable
      caption={t('Laatste imports')}
      captionHidden
      stacks
      columns={[
        {
          title: t('Soort'),
          heads: true,
          cell: (row) => <Link href={`/beheer/imports/${row.id}`}>{row.kind}</Link>,
        },
        { title: t('Wanneer'), cell: (row) => <InstantText at={row.at} /> },
        { title: t('Gelezen'), number: true, cell: (row) => writtenCount(row.read) },
        { title: t('Nieuw'), number: true, cell: (row) => writtenCount(row.added) },
        { title: t('Gewijzigd'), number: true, cell: (row) => writtenCount(row.changed) },
        { title: t('Afgekeurd'), number: true, cell: (row) => writtenCount(row.rejected) },
      ]}
      rows={runs}
    />
  );
}

/** What was counted of an import, also one of the command line: its rows themselves are not kept. */
export function ImportRunPage({ run }: { run: WholeImportRun }) {
  return (
    <BeheerFrame current="/beheer" title={t('Bestand met {{soort}}', { soort: run.kind })}>
      <p class="ls-back">
        <Link href="/beheer">{t('Terug naar het overzicht')}</Link>
      </p>
      <Paragraph>
        <InstantText at={run.at} />
      </Paragraph>
      <Tiles
        items={[
          { name: t('nieuw'), value: writtenCount(run.added), tone: 'active' },
          { name: t('gewijzigd'), value: writtenCount(run.changed), tone: 'active' },
          { name: t('ongewijzigd'), value: writtenCount(run.unchanged) },
          { name: t('afgekeurd'), value: writtenCount(run.rejected), tone: run.rejected > 0 ? 'danger' : 'safe' },
        ]}
      />
      {run.alarms.length > 0 && (
        <Section id="opvalt" title={t('Wat opvalt')}>
          <ul>
            {run.alarms.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Section>
      )}
      {run.locations.length > 0 && (
        <Section id="vestigingen" title={t('Regels per vestiging')}>
          <DataTable
            caption={t('Regels per vestiging')}
            captionHidden
            columns={[
              { title: t('Vestiging'), heads: true, cell: ([code]) => code },
              { title: t('Regels'), number: true, cell: ([, rows]) => writtenCount(rows) },
            ]}
            rows={run.locations}
          />
        </Section>
      )}
    </BeheerFrame>
  );
}
