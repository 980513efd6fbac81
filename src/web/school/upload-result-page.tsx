import type { RejectedRow, Upload } from '../../imports/school-upload/upload-store';
import { Button, CsrfField } from '../components/forms';
import { Alert, Progress, Section, Tiles } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { counted, writtenCount } from '../text/numbers';
import { UploadState } from './upload-page';

/** Rows to mend on one page: who has more mends the file itself. */
const MOST_SHOWN = 50;

interface Props {
  upload: Upload;
  csrf: string;
}

/** What an upload would come to, how far it is, or what it came to. */
export function UploadResultPage({ upload, csrf }: Props) {
  const { state, counts, total, done } = upload;
  const address = `/school/aanleveren/${upload.id}`;
  const good = counts.nieuw + counts.gewijzigd + counts.ongewijzigd;
  return (
    <>
      <p class="ls-back">
        <Link href="/school/aanleveren">{t('Terug naar aanleveren')}</Link>
      </p>
      <Heading level={1}>{state === 'proef' ? t('Controle van uw regels') : t('Uw aanlevering')}</Heading>
      <div id="stand" data-live>
        {state !== 'proef' && (
          <p>
            <UploadState state={state} />
          </p>
        )}
        {state === 'wacht' && (
          <>
            <Progress
              value={done}
              max={total}
              label={t('{{klaar}} van {{alle}} regels verwerkt', {
                klaar: writtenCount(done),
                alle: writtenCount(total),
              })}
            />
            <Paragraph>
              <Link href={address}>{t('Ververs deze pagina')}</Link>
            </Paragraph>
          </>
        )}
        <Tiles
          items={[
            { name: t('nieuw'), value: writtenCount(counts.nieuw), tone: 'active' },
            { name: t('gewijzigd'), value: writtenCount(counts.gewijzigd), tone: 'active' },
            { name: t('ongewijzigd'), value: writtenCount(counts.ongewijzigd) },
            {
              name: t('afgekeurd'),
              value: writtenCount(counts.afgekeurd),
              tone: counts.afgekeurd > 0 ? 'danger' : 'safe',
            },
          ]}
        />
      </div>
      {state === 'proef' && <Paragraph>{t('Er is nog niets opgeslagen.')}</Paragraph>}
      {upload.rejected.length > 0 && <Rejected upload={upload} address={address} csrf={csrf} />}
      {state === 'proef' && good > 0 && (
        <form class="ls-actions" method="post" action={`${address}/start`}>
          <CsrfField token={csrf} />
          <Button>{t('Verwerk {{regels}}', { regels: counted(good, 'goede regel', 'goede regels') })}</Button>
        </form>
      )}
      {state === 'klaar' && counts.nieuw + counts.gewijzigd > 0 && (
        <Section id="ongedaan" title={t('Ongedaan maken')}>
          <Paragraph>
            {t(
              'Wat nieuw was, wordt ingetrokken. Wat gewijzigd was, wordt weer zoals het was. Wat daarna is veranderd, blijft.',
            )}
          </Paragraph>
          <form method="post" action={`${address}/ongedaan`}>
            <CsrfField token={csrf} />
            <Button look="secondary-action">{t('Maak deze aanlevering ongedaan')}</Button>
          </form>
        </Section>
      )}
    </>
  );
}

/** On trial each rejected row can be mended in place; after that it is only shown. */
function Rejected({ upload, address, csrf }: Props & { address: string }) {
  const shown = upload.rejected.slice(0, MOST_SHOWN);
  const more = upload.rejected.length - shown.length;
  return (
    <Section id="afgekeurd" title={t('Afgekeurde regels')}>
      {upload.state === 'proef' ? (
        <form method="post" action={`${address}/verbeter`}>
          <CsrfField token={csrf} />
          {shown.map((row) => (
            <Mend row={row} />
          ))}
          <Button look="secondary-action">{t('Controleer opnieuw')}</Button>
        </form>
      ) : (
        <ul class="ls-plain-list">
          {shown.map((row) => (
            <li>
              <strong>{t('Regel {{n}}', { n: row.line })}</strong>: {reasons(row)}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Alert tone="warning">
          <Paragraph>
            {t('Daarnaast: {{aantal}}.', { aantal: counted(more, 'afgekeurde regel', 'afgekeurde regels') })}
          </Paragraph>
        </Alert>
      )}
    </Section>
  );
}

function Mend({ row }: { row: RejectedRow }) {
  const name = `regel-${row.line}`;
  return (
    <div class="utrecht-form-field utrecht-form-field--invalid ls-mend">
      <label class="utrecht-form-label" for={name}>
        {t('Regel {{n}}', { n: row.line })}
      </label>
      <div class="utrecht-form-field-error-message" id={`${name}-fout`}>
        {reasons(row)}
      </div>
      <input
        class="utrecht-textbox utrecht-textbox--html-input utrecht-textbox--invalid ls-codes"
        type="text"
        id={name}
        name={name}
        value={row.raw.replace(/\r?\n/g, ' ')}
        aria-describedby={`${name}-fout`}
        aria-invalid="true"
        spellcheck={false}
        autoComplete="off"
      />
    </div>
  );
}

function reasons({ refusals }: RejectedRow): string {
  return refusals.map(({ column, reason }) => (column === '' ? reason : `${column} ${reason}`)).join('; ');
}
