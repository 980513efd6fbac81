import { addDays, ageOn, type Day } from '../../law/day';
import { StatusBadge } from '../components/show';
import type { Column } from '../components/table';
import { DateText, Link } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { KIND_NAMES } from '../text/meldingen';
import { signalSentence } from '../text/signals';
import { DossierBadges } from './dossier-badges';
import { isDead } from './gone-alert';
import type { ListFilter } from './list-filter';
import type { ListedDossier } from './list-query';

/** A term that ends within so many days asks for attention. */
const SOON_DAYS = 3;

/** What the work list tells of a dossier. */
export function columns(today: Day, filter: ListFilter): Column<ListedDossier>[] {
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
          {row.signal
            ? signalSentence(row.signal)
            : row.melding
              ? t('Melding van school: {{soort}}', { soort: t(KIND_NAMES[row.melding]) })
              : t('Geen signaal')}
          {row.signal?.status === 'ingetrokken' && !row.signal.endedOn && ` (${t('ingetrokken')})`}
        </span>
      ),
    },
    {
      title: t('Status'),
      cell: (row) => <DossierBadges status={row.status} forClosing={row.forClosing === 1} died={isDead(row, today)} />,
    },
    {
      title: t('Termijn'),
      sorted: filter.sort === 'termijn' ? 'ascending' : undefined,
      cell: (row) => <DueText dueOn={row.dueOn} today={today} />,
    },
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
