import type { SavedView } from '../../cases/worklist/saved-views';
import { Button, CsrfField, SelectField, TextField } from '../components/forms';
import { Tabs } from '../components/show';
import { Unseen } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { filterKept, listAddress, type ListFilter, sameFilter } from './list-filter';
import type { DossierList } from './list-query';

interface Props {
  list: DossierList;
  filter: ListFilter;
  /** the search as it stands in addresses */
  hidden: string;
  csrf: string;
  /** ways of looking that this visitor keeps, each with its search as it stands in addresses */
  saved: readonly (SavedView & { hidden: string })[];
}

const VIEW_NAMES = [
  ['alle', 'Heel het team'],
  ['mijn', 'Van mij'],
  ['pas-toegewezen', 'Nieuw voor mij'],
  ['onbewerkt', 'Lang niets gedaan'],
  ['binnenkort', 'Bijna op termijn'],
  ['te-laat', 'Over de termijn'],
  ['verdeelbak', 'Verdeelbak'],
] as const;

export function Views({ list, filter, hidden }: Props) {
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
export function FilterForm({ filter, csrf }: Props) {
  return (
    <form class="ls-filter" method="post" action="/dossiers" aria-label={t('Dossiers zoeken en filteren')}>
      <CsrfField token={csrf} />
      <input type="hidden" name="toon" value={filter.view} />
      <TextField name="naam" label={t('Naam, pgn of school')} type="search" autoComplete="off" value={filter.search} />
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
          ['termijn', t('Eerste termijn')],
          ['naam', t('Naam')],
        ]}
      />
      <Button>{t('Toon dossiers')}</Button>
    </form>
  );
}

/** What is looked at now can be kept under a name; what was kept is a link, and can be taken away. */
export function SavedViewsPart({ filter, saved, csrf }: Props) {
  return (
    <div class="ls-saved">
      {saved.length > 0 && (
        <nav aria-label={t('Mijn weergaven')}>
          <ul>
            {saved.map(({ id, name, filter: kept, hidden }) => (
              <li>
                <a
                  class="utrecht-link utrecht-link--html-a"
                  href={listAddress(filterKept(kept), hidden)}
                  aria-current={sameFilter(filterKept(kept), filter) ? 'true' : undefined}
                >
                  {name}
                </a>
                <form method="post" action={`/dossiers/weergaven/${id}/weg`}>
                  <CsrfField token={csrf} />
                  <button type="submit" class="ls-plain-button" title={t('Haal weg')}>
                    <span aria-hidden="true">×</span>
                    <Unseen>{t('Haal de weergave {{naam}} weg', { naam: name })}</Unseen>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <details class="ls-details">
        <summary>{t('Bewaar deze weergave')}</summary>
        <form class="ls-actions" method="post" action="/dossiers/weergaven">
          <CsrfField token={csrf} />
          <input type="hidden" name="toon" value={filter.view} />
          <input type="hidden" name="status" value={filter.status} />
          <input type="hidden" name="sorteer" value={filter.sort} />
          <input type="hidden" name="naam" value={filter.search} />
          <TextField
            name="weergave"
            label={t('Naam van de weergave')}
            hint={t('Een school of plaats waarop u zocht blijft bewaard, de naam van een leerling niet.')}
            required
            maxLength={60}
            autoComplete="off"
          />
          <Button look="secondary-action">{t('Bewaar')}</Button>
        </form>
      </details>
    </div>
  );
}
