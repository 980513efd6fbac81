import type { Kept } from '../../retention/rights/restrictions';
import { Button, CsrfField, ErrorSummary, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { PAGE_SIZE } from '../text/paging';
import { PrivacyFrame } from './frame';

export const KEPT_NAMES: Record<Kept['kind'], string> = {
  beperking: 'Beperking van de verwerking',
  bewaarplicht: 'Langer bewaren',
};

interface Props {
  register: { rows: readonly Kept[]; total: number };
  page: number;
  csrf: string;
  errors: readonly FormError[];
}

/** Where a request of a pupil or parent begins, and what stands because of such requests. */
export function RightsPage({ register, page, csrf, errors }: Props) {
  return (
    <PrivacyFrame current="/privacy/rechten" title={t('Rechten van leerlingen en ouders')}>
      <ErrorSummary errors={errors} />
      <Section id="zoeken" title={t('Een verzoek behandelen')}>
        <form method="post" action="/privacy/rechten">
          <CsrfField token={csrf} />
          <TextField
            name="pgn"
            label={t('Burgerservicenummer of onderwijsnummer')}
            hint={t('Neem het nummer over van het verzoek. Controleer eerst wie het verzoek doet.')}
            error={errors.find((one) => one.field === 'pgn')?.text}
            autoComplete="off"
            maxLength={20}
            required
          />
          <Button>{t('Zoek de leerling')}</Button>
        </form>
      </Section>
      <Section id="register" title={t('Beperkingen en bewaarplichten')}>
        {register.total === 0 ? (
          <Paragraph>{t('Er zijn geen beperkingen of bewaarplichten.')}</Paragraph>
        ) : (
          <KeptTable rows={register.rows} csrf={csrf} leads />
        )}
        <Pagination
          page={page}
          pages={Math.ceil(register.total / PAGE_SIZE)}
          href={(n) => `/privacy/rechten?pagina=${n}`}
        />
      </Section>
    </PrivacyFrame>
  );
}

/** What keeps records; what stands can be ended. `leads`: to the pupil, where the page is not of one. */
export function KeptTable({ rows, csrf, leads }: { rows: readonly Kept[]; csrf: string; leads?: boolean }) {
  const words = (row: Kept) => t(KEPT_NAMES[row.kind]);
  return (
    <DataTable
      caption={t('Beperkingen en bewaarplichten')}
      captionHidden
      stacks
      columns={[
        {
          title: t('Soort'),
          heads: true,
          cell: (row) => (leads ? <Link href={`/privacy/leerlingen/${row.pupilId}`}>{words(row)}</Link> : words(row)),
        },
        { title: t('Reden'), wide: true, cell: (row) => row.reason },
        { title: t('Sinds'), cell: (row) => <DateText day={row.placedOn} /> },
        { title: t('Door'), cell: (row) => row.placedBy },
        {
          title: t('Stand'),
          cell: (row) =>
            row.liftedOn === null ? (
              <form method="post" action="/privacy/register">
                <CsrfField token={csrf} />
                <input type="hidden" name="soort" value={row.kind} />
                <input type="hidden" name="nummer" value={row.id} />
                <Button look="subtle">{t('Opheffen')}</Button>
              </form>
            ) : (
              <StatusBadge tone="neutral">{t('opgeheven')}</StatusBadge>
            ),
        },
      ]}
      rows={rows}
    />
  );
}
