import { EXPLAINED } from '../../imports/kinds-explained';
import { IMPORT_KINDS } from '../../imports/import-kinds';
import type { ImportJob, JobState } from '../../imports/upload/import-jobs';
import { CheckboxField, FileField, SelectField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Section, StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { BeheerFrame } from './frame';

interface Props {
  rows: readonly ImportJob[];
  page: number;
  pages: number;
  errors: readonly FormError[];
  /** the kind that was chosen before */
  kind: string;
  csrf: string;
}

const STATE_NAMES: Record<JobState, string> = {
  loopt: 'Bezig',
  klaar: 'Klaar',
  mislukt: 'Mislukt',
  afgebroken: 'Afgebroken',
};
const TONES: Record<JobState, Tone> = { loopt: 'active', klaar: 'safe', mislukt: 'danger', afgebroken: 'warning' };

export function JobStateBadge({ job: { state, trial } }: { job: ImportJob }) {
  return (
    <>
      <StatusBadge tone={TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>
      {trial && (
        <>
          {' '}
          <StatusBadge tone="neutral">{t('Proef')}</StatusBadge>
        </>
      )}
    </>
  );
}

/** Sending a file, and what was sent before. */
export function FilesPage({ rows, page, pages, errors, kind, csrf }: Props) {
  return (
    <BeheerFrame current="/beheer/bestanden" title={t('Bestanden')}>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <SendForm {...{ errors, kind, csrf }} />
      <Section id="gestuurd" title={t('Gestuurde bestanden')}>
        {rows.length === 0 ? (
          <Paragraph>{t('Er is nog geen bestand gestuurd.')}</Paragraph>
        ) : (
          <div id="stand" data-live>
            <Sent rows={rows} />
          </div>
        )}
        <Pagination page={page} pages={pages} href={(n) => `/beheer/bestanden?pagina=${n}`} />
      </Section>
      <Section id="soorten" title={t('Welke kolommen heeft een bestand?')}>
        {IMPORT_KINDS.map((one) => (
          <details class="ls-details">
            <summary>
              <strong>{one}</strong>: {t(EXPLAINED[one].what)}
            </summary>
            <pre class="ls-example ls-example--wraps">{EXPLAINED[one].columns}</pre>
          </details>
        ))}
        <Paragraph small>
          {t(
            'Kolommen tussen [ ] mogen ontbreken of leeg zijn. Tussen de kolommen staat in het bestand een puntkomma.',
          )}
        </Paragraph>
      </Section>
    </BeheerFrame>
  );
}

function SendForm({ errors, kind, csrf }: Pick<Props, 'errors' | 'kind' | 'csrf'>) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const options = IMPORT_KINDS.map((one) => [one, `${one}: ${t(EXPLAINED[one].what)}`] as const);
  return (
    <form class="ls-form" method="post" action="/beheer/bestanden" enctype="multipart/form-data">
      <CsrfField token={csrf} />
      <SelectField
        name="soort"
        label={t('Wat staat er in het bestand?')}
        value={kind}
        options={[['', t('Kies een soort')], ...options]}
        error={errorOf('soort')}
      />
      <FileField
        name="bestand"
        label={t('Bestand')}
        hint={t('Ten hoogste 10 MB. Een groter bestand gaat met de opdracht import of via de API.')}
        error={errorOf('bestand')}
      />
      <CheckboxField name="proef" label={t('Alleen controleren, niets bewaren')} checked />
      <Button>{t('Stuur het bestand')}</Button>
    </form>
  );
}

function Sent({ rows }: Pick<Props, 'rows'>) {
  return (
    <DataTable
      caption={t('Gestuurde bestanden')}
      captionHidden
      stacks
      columns={[
        {
          title: t('Wanneer'),
          heads: true,
          cell: (job: ImportJob) => (
            <Link href={`/beheer/bestanden/${job.id}`}>
              <InstantText at={job.startedAt} />
            </Link>
          ),
        },
        { title: t('Soort'), cell: (job) => job.kind },
        { title: t('Stand'), cell: (job) => <JobStateBadge job={job} /> },
        { title: t('Gelezen'), number: true, cell: (job) => writtenCount(job.rowsRead) },
        { title: t('Nieuw'), number: true, cell: ({ report }) => (report ? writtenCount(report.nieuw) : '') },
        { title: t('Gewijzigd'), number: true, cell: ({ report }) => (report ? writtenCount(report.gewijzigd) : '') },
        {
          title: t('Afgekeurd'),
          number: true,
          cell: ({ report }) => (report ? writtenCount(rejectedRows(report)) : ''),
        },
      ]}
      rows={rows}
    />
  );
}

/** A row with two bad columns is one row. */
export function rejectedRows({ gelezen, nieuw, gewijzigd, ongewijzigd }: NonNullable<ImportJob['report']>): number {
  return gelezen - nieuw - gewijzigd - ongewijzigd;
}
