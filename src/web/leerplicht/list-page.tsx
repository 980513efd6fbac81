import { seesNothing, type DossierScope } from '../../access/scope';
import { addDays, ageOn, type Day } from '../../law/day';
import { Button, CsrfField, SelectField, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Alert, StatusBadge, Tabs } from '../components/show';
import { type Column, DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { fullName } from '../text/names';
import { counted, writtenCount } from '../text/numbers';
import { signalSentence } from '../text/signals';
import { DossierBadges } from './dossier-badges';
import { listAddress, type ListFilter } from './list-filter';
import { PAGE_SIZE } from '../text/paging';
import type { DossierList, ListedDossier } from './list-query';
import type { StaffChoice } from './staff-query';
import { t } from '../text/language';

interface Props {
  list: DossierList;
  filter: ListFilter;
  /** the search as it stands in addresses */
  hidden: string;
  scope: DossierScope;
  today: Day;
  csrf: string;
  /** to whom dossiers can be given */
  staff: readonly StaffChoice[];
}

/** A term that ends within so many days asks for attention. */
const SOON_DAYS = 3;

export function ListPage(props: Props) {
  const { scope } = props;
  return (
    <>
      <Heading level={1}>{t('Dossiers')}</Heading>
      {seesNothing(scope) ? (
        <Alert>
          {scope.why.map((sentence) => (
            <Paragraph>{t(sentence)}</Paragraph>
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
            <Link href={listAddress({ ...filter, search: '', page: 1 }, '')}>{t('Toon weer alle namen')}</Link>
          </>
        )}
      </p>
      <div id="lijst" data-live>
        {list.rows.length > 0 && (
          <form method="post" action="/dossiers/toewijzen">
            <CsrfField token={props.csrf} />
            <DataTable caption={t('Dossiers')} captionHidden stacks columns={columns(today, filter)} rows={list.rows} />
            <GiveForm staff={props.staff} back={listAddress(filter, hidden)} />
          </form>
        )}
      </div>
      <Pagination page={list.page} pages={list.pages} href={(page) => listAddress({ ...filter, page }, hidden)} />
      <p class="ls-scope">{scope.why.map((sentence) => t(sentence)).join(' ')}</p>
    </>
  );
}

const VIEW_NAMES = [
  ['alle', 'Alle dossiers'],
  ['mijn', 'Van mij'],
  ['pas-toegewezen', 'Nieuw voor mij'],
  ['onbewerkt', 'Lang niets gedaan'],
  ['te-laat', 'Over de termijn'],
  ['verdeelbak', 'Verdeelbak'],
] as const;

function Views({ list, filter, hidden }: Props) {
  return (
    <Tabs
      label={t('Welke dossiers')}
      items={VIEW_NAMES.map(([view, name]) => ({
        href: listAddress({ ...filter, view, page: 1 }, hidden),
        name: t(name),
        count: writtenCount(list.counts[view]),
        current: view === filter.view,
      }))}
    />
  );
}

/** Posted, so that the name searched for does not end up in an address. */
function FilterForm({ filter, csrf }: Props) {
  return (
    <form class="ls-filter" method="post" action="/dossiers" aria-label={t('Dossiers zoeken en filteren')}>
      <CsrfField token={csrf} />
      <input type="hidden" name="toon" value={filter.view} />
      <TextField name="naam" label={t('Naam van de leerling')} type="search" autoComplete="off" value={filter.search} />
      <SelectField
        name="status"
        label={t('Status')}
        value={filter.status}
        options={[
          ['open', t('Open')],
          ['te-sluiten', t('Te sluiten')],
          ['afgesloten', t('Afgesloten')],
          ['alle', t('Alle')],
        ]}
      />
      <SelectField
        name="sorteer"
        label={t('Volgorde')}
        value={filter.sort}
        options={[
          ['nieuwste', t('Nieuwste eerst')],
          ['oudste', t('Oudste eerst')],
          ['naam', t('Naam')],
        ]}
      />
      <Button>{t('Toon dossiers')}</Button>
    </form>
  );
}

function resultText({ total, page, rows }: DossierList, { search }: ListFilter): string {
  const found = search === '' ? '' : t(' met “{{zoek}}” in de naam', { zoek: search });
  if (total === 0) return t('Geen dossiers{{zoek}} in deze selectie.', { zoek: found });
  const from = (page - 1) * PAGE_SIZE + 1;
  const all = `${counted(total, 'dossier', 'dossiers')}${found}`;
  return total <= PAGE_SIZE
    ? `${all}.`
    : t('{{alles}}, u ziet {{van}} tot en met {{tot}}.', { alles: all, van: from, tot: from + rows.length - 1 });
}

/** Gives the ticked dossiers to one colleague at once. */
function GiveForm({ staff, back }: { staff: readonly StaffChoice[]; back: string }) {
  if (staff.length === 0) return null;
  return (
    <fieldset class="ls-fieldset ls-give">
      <legend class="utrecht-form-label">{t('Geef de aangevinkte dossiers aan een collega')}</legend>
      <input type="hidden" name="terug" value={back} />
      <div class="ls-actions">
        <SelectField
          name="medewerker"
          label={t('Medewerker')}
          value=""
          options={[
            ['', t('Kies een medewerker')],
            ...staff.map(
              ({ code, name, open }) => [code, `${name} (${counted(open, 'dossier', 'dossiers')})`] as const,
            ),
          ]}
        />
        <TextField name="reden" label={t('Reden')} />
        <Button look="secondary-action">{t('Geef')}</Button>
      </div>
    </fieldset>
  );
}

function columns(today: Day, filter: ListFilter): Column<ListedDossier>[] {
  return [
    {
      title: t('Kies'),
      pick: true,
      cell: (row) => (
        <input type="checkbox" name="dossier" value={row.id} aria-label={t('Kies {{naam}}', { naam: fullName(row) })} />
      ),
    },
    {
      title: t('Leerling'),
      heads: true,
      sorted: filter.sort === 'naam' ? 'ascending' : undefined,
      cell: (row) => (
        <>
          <Link href={`/dossiers/${row.id}`}>{fullName(row)}</Link>
          <span class="ls-aside">
            {t('{{n}} jaar', { n: ageOn(row.birthDate, today) })}, {t(REGIME_NAMES[row.regime])}
          </span>
        </>
      ),
    },
    {
      title: t('Laatste signaal'),
      wide: true,
      cell: (row) => (
        <span class={row.signal?.status === 'ingetrokken' ? 'ls-withdrawn' : undefined}>
          {row.signal ? signalSentence(row.signal) : t('Geen signaal')}
          {row.signal?.status === 'ingetrokken' && !row.signal.endedOn && ` (${t('ingetrokken')})`}
        </span>
      ),
    },
    { title: t('Status'), cell: (row) => <DossierBadges status={row.status} forClosing={row.forClosing === 1} /> },
    { title: t('Termijn'), cell: (row) => <DueText dueOn={row.dueOn} today={today} /> },
    { title: t('Behandelaar'), cell: (row) => row.employeeName ?? row.employee ?? t('Verdeelbak') },
    {
      title: t('Geopend'),
      sorted: filter.sort === 'nieuwste' ? 'descending' : filter.sort === 'oudste' ? 'ascending' : undefined,
      cell: (row) => (
        <span class="ls-nowrap">
          <DateText day={row.openedOn} />
        </span>
      ),
    },
  ];
}

function DueText({ dueOn, today }: { dueOn: Day | null; today: Day }) {
  if (dueOn === null) return <>{t('geen')}</>;
  const tone = dueOn < today ? 'danger' : dueOn <= addDays(today, SOON_DAYS) ? 'warning' : 'neutral';
  return (
    <StatusBadge tone={tone}>
      <DateText day={dueOn} />
    </StatusBadge>
  );
}
