import { LEAVE_VIEWS, type LeaveView } from '../../cases/leave/leave-desk';
import { LEAVE } from '../../cases/leave/states';
import type { Day } from '../../law/day';
import { ButtonLink } from '../components/forms';
import { Pagination } from '../components/pagination';
import { StatusBadge, Tabs } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { writtenPeriod } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { counted } from '../text/numbers';
import type { LeaveList } from './leave-query';
import { ARTICLE_NAMES, DECIDER_NAMES, LEAVE_TONES, LEAVE_VIEW_NAMES } from './words';

interface Props {
  list: LeaveList;
  view: LeaveView;
  /** the year in which the school year starts */
  schoolYear: number;
  today: Day;
}

export const leaveAddress = (view: LeaveView, schoolYear: number, page = 1): string =>
  `/verlof?toon=${view}${view === 'open' ? '' : `&schooljaar=${schoolYear}`}${page > 1 ? `&pagina=${page}` : ''}`;

/** Applications for leave and exemptions, and the register of what was granted. */
export function LeaveListPage({ list, view, schoolYear, today }: Props) {
  return (
    <>
      <Heading level={1}>{t('Verlof en vrijstelling')}</Heading>
      <Tabs
        label={t('Welke aanvragen')}
        items={LEAVE_VIEWS.map((one) => ({
          href: leaveAddress(one, schoolYear),
          name: t(LEAVE_VIEW_NAMES[one]),
          current: one === view,
        }))}
      />
      <div class="ls-actions">
        <ButtonLink href="/verlof/nieuw" look="primary-action">
          {t('Leg een aanvraag vast')}
        </ButtonLink>
      </div>
      {view !== 'open' && (
        <Paragraph>
          {t('Schooljaar {{jaar}}.', { jaar: `${schoolYear}-${schoolYear + 1}` })}{' '}
          <Link href={leaveAddress(view, schoolYear - 1)}>{t('Een jaar eerder')}</Link>{' '}
          <Link href={leaveAddress(view, schoolYear + 1)}>{t('Een jaar later')}</Link>
        </Paragraph>
      )}
      <p class="ls-count" id="aantal">
        {list.total === 0 ? t('Geen aanvragen in deze selectie.') : `${counted(list.total, 'aanvraag', 'aanvragen')}.`}
      </p>
      {list.rows.length > 0 && (
        <DataTable
          caption={t('Aanvragen')}
          captionHidden
          stacks
          columns={[
            {
              title: t('Leerling'),
              heads: true,
              cell: (row) => (
                <>
                  <Link href={`/verlof/${row.id}`}>{fullName(row)}</Link>
                  {row.school && <span class="ls-aside">{row.school}</span>}
                </>
              ),
            },
            { title: t('Grond'), wide: true, cell: (row) => t(ARTICLE_NAMES[row.article]) },
            { title: t('Periode'), cell: (row) => writtenPeriod(row.from, row.until) },
            { title: t('Wie beslist'), cell: (row) => t(DECIDER_NAMES[row.decider]) },
            {
              title: t('Status'),
              cell: (row) => (
                <StatusBadge tone={LEAVE_TONES[row.state] ?? 'neutral'}>
                  {t((LEAVE.states as Record<string, string>)[row.state] ?? row.state)}
                </StatusBadge>
              ),
            },
            {
              title: t('Besluit uiterlijk'),
              cell: (row) =>
                row.dueOn === null ? (
                  t('geen')
                ) : (
                  <StatusBadge tone={row.dueOn < today ? 'danger' : 'neutral'}>
                    <DateText day={row.dueOn} />
                  </StatusBadge>
                ),
            },
          ]}
          rows={list.rows}
        />
      )}
      <Pagination page={list.page} pages={list.pages} href={(page) => leaveAddress(view, schoolYear, page)} />
    </>
  );
}
