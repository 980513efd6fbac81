import type { DestructionList, ListedItem } from '../../retention/destruction-list';
import { Button, CsrfField, ErrorSummary, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Alert, DefinitionList, Section, StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { PAGE_SIZE } from '../text/paging';
import { CertificateSection, CLASS_NAMES } from './certificate';
import { PrivacyFrame } from './frame';
import { ListStateBadge, municipalityName, writtenMonth } from './lists-page';

const ITEM_STATE_NAMES = {
  staat: 'op de lijst',
  aangehouden: 'blijft bewaard',
  elders: 'hoort nu bij een andere gemeente',
  vernietigd: 'vernietigd',
} as const;
const ITEM_TONES: Record<ListedItem['state'], Tone> = {
  staat: 'active',
  aangehouden: 'warning',
  elders: 'warning',
  vernietigd: 'neutral',
};

interface Props {
  list: DestructionList;
  items: { rows: readonly ListedItem[]; total: number };
  page: number;
  /** who is looking: who proposed may not approve */
  employee: string;
  csrf: string;
  errors: readonly FormError[];
}

/** One destruction list: what is on it and what can be decided. Not whose: a number and the year of birth have to do. */
export function ListOnePage({ list, items, page, employee, csrf, errors }: Props) {
  const path = `/privacy/vernietiging/${list.id}`;
  const title = t('Vernietigingslijst {{gemeente}}, {{maand}}', {
    gemeente: municipalityName(list.municipality),
    maand: writtenMonth(list.month),
  });
  const open = list.state === 'opgesteld' || list.state === 'voorgedragen';
  return (
    <PrivacyFrame current="/privacy/vernietiging" title={title}>
      <ErrorSummary errors={errors} />
      <DefinitionList
        items={[
          [t('Staat'), <ListStateBadge state={list.state} />],
          [t('Voorgedragen door'), list.proposedBy],
          [t('Besloten door'), list.decidedBy],
        ]}
      />
      {open && <Decide {...{ list, employee, csrf, path }} />}
      {list.state === 'uitgevoerd' && list.certificate && (
        <CertificateSection certificate={list.certificate} path={path} />
      )}
      <Section id="records" title={t('Op de lijst')}>
        <DataTable
          caption={t('Op de lijst')}
          captionHidden
          stacks
          columns={[
            { title: t('Wat'), heads: true, cell: (row) => t(CLASS_NAMES[row.recordClass]) },
            { title: t('Geboortejaar'), cell: (row) => (row.birthYear === null ? '' : String(row.birthYear)) },
            { title: t('Bewaren tot'), cell: (row) => <DateText day={row.destroyOn} /> },
            { title: t('Volgens'), cell: (row) => row.source },
            {
              title: t('Staat'),
              cell: (row) =>
                row.held && row.state === 'staat' ? (
                  <StatusBadge tone="warning">{t('bewaarplicht')}</StatusBadge>
                ) : (
                  <StatusBadge tone={ITEM_TONES[row.state]}>{t(ITEM_STATE_NAMES[row.state])}</StatusBadge>
                ),
            },
            ...(open
              ? [
                  {
                    title: t('Langer bewaren'),
                    wide: true,
                    cell: (row: ListedItem) => <Hold {...{ row, path, csrf }} />,
                  },
                ]
              : []),
          ]}
          rows={items.rows}
        />
        <Pagination page={page} pages={Math.ceil(items.total / PAGE_SIZE)} href={(n) => `${path}?pagina=${n}`} />
      </Section>
    </PrivacyFrame>
  );
}

function Decide({ list, employee, csrf, path }: Pick<Props, 'list' | 'employee' | 'csrf'> & { path: string }) {
  const second = list.state === 'voorgedragen';
  return (
    <form method="post" action={path} class="ls-actions">
      <CsrfField token={csrf} />
      {!second && (
        <Button name="actie" value="voordragen">
          {t('Draag voor ter vernietiging')}
        </Button>
      )}
      {second && list.proposedBy === employee && (
        <Alert>
          <Paragraph>{t('U droeg deze lijst voor. Iemand anders moet haar goedkeuren.')}</Paragraph>
        </Alert>
      )}
      {second && list.proposedBy !== employee && (
        <Button name="actie" value="goedkeuren">
          {t('Keur goed en vernietig')}
        </Button>
      )}
      {second && (
        <Button look="secondary-action" name="actie" value="afwijzen">
          {t('Wijs af')}
        </Button>
      )}
    </form>
  );
}

function Hold({ row, path, csrf }: { row: ListedItem; path: string; csrf: string }) {
  if (row.held || row.state !== 'staat') return null;
  return (
    <form method="post" action={path}>
      <CsrfField token={csrf} />
      <input type="hidden" name="record" value={row.id} />
      <TextField name="reden" id={`reden-${row.id}`} label={t('Reden')} maxLength={1000} required />
      <Button look="subtle" name="actie" value="bewaren">
        {t('Bewaar langer')}
      </Button>
    </form>
  );
}
