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
          {RULE_NAMES[signal.rule]}
        </h3>
        <StatusBadge tone={TONES[signal.status]}>
          {ended ? 'Geëindigd' : SIGNAL_STATUS_NAMES[signal.status]}
        </StatusBadge>
      </div>
      <Paragraph>{signalSentence(signal)}</Paragraph>
      {withdrawn && signal.reason && (
        <Paragraph>
          {ended ? 'Geëindigd' : 'Ingetrokken'}: {WITHDRAWAL_NAMES[signal.reason]}.
        </Paragraph>
      )}
      <DefinitionList
        items={[
          ['Periode', signal.until ? writtenPeriod(signal.from, signal.until) : `vanaf ${writtenDay(signal.from)}`],
          ['Uren', signal.hundredths === null ? null : <Hours hundredths={signal.hundredths} />],
          ['School', signal.school ?? (signal.location || null)],
          ['Wetsartikel', evidence.article],
        ]}
      />
      <details class="ls-details" open={open}>
        <summary>Waarop dit signaal rust</summary>
        <EvidencePart evidence={evidence} />
      </details>
      <details class="ls-details">
        <summary>Geschiedenis ({counted(signal.changes.length, 'wijziging', 'wijzigingen')})</summary>
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
          caption={`Dagen die meetellen (${days.length})`}
          columns={[
            { title: 'Dag', heads: true, cell: (row) => writtenWeekday(row.day) },
            { title: 'Uren', number: true, cell: (row) => <Hours hundredths={row.hundredths} /> },
            { title: 'Registratie', cell: (row) => registrations(row.records) },
          ]}
          rows={days}
          footer={['Samen', <strong>{writtenHours(total)}</strong>, '']}
        />
      )}
      {skipped.length > 0 && (
        <DataTable
          stacks
          caption={`Dagen die niet meetellen (${skipped.length})`}
          columns={[
            { title: 'Dag', heads: true, cell: (row) => writtenWeekday(row.day) },
            { title: 'Waarom niet', wide: true, cell: (row) => SKIP_NAMES[row.reason] ?? row.reason },
            { title: 'Registratie', cell: (row) => registrations(row.records) },
          ]}
          rows={skipped}
        />
      )}
      {Object.keys(parameters).length > 0 && (
        <DataTable
          caption="Regels die op de beslissende dag golden"
          columns={[
            { title: 'Regel', heads: true, cell: ([name]) => parameterName(name) },
            { title: 'Waarde', number: true, cell: ([, value]) => parameterValue(value) },
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
            {CHANGE_NAMES[change.change] ?? change.change}
            {change.reason && `: ${WITHDRAWAL_NAMES[change.reason] ?? change.reason}`}
            {change.hundredths !== null && `, ${writtenHours(change.hundredths)}`}
            {change.until && (
              <>
                , tot en met <DateText day={change.until} />
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
