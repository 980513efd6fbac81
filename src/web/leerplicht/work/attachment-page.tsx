import { Button, CheckboxField, CsrfField, OnceField, FileField } from '../../components/forms';
import { Heading, Link } from '../../components/text';
import { t } from '../../text/language';
import { WpgField } from './form-page';

interface Props {
  dossierId: string;
  /** may go into the Wpg part */
  wpg: boolean;
  error?: string;
  csrf: string;
}

/** Adds a file to a dossier. */
export function AttachmentPage({ dossierId, wpg, error, csrf }: Props) {
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Bijlage')}</Heading>
      <form
        class="ls-form"
        method="post"
        action={`/dossiers/${dossierId}/toevoegen/bijlage`}
        enctype="multipart/form-data"
      >
        <CsrfField token={csrf} />
        <OnceField />
        <FileField
          name="bestand"
          label={t('Bestand')}
          hint={t('Een pdf, docx, xlsx, jpg of png van ten hoogste 10 MB.')}
          accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
          error={error}
          required
        />
        <CheckboxField name="vertrouwelijk" label={t('Vertrouwelijk: alleen voor wie dit dossier behandelt')} />
        {wpg && <WpgField />}
        <Button>{t('Bewaar')}</Button>
      </form>
    </div>
  );
}
