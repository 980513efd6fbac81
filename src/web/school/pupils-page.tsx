import { ageOn, type Day } from '../../law/day';
import { Button, CsrfField, SelectField, TextField } from '../components/forms';
import { Pagination } from '../components/pagination';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { counted } from '../text/numbers';
import { CounterBar, nextStep } from './counter-bar';
import { educationText } from './education-text';
import { pupilsAddress, type PupilsFilter } from './pupils-filter';
import type { CountedPupil, SchoolPupils } from './pupils-query';

interface Props {
  list: SchoolPupils;
  filter: PupilsFilter;
  /** the search as it stands in addresses */
  hidden: string;
  today: Day;
  csrf: string;
}

/** The pupils of the school, those nearest to a report first. */
export function PupilsPage(props: Props) {
  const { list, filter, hidden, today } = props;
  return (
    <>
      <Heading level={1}>{t('Leerlingen')}</Heading>
      <Paragraph lead>{t('Hoeveel uren telt elke leerling nu, en wanneer volgt een melding?')}</Paragraph>
      <FilterForm {...props} />
      <p class="ls-count">{countText(list, filter)}</p>
      <div id="leerlingen" data-live>
        {list.rows.length > 0 && (
          <DataTable
            caption={t('Leerlingen')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Leerling'),
                heads: true,
                cell: (row: CountedPupil) => (
                  <>
                    <Link href={`/school/leerlingen/${row.id}`}>{fullName(row)}</Link>
                    <span class="ls-aside">
                      {t('{{n}} jaar', { n: ageOn(row.birthDate, today) })}, {educationText(row)}
                    </span>
                  </>
                ),
              },
              ...(list.locations.length > 1
                ? [{ title: t('Vestiging'), cell: (row: CountedPupil) => row.school }]
                : []),
              { title: t('Ongeoorloofd in vier lesweken'), cell: (row) => <CounterBar counter={row.counter} /> },
              { title: t('Wat nu'), wide: true, cell: (row) => nextStep(row.counter) },
            ]}
            rows={list.rows}
          />
        )}
      </div>
      <Pagination page={list.page} pages={list.pages} href={(page) => pupilsAddress({ ...filter, page }, hidden)} />
    </>
  );
}

/** Posted, so that the name searched for does not end up in an address. */
function FilterForm({ list, filter, csrf }: Props) {
  return (
    <form class="ls-filter" method="post" action="/school" aria-label={t('Leerlingen zoeken')}>
      <CsrfField token={csrf} />
      <TextField name="naam" label={t('Naam van de leerling')} type="search" autoComplete="off" value={filter.search} />
      <SelectField
        name="vestiging"
        label={t('Vestiging')}
        value={filter.location}
        options={[['', t('Alle')], ...list.locations.map(({ code, name }) => [code, `${name} (${code})`] as const)]}
      />
      <SelectField
        name="sorteer"
        label={t('Volgorde')}
        value={filter.sort}
        options={[
          ['uren', t('Meeste uren eerst')],
          ['naam', t('Naam')],
        ]}
      />
      <Button>{t('Toon leerlingen')}</Button>
    </form>
  );
}

function countText({ total }: SchoolPupils, { search }: PupilsFilter): string {
  const found = search === '' ? '' : t(' met “{{zoek}}” in de naam', { zoek: search });
  return `${counted(total, 'leerling', 'leerlingen')}${found}.`;
}
