import type { DatedArea } from '../../access/area';
import type { Day } from '../../law/day';
import { findMunicipality, findRegion } from '../../registry/facts';
import { DataTable } from '../components/table';
import { StatusBadge } from '../components/show';
import { Link, Paragraph } from '../components/text';
import { ButtonLink } from '../components/forms';
import { writtenDay, writtenPeriod } from '../text/dates';
import { ROLE_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { writtenCount, writtenHundredths } from '../text/numbers';
import type { StaffRow } from './beheer-query';
import { BeheerFrame } from './frame';

/** Who works here, for which area, and how much each has. */
export function StaffPage({ staff, today }: { staff: readonly StaffRow[]; today: Day }) {
  return (
    <BeheerFrame current="/beheer/medewerkers" title={t('Medewerkers')}>
      <Paragraph>
        {t(
          'Medewerkers en hun gebieden komen uit het bestand medewerkers, of u wijzigt ze hier. Een wijziging telt meteen.',
        )}
      </Paragraph>
      <Paragraph>
        <ButtonLink href="/beheer/medewerkers/nieuw">{t('Nieuwe medewerker')}</ButtonLink>
      </Paragraph>
      <DataTable
        caption={t('Medewerkers')}
        captionHidden
        stacks
        columns={[
          {
            title: t('Naam'),
            heads: true,
            cell: (row) => (
              <>
                <Link href={`/beheer/medewerkers/${encodeURIComponent(row.employee)}`}>{row.name}</Link>
                <span class="ls-aside">{row.employee}</span>
              </>
            ),
          },
          {
            title: t('Rol'),
            cell: (row) =>
              [...row.roles.map((role) => t(ROLE_NAMES[role] ?? role)), ...(row.boa === 1 ? [t('boa')] : [])].join(
                ', ',
              ),
          },
          { title: t('Gebied'), wide: true, cell: (row) => row.areas.map(areaName).join(', ') || t('geen') },
          { title: t('Fte'), number: true, cell: (row) => writtenHundredths(row.fte) },
          {
            title: t('Open dossiers'),
            number: true,
            cell: (row) =>
              row.maximum === null
                ? writtenCount(row.open)
                : t('{{n}} van {{maximum}}', { n: writtenCount(row.open), maximum: writtenCount(row.maximum) }),
          },
          { title: t('In dienst'), cell: (row) => <Service row={row} today={today} /> },
        ]}
        rows={[...staff].sort((a, b) => a.name.localeCompare(b.name, 'nl'))}
      />
    </BeheerFrame>
  );
}

function areaName({ code, from, until }: DatedArea): string {
  const name = findMunicipality(code)?.name ?? findRegion(code)?.name ?? code;
  if (from !== null && until !== null) return `${name} (${writtenPeriod(from, until)})`;
  if (from !== null) return `${name} (${t('vanaf {{dag}}', { dag: writtenDay(from) })})`;
  return until === null ? name : `${name} (${t('tot en met {{dag}}', { dag: writtenDay(until) })})`;
}

function Service({ row: { from, until }, today }: { row: StaffRow; today: Day }) {
  if (until !== null && until < today) {
    return <StatusBadge tone="neutral">{t('tot en met {{dag}}', { dag: writtenDay(until) })}</StatusBadge>;
  }
  if (from !== null && from > today) {
    return <StatusBadge tone="active">{t('vanaf {{dag}}', { dag: writtenDay(from) })}</StatusBadge>;
  }
  return <>{until === null ? t('ja') : t('ja, tot en met {{dag}}', { dag: writtenDay(until) })}</>;
}
