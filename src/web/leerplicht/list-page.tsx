import { seesNothing, type DossierScope } from '../../access/scope';
import { ageOn, type Day } from '../../law/day';
import { Button, CsrfField, SelectField, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Alert } from '../components/show';
import { type Column, DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { fullName } from '../text/names';
import { counted, writtenCount } from '../text/numbers';
import { signalSentence } from '../text/signals';
import { DossierBadges } from './dossier-badges';
import { listAddress, type ListFilter } from './list-filter';
import { type DossierList, type ListedDossier, PAGE_SIZE } from './list-query';

interface Props {
  list: DossierList;
  filter: ListFilter;
  /** the search as it stands in addresses */
  hidden: string;
  scope: DossierScope;
  today: Day;
  csrf: string;
}

export function ListPage(props: Props) {
  const { scope } = props;
  return (
    <>
      <Heading level={1}>Dossiers</Heading>
      {seesNothing(scope) ? (
        <Alert>
          {scope.why.map((sentence) => (
            <Paragraph>{sentence}</Paragraph>
          ))}
        </Alert>
      ) : (
        <Work {...props} />
      )}
    </>
  );
}

function Work(props: Props) {
  const { list, filter, hidden, today, scope } = props;
  return (
    <>
      <Views {...props} />
      <FilterForm {...props} />
      <p class="ls-count" id="aantal">
        {resultText(list, filter)}
        {filter.search !== '' && (
          <>
            {' '}
            <Link href={listAddress({ ...filter, search: '', page: 1 }, '')}>Toon weer alle namen</Link>
          </>
        )}
      </p>
      {list.rows.length > 0 && (
        <DataTable caption="Dossiers" captionHidden stacks columns={columns(today, filter)} rows={list.rows} />
      )}
      <Pagination page={list.page} pages={list.pages} href={(page) => listAddress({ ...filter, page }, hidden)} />
      <p class="ls-scope">{scope.why.join(' ')}</p>
    </>
  );
}

const VIEW_NAMES = [
  ['alle', 'Alle dossiers'],
  ['mijn', 'Van mij'],
  ['verdeelbak', 'Verdeelbak'],
] as const;

function Views({ list, filter, hidden }: Props) {
  return (
    <nav class="ls-views" aria-label="Welke dossiers">
      <ul>
        {VIEW_NAMES.map(([view, name]) => (
          <li>
            <a
              href={listAddress({ ...filter, view, page: 1 }, hidden)}
              aria-current={view === filter.view ? 'true' : undefined}
            >
              {name} <span class="ls-views__count">{writtenCount(list.counts[view])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Posted, so that the name searched for does not end up in an address. */
function FilterForm({ filter, csrf }: Props) {
  return (
    <form class="ls-filter" method="post" action="/dossiers" aria-label="Dossiers zoeken en filteren">
      <CsrfField token={csrf} />
      <input type="hidden" name="toon" value={filter.view} />
      <TextField name="naam" label="Naam van de leerling" type="search" autoComplete="off" value={filter.search} />
      <SelectField
        name="status"
        label="Status"
        value={filter.status}
        options={[
          ['open', 'Open'],
          ['te-sluiten', 'Te sluiten'],
          ['afgesloten', 'Afgesloten'],
          ['alle', 'Alle'],
        ]}
      />
      <SelectField
        name="sorteer"
        label="Volgorde"
        value={filter.sort}
        options={[
          ['nieuwste', 'Nieuwste eerst'],
          ['oudste', 'Oudste eerst'],
          ['naam', 'Naam'],
        ]}
      />
      <Button>Toon dossiers</Button>
    </form>
  );
}

function resultText({ total, page, rows }: DossierList, { search }: ListFilter): string {
  const found = search === '' ? '' : ` met “${search}” in de naam`;
  if (total === 0) return `Geen dossiers${found} in deze selectie.`;
  const from = (page - 1) * PAGE_SIZE + 1;
  const all = `${counted(total, 'dossier', 'dossiers')}${found}`;
  return total <= PAGE_SIZE ? `${all}.` : `${all}, u ziet ${from} tot en met ${from + rows.length - 1}.`;
}

function columns(today: Day, filter: ListFilter): Column<ListedDossier>[] {
  return [
    {
      title: 'Leerling',
      heads: true,
      sorted: filter.sort === 'naam' ? 'ascending' : undefined,
      cell: (row) => (
        <>
          <Link href={`/dossiers/${row.id}`}>{fullName(row)}</Link>
          <span class="ls-aside">
            {ageOn(row.birthDate, today)} jaar, {REGIME_NAMES[row.regime]}
          </span>
        </>
      ),
    },
    {
      title: 'Laatste signaal',
      wide: true,
      cell: (row) => (
        <span class={row.signal?.status === 'ingetrokken' ? 'ls-withdrawn' : undefined}>
          {row.signal ? signalSentence(row.signal) : 'Geen signaal'}
          {row.signal?.status === 'ingetrokken' && !row.signal.endedOn && ' (ingetrokken)'}
        </span>
      ),
    },
    { title: 'Status', cell: (row) => <DossierBadges status={row.status} forClosing={row.forClosing === 1} /> },
    { title: 'Behandelaar', cell: (row) => row.employeeName ?? (row.employee ? row.employee : 'Verdeelbak') },
    {
      title: 'Geopend',
      sorted: filter.sort === 'nieuwste' ? 'descending' : filter.sort === 'oudste' ? 'ascending' : undefined,
      cell: (row) => (
        <span class="ls-nowrap">
          <DateText day={row.openedOn} />
        </span>
      ),
    },
  ];
}
