import { ButtonLink } from '../components/forms';
import { Alert } from '../components/show';
import { Paragraph } from '../components/text';
import { t } from '../text/language';
import { PrivacyFrame } from './frame';

/** After a correction: whom to tell, since their next file would bring the mistake back (AVG art. 19). */
export function CorrectedPage({ id, schools }: { id: string; schools: readonly string[] }) {
  return (
    <PrivacyFrame current="/privacy/rechten" title={t('Gecorrigeerd')}>
      <Alert tone="ok">
        <Paragraph>{t('De correctie is bewaard. Leerspoor beoordeelt de leerling opnieuw.')}</Paragraph>
      </Alert>
      {schools.length > 0 && (
        <>
          <Paragraph>
            {t('Laat het ook deze scholen weten. Anders brengt hun volgende bestand de fout terug.')}
          </Paragraph>
          <ul class="utrecht-unordered-list">
            {schools.map((school) => (
              <li>{school}</li>
            ))}
          </ul>
        </>
      )}
      <ButtonLink href={`/privacy/leerlingen/${id}`}>{t('Terug naar de leerling')}</ButtonLink>
    </PrivacyFrame>
  );
}
