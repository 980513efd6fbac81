import type { DossierScope } from '../../access/scope';
import { addDays, ageOn, type Day, toNumber } from '../../law/day';
import { findMunicipality } from '../../registry/facts';
import type { Caseload } from '../../trajectories/caseload';
import { Button, CsrfField, SelectField, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { StatusBadge, Tabs } from '../components/show';
import { type Column, DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { isDead } from '../leerplicht/gone-alert';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { counted, writtenCount } from '../text/numbers';
import { PAGE_SIZE } from '../text/paging';
import { caseloadAddress, type CaseloadFilter } from './caseload-filter';
import type { CaseloadList, ListedTrajectory } from './caseload-query';
import { STATE_NAMES, STATE_TONES } from './words';

interface Props {
  list: CaseloadList;
  filter: CaseloadFilter;
  /** the search as it stands in addresses */
  hidden: string;
  scope: DossierScope;
  today: Day;
  csrf: string;
}

const VIEW_NAMES: Record<Caseload, string> = {
  alle: 'Alle jongeren',
  'zonder-contact': 'Zonder contact',
  nieuw: 'Nieuw',
  'over-de-termijn': 'Over de termijn',
  verdeelbak: 'Verdeelbak',
};

const VIEW_TEXT_NAMES: Record<Caseload, string> = {
  alle: '',
  'zonder-contact': 'Deze jongeren zijn langer niet bereikt dan is afgesproken.',
  nieuw: 'Deze jongeren zijn aangemeld en nog niet benaderd.',
  'over-de-termijn':
    'Bij deze jongeren is een termijn van het dossier of een stap van het plan voorbij, of was er binnen 28 dagen geen intake.',
  verdeelbak: 'Deze jongeren wachten op een begeleider.',
};

/** The youths of a counsellor or of the team. */
export function CaseloadPage(props: Props) {
  const { list, filter, hidden, scope, today } = props;
  return (
    <>
      <Heading level={1}>{t('Jongeren')}</Heading>
      <Tabs
        label={t('Welke jongeren')}
        items={(Object.keys(VIEW_NAMES) as Caseload[]).map((view) => ({
          href: caseloadAddress({ ...filter, view, page: 1 }, hidden),
          name: t(VIEW_NAMES[view]),
          count: writtenCount(list.counts[view]),
          current: view === filter.view,
        }))}
      />
      {filter.view !== 'alle' && <Paragraph>{t(VIEW_TEXT_NAMES[filter.view])}</Paragraph>}
      <FilterForm {...props} />
      <p class="ls-count" id="aantal">
        {resultText(list)}
        {filter.search !== '' && (
          <>
            {' '}
            <Link href={caseloadAddress({ ...filter, search: '', page: 1 }, '')}>{t('Toon weer alle namen')}</Link>
          </>
        )}
      </p>
      <div id="lijst" data-live>
        {list.rows.length > 0 && (
          <DataTable caption={t('Jongeren')} captionHidden stacks columns={columns(today, filter)} rows={list.rows} />
        )}
      </div>
      <Pagination page={list.page} pages={list.pages} href={(page) => caseloadAddress({ ...filter, page }, hidden)} />
      <Paragraph>
        <Link href="/doorstroompunt/uitstromers">{t('Uitstromers van praktijkonderwijs en vso')}</Link>
      </Paragraph>
      <p class="ls-scope">{scope.why.map((sentence) => t(sentence)).join(' ')}</p>
    </>
  );
}

/** Posted, so that the name searched for does not end up in an address. */
function FilterForm({ filter, csrf }: Props) {
  return (
    <form
      class="ls-filter ls-filter--wide"
      method="post"
      action="/doorstroompunt"
      aria-label={t('Jongeren zoeken en filteren')}
    >
      <CsrfField token={csrf} />
      <input type="hidden" name="toon" value={filter.view} />
      <TextField name="naam" label={t('Naam van de jongere')} type="search" autoComplete="off" value={filter.search} />
      <SelectField
        name="van"
        label={t('Van wie')}
        value={filter.owner}
        options={[
          ['mijn', t('Van mij')],
          ['team', t('Van het hele team')],
        ]}
      />
      <SelectField
        name="status"
        label={t('Status')}
        value={filter.status}
        options={[
          ['open', t('Open')],
          ['afgesloten', t('Afgesloten')],
          ['alle', t('Alle')],
        ]}
      />
      <SelectField
        name="sorteer"
        label={t('Volgorde')}
        value={filter.sort}
        options={[
          ['contact', t('Langst geen contact eerst')],
          ['nieuwste', t('Nieuwste eerst')],
          ['naam', t('Naam')],
        ]}
      />
      <Button>{t('Toon jongeren')}</Button>
    </form>
  );
}

function resultText({ total, page, rows }: CaseloadList): string {
  if (total === 0) return t('Geen jongeren in deze selectie.');
  const all = counted(total, 'jongere', 'jongeren');
  if (total <= PAGE_SIZE) return `${all}.`;
  const from = (page - 1) * PAGE_SIZE + 1;
  return t('{{alles}}, u ziet {{van}} tot en met {{tot}}.', { alles: all, van: from, tot: from + rows.length - 1 });
}

function columns(today: Day, filter: CaseloadFilter): Column<ListedTrajectory>[] {
  return [
    {
      title: t('Jongere'),
      heads: true,
      sorted: filter.sort === 'naam' ? 'ascending' : undefined,
      cell: (row) => (
        <>
          <Link href={`/doorstroompunt/${row.id}`}>{fullName(row)}</Link>
          <span class="ls-aside">
            {t('{{n}} jaar', { n: ageOn(row.birthDate, today) })}
            {row.municipality && `, ${findMunicipality(row.municipality)?.name ?? row.municipality}`}
          </span>
        </>
      ),
    },
    {
      title: t('Status'),
      cell: (row) => (
        <span class="ls-badges">
          <StatusBadge tone={STATE_TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
          {isDead(row, today) && <StatusBadge tone="danger">{t('Overleden')}</StatusBadge>}
        </span>
      ),
    },
    { title: t('Laatste contact'), cell: (row) => <ContactText row={row} today={today} /> },
    { title: t('Aangemeld'), cell: (row) => <DateText day={row.deliveredOn} /> },
    {
      title: t('Termijn'),
      cell: (row) =>
        row.dueOn === null || row.endedOn !== null ? (
          t('geen')
        ) : (
          <StatusBadge tone={row.dueOn < today ? 'danger' : 'neutral'}>
            <DateText day={row.dueOn} />
          </StatusBadge>
        ),
    },
    { title: t('Begeleider'), cell: (row) => row.employeeName ?? row.employee ?? t('Verdeelbak') },
  ];
}

/** When the youth was last reached, and by when there must be contact again. */
function ContactText({ row, today }: { row: ListedTrajectory; today: Day }) {
  const { contactOn, deliveredOn, contactEvery, alarmSince, endedOn } = row;
  const next = addDays(contactOn ?? deliveredOn, contactEvery);
  const days = toNumber(today) - toNumber(contactOn ?? deliveredOn);
  return (
    <>
      {contactOn ? <DateText day={contactOn} /> : t('nog niet bereikt')}
      {endedOn === null && (
        <span class="ls-aside">
          {alarmSince !== null || next < today ? (
            <StatusBadge tone="danger">{t('{{n}} zonder contact', { n: counted(days, 'dag', 'dagen') })}</StatusBadge>
          ) : (
            <>
              {t('weer uiterlijk')} <DateText day={next} />
            </>
          )}
        </span>
      )}
    </>
  );
}
