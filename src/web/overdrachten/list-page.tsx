import type { StoredHandover } from '../../cases/handover/handover-store';
import { HANDOVER, type HandoverState } from '../../cases/handover/states';
import { WARM_HANDOVER } from '../../cases/warm/states';
import type { ComingWarm, ExpectedWarm } from '../../cases/warm/warm-handover';
import type { Day } from '../../law/day';
import { findMunicipality } from '../../registry/facts';
import { Section, StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { REGIME_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { fullName } from '../text/names';

export const STATE_TONES: Record<HandoverState, Tone> = {
  aangeboden: 'active',
  geaccepteerd: 'safe',
  geweigerd: 'danger',
  verlopen: 'warning',
  ingetrokken: 'neutral',
};

export const townOf = (code: string): string => findMunicipality(code)?.name ?? code;

interface Props {
  incoming: readonly StoredHandover[];
  outgoing: readonly StoredHandover[];
  /** prepared by the officer who asks; null for who is none */
  coming: readonly ComingWarm[] | null;
  /** what the Doorstroompunt may expect; null for who is no counsellor */
  expected: readonly ExpectedWarm[] | null;
  today: Day;
}

/** Hand-overs that are coming or wait for an answer. */
export function HandoversPage({ incoming, outgoing, coming, expected, today }: Props) {
  return (
    <>
      <Heading level={1}>{t('Overdrachten')}</Heading>
      {coming && (
        <Section id="wordt-18" title={t('Wordt 18: over te dragen aan het Doorstroompunt')}>
          {coming.length === 0 && <Paragraph>{t('Er is niets voor te bereiden.')}</Paragraph>}
          {coming.length > 0 && (
            <DataTable
              caption={t('Wordt 18')}
              captionHidden
              stacks
              columns={[
                {
                  title: t('Leerling'),
                  heads: true,
                  cell: (row) => <Link href={`/overdrachten/18-jaar/${row.id}`}>{fullName(row)}</Link>,
                },
                { title: t('Wordt 18 op'), cell: (row) => <DateText day={row.birthday} /> },
                { title: t('Status'), cell: (row) => t(WARM_HANDOVER.states[row.state]) },
                {
                  title: t('Dossier'),
                  cell: (row) => <Link href={`/dossiers/${row.dossierId}`}>{t('Naar het dossier')}</Link>,
                },
              ]}
              rows={coming}
            />
          )}
        </Section>
      )}
      {expected && (
        <Section id="verwacht" title={t('Wordt 18: komt naar het Doorstroompunt')}>
          <Paragraph>
            {t(
              'Namen en dossiers komen pas mee met de overdracht. Bel de leerplichtambtenaar om die voor te bereiden.',
            )}
          </Paragraph>
          {expected.length > 0 ? (
            <DataTable
              caption={t('Wordt 18')}
              captionHidden
              stacks
              columns={[
                { title: t('Wordt 18 op'), heads: true, cell: (row) => <DateText day={row.birthday} /> },
                { title: t('Gemeente'), cell: (row) => townOf(row.municipality) },
                { title: t('Status'), cell: (row) => t(WARM_HANDOVER.states[row.state]) },
                {
                  title: t('Leerplichtambtenaar'),
                  cell: (row) => row.employeeName ?? row.employee ?? t('Verdeelbak'),
                },
              ]}
              rows={expected}
            />
          ) : (
            <Paragraph>{t('De komende drie maanden wordt niemand overgedragen.')}</Paragraph>
          )}
        </Section>
      )}
      <Section id="naar-ons" title={t('Naar ons')}>
        <Moves rows={incoming} side="naar" today={today} />
      </Section>
      <Section id="van-ons" title={t('Van ons naar een ander')}>
        <Moves rows={outgoing} side="van" today={today} />
      </Section>
    </>
  );
}

function Moves({ rows, side, today }: { rows: readonly StoredHandover[]; side: 'van' | 'naar'; today: Day }) {
  if (rows.length === 0) return <Paragraph>{t('Er wacht geen overdracht.')}</Paragraph>;
  return (
    <DataTable
      caption={side === 'naar' ? t('Naar ons') : t('Van ons naar een ander')}
      captionHidden
      stacks
      columns={[
        {
          title: t('Gemeente'),
          heads: true,
          cell: (row) => (
            <Link href={`/overdrachten/${row.id}`}>
              {side === 'naar'
                ? t('Van {{gemeente}}', { gemeente: townOf(row.fromMunicipality) })
                : t('Naar {{gemeente}}', { gemeente: townOf(row.toMunicipality) })}
            </Link>
          ),
        },
        { title: t('Soort'), cell: (row) => t(REGIME_NAMES[row.regime]) },
        {
          title: t('Status'),
          cell: (row) => <StatusBadge tone={STATE_TONES[row.state]}>{t(HANDOVER.states[row.state])}</StatusBadge>,
        },
        {
          title: t('Antwoord uiterlijk'),
          cell: (row) => (
            <StatusBadge tone={row.state === 'aangeboden' && row.dueOn < today ? 'danger' : 'neutral'}>
              <DateText day={row.dueOn} />
            </StatusBadge>
          ),
        },
      ]}
      rows={rows}
    />
  );
}
