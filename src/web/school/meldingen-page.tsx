import { Pagination } from '../components/pagination';
import { StatusBadge, Tabs } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import type { Day } from '../../law/day';
import { writtenPeriod } from '../text/dates';
import { t } from '../text/language';
import { KIND_NAMES, MELDING_STATUS_WORDS, MELDING_TONES } from '../text/meldingen';
import { fullName } from '../text/names';
import { writtenCount } from '../text/numbers';
import { type ListedMelding, type MeldingView, type SchoolMeldingen } from './meldingen-query';

const VIEW_NAMES: readonly (readonly [MeldingView, string])[] = [
  ['open', 'Open'],
  ['aanvullen', 'Nog aan te vullen'],
  ['alle', 'Alle'],
];

export function meldingenAddress(view: MeldingView, page = 1): string {
  const query = new URLSearchParams();
  if (view !== 'open') query.set('toon', view);
  if (page > 1) query.set('pagina', String(page));
  const text = query.toString();
  return text === '' ? '/school/meldingen' : `/school/meldingen?${text}`;
}

/** The meldingen of the school: what must still be added, by when, and who works them. */
export function MeldingenPage({ list, view, today }: { list: SchoolMeldingen; view: MeldingView; today: Day }) {
  return (
    <>
      <Heading level={1}>{t('Meldingen')}</Heading>
      <Paragraph>
        <Link href="/school/terugkoppeling">{t('Kies waar uw school bericht krijgt over meldingen')}</Link>
      </Paragraph>
      <Paragraph lead>
        {t('Een melding ontstaat vanzelf uit het verzuim. Vul haar binnen vijf werkdagen aan.')}
      </Paragraph>
      <Tabs
        label={t('Welke meldingen')}
        items={VIEW_NAMES.map(([one, name]) => ({
          href: meldingenAddress(one),
          name: t(name),
          count: writtenCount(list.counts[one]),
          current: one === view,
        }))}
      />
      <Paragraph small>{t('Zelf iets melden? Dat doet u op de pagina van de leerling.')}</Paragraph>
      <div id="meldingen" data-live>
        {list.rows.length === 0 ? (
          <Paragraph>{t('Er zijn geen meldingen in deze selectie.')}</Paragraph>
        ) : (
          <DataTable
            caption={t('Meldingen')}
            captionHidden
            stacks
            columns={[
              {
                title: t('Leerling'),
                heads: true,
                cell: (row: ListedMelding) => (
                  <>
                    <Link href={`/school/meldingen/${row.id}`}>{fullName(row)}</Link>
                    <span class="ls-aside">{row.school}</span>
                  </>
                ),
              },
              { title: t('Soort'), cell: (row) => t(KIND_NAMES[row.kind]) },
              {
                title: t('Periode'),
                cell: (row) => (row.until ? writtenPeriod(row.from, row.until) : <DateText day={row.from} />),
              },
              {
                title: t('Status'),
                cell: (row) => (
                  <StatusBadge tone={MELDING_TONES[row.status]}>{t(MELDING_STATUS_WORDS[row.status])}</StatusBadge>
                ),
              },
              { title: t('Aanvullen'), cell: (row) => <Due row={row} today={today} /> },
              { title: t('Contact bij de gemeente'), cell: (row) => row.contact ?? t('nog niemand') },
            ]}
            rows={list.rows}
          />
        )}
      </div>
      <Pagination page={list.page} pages={list.pages} href={(page) => meldingenAddress(view, page)} />
    </>
  );
}

function Due({ row: { completedOn, dueOn }, today }: { row: ListedMelding; today: Day }) {
  if (completedOn !== null) return <>{t('gedaan')}</>;
  if (dueOn === null) return <>{t('niet nodig')}</>;
  return (
    <StatusBadge tone={dueOn < today ? 'danger' : 'warning'}>
      {dueOn < today ? t('had gemoeten op') : t('uiterlijk')} <DateText day={dueOn} />
    </StatusBadge>
  );
}
