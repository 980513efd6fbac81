import type { Day } from '../../law/day';
import type { Evidence } from '../../law/facts';
import { DefinitionList, StatusBadge, type Tone } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Hours, InstantText, Paragraph } from '../components/text';
import { writtenDay, writtenPeriod, writtenWeekday } from '../text/dates';
import { counted, writtenHours } from '../text/numbers';
import {
  CHANGE_NAMES,
  parameterName,
  parameterValue,
  RULE_NAMES,
  SIGNAL_STATUS_NAMES,
  signalSentence,
  SKIP_NAMES,
  WITHDRAWAL_NAMES,
} from '../text/signals';
import type { ShownChange, ShownSignal } from './dossier-view';
import { t } from '../text/language';

const TONES: Record<ShownSignal['status'], Tone> = {
  geregistreerd: 'active',
  in_behandeling: 'safe',
  afgesloten: 'neutral',
  ter_kennisgeving: 'neutral',
  ingetrokken: 'neutral',
};

/** One signal with everything that it rests on. */
export function SignalPart({ signal, open }: { signal: ShownSignal; open: boolean }) {
  const { evidence } = signal;
  const withdrawn = signal.status === 'ingetrokken';
  const ended = signal.endedOn !== null;
  return (
    <article class={`ls-signal${withdrawn ? ' ls-signal--withdrawn' : ''}`} aria-labelledby={`s-${signal.id}`}>
      <div class="ls-signal__head">
        <h3 class="utrecht-heading-3" id={`s-${signal.id}`}>
          {t(RULE_NAMES[signal.rule])}
        </h3>
        <StatusBadge tone={TONES[signal.status]}>
          {ended ? t('Geëindigd') : t(SIGNAL_STATUS_NAMES[signal.status])}
        </StatusBadge>
      </div>
      <Paragraph>{signalSentence(signal)}</Paragraph>
      {withdrawn && signal.reason && (
        <Paragraph>
          {ended ? t('Geëindigd') : t('Ingetrokken')}: {t(WITHDRAWAL_NAMES[signal.reason])}.
        </Paragraph>
      )}
      <DefinitionList
        items={[
          [
            t('Periode'),
            signal.until
              ? writtenPeriod(signal.from, signal.until)
              : t('vanaf {{dag}}', { dag: writtenDay(signal.from) }),
          ],
          [t('Uren'), signal.hundredths === null ? null : <Hours hundredths={signal.hundredths} />],
          [t('School'), signal.school ?? (signal.location || null)],
          [t('Wetsartikel'), evidence.article],
        ]}
      />
      <details class="ls-details" open={open}>
        <summary>{t('Waarop dit signaal rust')}</summary>
        <EvidencePart evidence={evidence} />
      </details>
      <details class="ls-details">
        <summary>
          {t('Geschiedenis ({{n}})', { n: counted(signal.changes.length, 'wijziging', 'wijzigingen') })}
        </summary>
        <History changes={signal.changes} />
      </details>
    </article>
  );
}

function EvidencePart({ evidence }: { evidence: Evidence }) {
  const { days, skipped, parameters, remark } = evidence;
  const total = days.reduce((sum, day) => sum + day.hundredths, 0);
  const registrations = (records: readonly string[]) => <span class="ls-codes">{records.join(', ')}</span>;
  return (
    <>
      {remark && <Paragraph>{withWrittenDays(remark)}.</Paragraph>}
      {days.length > 0 && (
        <DataTable
          stacks
          caption={t('Dagen die meetellen ({{n}})', { n: days.length })}
          columns={[
            { title: t('Dag'), heads: true, cell: (row) => writtenWeekday(row.day) },
            { title: t('Uren'), number: true, cell: (row) => <Hours hundredths={row.hundredths} /> },
            { title: t('Registratie'), cell: (row) => registrations(row.records) },
          ]}
          rows={days}
          footer={[t('Samen'), <strong>{writtenHours(total)}</strong>, '']}
        />
      )}
      {skipped.length > 0 && (
        <DataTable
          stacks
          caption={t('Dagen die niet meetellen ({{n}})', { n: skipped.length })}
          columns={[
            { title: t('Dag'), heads: true, cell: (row) => writtenWeekday(row.day) },
            { title: t('Waarom niet'), wide: true, cell: (row) => t(SKIP_NAMES[row.reason] ?? row.reason) },
            { title: t('Registratie'), cell: (row) => registrations(row.records) },
          ]}
          rows={skipped}
        />
      )}
      {Object.keys(parameters).length > 0 && (
        <DataTable
          caption={t('Regels die op de beslissende dag golden')}
          columns={[
            { title: t('Regel'), heads: true, cell: ([name]) => parameterName(name) },
            { title: t('Waarde'), number: true, cell: ([, value]) => parameterValue(value) },
          ]}
          rows={Object.entries(parameters)}
        />
      )}
    </>
  );
}

function History({ changes }: { changes: readonly ShownChange[] }) {
  return (
    <ol class="ls-timeline">
      {changes.map((change) => (
        <li>
          <span class="ls-timeline__when">
            <InstantText at={change.at} />
          </span>
          <span>
            {t(CHANGE_NAMES[change.change] ?? change.change)}
            {change.reason && `: ${t(WITHDRAWAL_NAMES[change.reason] ?? change.reason)}`}
            {change.hundredths !== null && `, ${writtenHours(change.hundredths)}`}
            {change.until && (
              <>
                , {t('tot en met')} <DateText day={change.until} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Days inside a remark of the law, as a reader writes them. */
function withWrittenDays(remark: string): string {
  return remark.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => writtenDay(day as Day));
}
