import { seesNothing, type DossierScope } from '../../access/scope';
import type { SavedView } from '../../cases/worklist/saved-views';
import type { Day } from '../../law/day';
import { Button, CsrfField, SelectField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { Alert } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { counted } from '../text/numbers';
import { PAGE_SIZE } from '../text/paging';
import { BULK_ACTIONS, BULK_NAMES } from './bulk/actions';
import { columns } from './list-columns';
import { listAddress, type ListFilter } from './list-filter';
import { FilterForm, SavedViewsPart, Views } from './list-filter-part';
import { KeysPart } from './list-keys';
import type { DossierList } from './list-query';

interface Props {
  list: DossierList;
  filter: ListFilter;
  /** the search as it stands in addresses */
  hidden: string;
  scope: DossierScope;
  today: Day;
  csrf: string;
  saved: readonly (SavedView & { hidden: string })[];
}

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
      <SavedViewsPart {...props} />
      <p class="ls-count" id="aantal">
        {resultText(list, filter)}
        {filter.search !== '' && (
          <>
            {' '}
            <Link href={listAddress({ ...filter, search: '', page: 1 }, '')}>{t('Toon weer alle dossiers')}</Link>
          </>
        )}
      </p>
      <div id="lijst" data-live>
        {list.rows.length > 0 && (
          <form method="post" action="/dossiers/bulk" data-toetsen>
            <CsrfField token={props.csrf} />
            <DataTable caption={t('Dossiers')} captionHidden stacks columns={columns(today, filter)} rows={list.rows} />
            <input type="hidden" name="terug" value={listAddress(filter, hidden)} />
            <BulkBar />
          </form>
        )}
      </div>
      <Pagination page={list.page} pages={list.pages} href={(page) => listAddress({ ...filter, page }, hidden)} />
      <p>
        <Link href="/automatisch">{t('Wat Leerspoor zelf deed, en waarom')}</Link>
      </p>
      <KeysPart />
      <p class="ls-scope">{scope.why.map((sentence) => t(sentence)).join(' ')}</p>
    </>
  );
}

function resultText({ total, page, rows }: DossierList, { search }: ListFilter): string {
  const found = search === '' ? '' : t(' bij “{{zoek}}”', { zoek: search });
  if (total === 0) return t('Geen dossiers{{zoek}} in deze selectie.', { zoek: found });
  const from = (page - 1) * PAGE_SIZE + 1;
  const all = `${counted(total, 'dossier', 'dossiers')}${found}`;
  return total <= PAGE_SIZE
    ? `${all}.`
    : t('{{alles}}, u ziet {{van}} tot en met {{tot}}.', { alles: all, van: from, tot: from + rows.length - 1 });
}

/** What can be done with the ticked dossiers together; what it asks comes on the next page. */
function BulkBar() {
  return (
    <div class="ls-actions ls-bulk">
      <SelectField
        name="actie"
        label={t('Met de aangevinkte dossiers')}
        value={BULK_ACTIONS[0]}
        options={BULK_ACTIONS.map((action) => [action, t(BULK_NAMES[action])] as const)}
      />
      <Button look="secondary-action">{t('Verder')}</Button>
    </div>
  );
}
