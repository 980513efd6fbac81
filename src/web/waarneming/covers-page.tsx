import type { ShownCover } from '../../cases/cover/cover';
import type { Day } from '../../law/day';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Paragraph } from '../components/text';
import { writtenPeriod } from '../text/dates';
import { t } from '../text/language';

interface Props {
  covers: readonly ShownCover[];
  /** code of the one who looks */
  self: string;
  /** may take back those of others too */
  coordinates: boolean;
  today: Day;
  csrf: string;
}

/** Who works whose dossiers, now and in the days to come. */
export function CoversPage({ covers, self, coordinates, today, csrf }: Props) {
  return (
    <>
      <Heading level={1}>{t('Waarneming')}</Heading>
      <Paragraph>
        {t(
          'Wie waarneemt, vindt de dossiers van de collega in de eigen werklijst en in het dagelijkse overzicht per mail. De dossiers blijven van de collega.',
        )}
      </Paragraph>
      <div class="ls-actions">
        <ButtonLink href="/waarneming/regelen" look="primary-action">
          {t('Regel waarneming')}
        </ButtonLink>
      </div>
      {covers.length === 0 && <Paragraph>{t('Er is geen waarneming geregeld.')}</Paragraph>}
      {covers.length > 0 && (
        <DataTable
          caption={t('Waarneming')}
          captionHidden
          stacks
          columns={[
            { title: t('Wie is weg'), heads: true, cell: (row) => row.employeeName ?? row.employee },
            { title: t('Wie neemt waar'), cell: (row) => row.substituteName ?? row.substitute },
            {
              title: t('Periode'),
              cell: (row) => (
                <>
                  {writtenPeriod(row.from, row.until)}{' '}
                  {row.from <= today && <StatusBadge tone="active">{t('loopt nu')}</StatusBadge>}
                </>
              ),
            },
            { title: t('Reden'), wide: true, cell: (row) => row.reason ?? '' },
            {
              title: t('Intrekken'),
              cell: (row) =>
                (coordinates || row.employee === self) && (
                  <form method="post" action={`/waarneming/${row.id}/intrekken`}>
                    <CsrfField token={csrf} />
                    <Button look="secondary-action">{t('Trek in')}</Button>
                  </form>
                ),
            },
          ]}
          rows={covers}
        />
      )}
    </>
  );
}
