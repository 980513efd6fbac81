import type { Upload } from '../../imports/school-upload/upload-store';
import { Button, CsrfField, FileField, TextAreaField } from '../components/forms';
import { Alert, Section, StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, InstantText, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';

interface Props {
  latest: readonly Upload[];
  csrf: string;
  error?: string;
}

const STATE_NAMES: Record<Upload['state'], string> = {
  proef: 'Op proef',
  wacht: 'Bezig',
  klaar: 'Klaar',
  ongedaan: 'Ongedaan gemaakt',
};
const TONES: Record<Upload['state'], Tone> = { proef: 'neutral', wacht: 'active', klaar: 'safe', ongedaan: 'neutral' };

export function UploadState({ state }: Pick<Upload, 'state'>) {
  return <StatusBadge tone={TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>;
}

const EXAMPLE = `registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag;reden
2026-0001;123456782;99VA;00;2026-03-24;3,5;ongeoorloofd;nee;`;

/** Pasting or uploading absence, and what was sent before. */
export function UploadPage({ latest, csrf, error }: Props) {
  return (
    <>
      <Heading level={1}>{t('Verzuim aanleveren')}</Heading>
      <Paragraph lead>
        {t('Plak regels uit uw leerlingadministratie, of kies een bestand. U ziet eerst wat er gebeurt.')}
      </Paragraph>
      {error && (
        <Alert tone="error" live>
          <Paragraph>{t(error)}</Paragraph>
        </Alert>
      )}
      <form class="ls-form ls-form--rows" method="post" action="/school/aanleveren" enctype="multipart/form-data">
        <CsrfField token={csrf} />
        <TextAreaField
          name="tekst"
          label={t('Regels met verzuim')}
          hint={t('De eerste regel bevat de kolomnamen. Tussen de kolommen staat een puntkomma of een tab.')}
          rows={8}
          maxLength={900_000}
        />
        <FileField name="bestand" label={t('Of een CSV-bestand')} accept=".csv,text/csv,text/plain" />
        <Button>{t('Controleer')}</Button>
      </form>
      <details class="ls-details">
        <summary>{t('Hoe ziet zo’n bestand eruit?')}</summary>
        <pre class="ls-example">{EXAMPLE}</pre>
      </details>
      <Section id="eerder" title={t('Eerder aangeleverd')}>
        {latest.length === 0 ? (
          <Paragraph>{t('U heeft nog niets aangeleverd.')}</Paragraph>
        ) : (
          <DataTable
            caption={t('Eerder aangeleverd')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Wanneer'),
                heads: true,
                cell: (row: Upload) => (
                  <Link href={`/school/aanleveren/${row.id}`}>
                    <InstantText at={row.madeAt} />
                  </Link>
                ),
              },
              { title: t('Stand'), cell: (row) => <UploadState state={row.state} /> },
              { title: t('Regels'), number: true, cell: (row) => writtenCount(row.total) },
              { title: t('Nieuw'), number: true, cell: (row) => writtenCount(row.counts.nieuw) },
              { title: t('Gewijzigd'), number: true, cell: (row) => writtenCount(row.counts.gewijzigd) },
              { title: t('Afgekeurd'), number: true, cell: (row) => writtenCount(row.counts.afgekeurd) },
            ]}
            rows={latest}
          />
        )}
      </Section>
    </>
  );
}
