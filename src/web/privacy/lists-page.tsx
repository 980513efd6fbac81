import type { Day } from '../../law/day';
import type { DestructionList, ListState } from '../../retention/destruction-list';
import { findMunicipality } from '../../registry/facts';
import { StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { Link, Paragraph } from '../components/text';
import { monthName } from '../text/dates';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { PrivacyFrame } from './frame';

export const LIST_STATE_NAMES: Record<ListState, string> = {
  opgesteld: 'Opgesteld',
  voorgedragen: 'Voorgedragen',
  goedgekeurd: 'Goedgekeurd, wordt vernietigd',
  uitgevoerd: 'Uitgevoerd',
  afgewezen: 'Afgewezen',
};
const TONES: Record<ListState, Tone> = {
  opgesteld: 'active',
  voorgedragen: 'warning',
  goedgekeurd: 'danger',
  uitgevoerd: 'safe',
  afgewezen: 'neutral',
};

export const municipalityName = (code: string): string => findMunicipality(code)?.name ?? code;
export const writtenMonth = (day: Day): string => `${monthName(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`;

export function ListStateBadge({ state }: { state: ListState }) {
  return <StatusBadge tone={TONES[state]}>{t(LIST_STATE_NAMES[state])}</StatusBadge>;
}

/** The destruction lists of the own municipalities, newest first. */
export function ListsPage({ lists }: { lists: readonly (DestructionList & { items: number })[] }) {
  return (
    <PrivacyFrame current="/privacy/vernietiging" title={t('Vernietiging')}>
      <Paragraph lead>
        {t(
          'Elke maand maakt Leerspoor per gemeente een lijst van wat weg moet. De een draagt haar voor, een ander keurt haar goed.',
        )}
      </Paragraph>
      {lists.length === 0 ? (
        <Paragraph>{t('Er zijn geen vernietigingslijsten in uw gemeenten.')}</Paragraph>
      ) : (
        <DataTable
          caption={t('Vernietigingslijsten')}
          captionHidden
          stacks
          columns={[
            {
              title: t('Gemeente'),
              heads: true,
              cell: (row) => <Link href={`/privacy/vernietiging/${row.id}`}>{municipalityName(row.municipality)}</Link>,
            },
            { title: t('Maand'), cell: (row) => writtenMonth(row.month) },
            { title: t('Op de lijst'), number: true, cell: (row) => writtenCount(row.items) },
            { title: t('Staat'), cell: (row) => <ListStateBadge state={row.state} /> },
          ]}
          rows={lists}
        />
      )}
    </PrivacyFrame>
  );
}
