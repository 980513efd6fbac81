import type { Alike, ShownUnion } from '../../retention/double/join-pupils';
import { Button, CsrfField, ErrorSummary, TextAreaField, TextField } from '../components/forms';
import { Alert, Section } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, InstantText, MaskedNumber, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { writtenCount } from '../text/numbers';

interface Props {
  /** the two that were looked up; null before that */
  two: readonly [keep: Alike, double: Alike] | null;
  unions: readonly ShownUnion[];
  reason: string;
  errors: readonly FormError[];
  csrf: string;
}

/** Two pupils who are one: looked up by their numbers, compared, joined, and made two again. */
export function JoinPage({ two, unions, reason, errors, csrf }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <>
      <Heading level={1}>{t('Dubbele leerlingen')}</Heading>
      <Paragraph>
        {t(
          'Staat één leerling er twee keer in? Voeg ze dan samen. Verzuim, dossiers en alles wat erbij hoort, komt bij elkaar. U kunt het later ongedaan maken.',
        )}
      </Paragraph>
      <form class="ls-form ls-narrow" method="post" action="/leerlingen/samenvoegen">
        <CsrfField token={csrf} />
        {two === null && <ErrorSummary errors={errors} />}
        <TextField
          name="blijft"
          label={t('BSN of onderwijsnummer dat blijft')}
          autoComplete="off"
          required
          maxLength={12}
          error={two === null ? errorOf('blijft') : undefined}
        />
        <TextField
          name="dubbel"
          label={t('BSN of onderwijsnummer dat dubbel is')}
          autoComplete="off"
          required
          maxLength={12}
          error={two === null ? errorOf('dubbel') : undefined}
        />
        <Button look={two === null ? 'primary-action' : 'secondary-action'}>{t('Zoek op')}</Button>
      </form>
      {two && (
        <Section id="vergelijk" title={t('Is dit één leerling?')}>
          <DataTable
            caption={t('De twee leerlingen')}
            captionHidden
            stacks
            columns={[
              { title: t('Leerling'), heads: true, cell: (row) => fullName(row) },
              { title: t('Nummer'), cell: (row) => <MaskedNumber masked={row.number} /> },
              { title: t('Geboortedatum'), cell: (row) => <DateText day={row.birthDate} /> },
              { title: t('Open dossiers'), number: true, cell: (row) => writtenCount(row.dossiers) },
              {
                title: t('Wat ermee gebeurt'),
                cell: (row) => (row.id === two[0].id ? t('blijft') : t('gaat op in de ander')),
              },
            ]}
            rows={two}
          />
          <form class="ls-form ls-narrow" method="post" action="/leerlingen/samenvoegen/uitvoeren">
            <CsrfField token={csrf} />
            {two[0].birthDate !== two[1].birthDate && (
              <Alert tone="warning">
                <Paragraph>{t('De geboortedatums verschillen. Kijk goed na of dit één leerling is.')}</Paragraph>
              </Alert>
            )}
            <ErrorSummary errors={errors} />
            <input type="hidden" name="blijft" value={two[0].id} />
            <input type="hidden" name="dubbel" value={two[1].id} />
            <TextAreaField
              name="reden"
              label={t('Waarom is dit één leerling')}
              value={reason}
              required
              maxLength={2_000}
              error={errorOf('reden')}
            />
            <Button>{t('Voeg samen')}</Button>
          </form>
        </Section>
      )}
      <Section id="eerder" title={t('Eerder samengevoegd')}>
        {unions.length === 0 && <Paragraph>{t('Er is nog niets samengevoegd.')}</Paragraph>}
        {unions.length > 0 && (
          <DataTable
            caption={t('Eerder samengevoegd')}
            captionHidden
            stacks
            columns={[
              { title: t('Leerling'), heads: true, cell: (row) => fullName(row) },
              { title: t('Wanneer'), cell: (row) => <InstantText at={row.madeAt} /> },
              { title: t('Reden'), wide: true, cell: (row) => row.reason },
              {
                title: t('Ongedaan maken'),
                cell: (row) =>
                  row.undoneAt ? (
                    <>
                      {t('ongedaan gemaakt op')} <InstantText at={row.undoneAt} />
                    </>
                  ) : (
                    <form method="post" action={`/leerlingen/samenvoegen/${row.id}/ongedaan`}>
                      <CsrfField token={csrf} />
                      <Button look="secondary-action">{t('Maak ongedaan')}</Button>
                    </form>
                  ),
              },
            ]}
            rows={unions}
          />
        )}
      </Section>
    </>
  );
}
