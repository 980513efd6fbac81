import type { ImportJob } from '../../imports/upload/import-jobs';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { Alert, Section, Tiles } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { counted, writtenCount } from '../text/numbers';
import { JobStateBadge, rejectedRows } from './files-page';
import { BeheerFrame } from './frame';

/** Mistakes on one page; the file to mend has them all. */
const MOST_SHOWN = 200;

type Report = NonNullable<ImportJob['report']>;

/** How far a file is, or what it came to. `own`: this person sent it, so the rows to mend are theirs to see. */
export function FileReportPage({ job, own, csrf }: { job: ImportJob; own: boolean; csrf: string }) {
  const address = `/beheer/bestanden/${job.id}`;
  return (
    <BeheerFrame current="/beheer/bestanden" title={t('Bestand met {{soort}}', { soort: job.kind })}>
      <p class="ls-back">
        <Link href="/beheer/bestanden">{t('Terug naar de bestanden')}</Link>
      </p>
      <div id="stand" data-live>
        <p>
          <JobStateBadge job={job} /> {t('begonnen op')} <InstantText at={job.startedAt} />
        </p>
        {job.state === 'loopt' && (
          <>
            <Paragraph>{t('{{aantal}} rijen gelezen tot nu toe.', { aantal: writtenCount(job.rowsRead) })}</Paragraph>
            <Paragraph>
              <Link href={address}>{t('Ververs deze pagina')}</Link>
            </Paragraph>
          </>
        )}
        {job.state === 'afgebroken' && (
          <Alert tone="warning">
            <Paragraph>
              {t('Het inlezen is afgebroken. Stuur het bestand opnieuw: wat al binnen is, verandert niet.')}
            </Paragraph>
          </Alert>
        )}
        {job.fault !== null && (
          <Alert tone="error">
            <Paragraph>{job.fault}</Paragraph>
          </Alert>
        )}
        {job.report && <Counts report={job.report} />}
      </div>
      {job.report && job.trial && <Paragraph>{t('Dit was een proef: er is niets bewaard.')}</Paragraph>}
      {job.report && job.hasFile && own && <StartForm report={job.report} address={address} csrf={csrf} />}
      {job.report && job.report.meldingen.length > 0 && (
        <Section id="opvalt" title={t('Wat opvalt')}>
          <ul>
            {job.report.meldingen.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Section>
      )}
      {job.report && job.report.afgekeurd.length > 0 && (
        <Rejected report={job.report} mend={job.hasMend ? `${address}/afgekeurd` : null} own={own} />
      )}
    </BeheerFrame>
  );
}

/** After a trial: the same file, for real. */
function StartForm({ report, address, csrf }: { report: Report; address: string; csrf: string }) {
  const good = report.gelezen - rejectedRows(report);
  if (good === 0) return null;
  return (
    <form class="ls-actions" method="post" action={`${address}/start`}>
      <CsrfField token={csrf} />
      <Button>{t('Lees {{regels}} in', { regels: counted(good, 'goede regel', 'goede regels') })}</Button>
    </form>
  );
}

function Counts({ report }: { report: Report }) {
  const rejected = rejectedRows(report);
  return (
    <Tiles
      items={[
        { name: t('gelezen'), value: writtenCount(report.gelezen) },
        { name: t('nieuw'), value: writtenCount(report.nieuw), tone: 'active' },
        { name: t('gewijzigd'), value: writtenCount(report.gewijzigd), tone: 'active' },
        { name: t('ongewijzigd'), value: writtenCount(report.ongewijzigd) },
        { name: t('afgekeurd'), value: writtenCount(rejected), tone: rejected > 0 ? 'danger' : 'safe' },
      ]}
    />
  );
}

function Rejected({ report, mend, own }: { report: Report; mend: string | null; own: boolean }) {
  const more = report.afgekeurd.length - MOST_SHOWN;
  return (
    <Section id="afgekeurd" title={t('Afgekeurde rijen')}>
      {mend !== null && own && (
        <Paragraph>
          {t('Verbeter deze rijen in het bestand hieronder en stuur dat opnieuw; de goede rijen zijn al gelezen.')}{' '}
          <ButtonLink href={mend} look="secondary-action">
            {t('Download de rijen om te verbeteren')}
          </ButtonLink>
        </Paragraph>
      )}
      {mend !== null && !own && (
        <Paragraph>{t('Alleen wie het bestand stuurde, kan deze rijen downloaden.')}</Paragraph>
      )}
      <DataTable
        caption={t('Afgekeurde rijen')}
        captionHidden
        stacks
        columns={[
          { title: t('Regel'), heads: true, cell: (one) => writtenCount(one.regel) },
          { title: t('Kolom'), cell: (one) => one.kolom },
          { title: t('Waarde'), cell: (one) => one.waarde },
          { title: t('Reden'), wide: true, cell: (one) => one.reden },
        ]}
        rows={report.afgekeurd.slice(0, MOST_SHOWN)}
      />
      {more > 0 && <Paragraph>{t('En nog {{aantal}} andere fouten.', { aantal: writtenCount(more) })}</Paragraph>}
    </Section>
  );
}
