import type { Refusal } from '../platform/incoming';
import { shownValue } from './shown-value';

/** One bad column of a rejected row; a row may have several. Identifiers are masked. */
export interface RejectedValue {
  regel: number;
  kolom: string;
  waarde: string;
  reden: string;
}

/**
 * What an import came to, as `leerspoor import --json` prints it. `gelezen` = `nieuw` + `gewijzigd` + `ongewijzigd` +
 * the number of rejected rows. `afgekeurd` has an entry per bad column, so that a row with two mistakes is in it twice
 * and counts once. A row that a later row of the file replaces counts as `ongewijzigd`.
 */
export interface ImportReport {
  soort: string;
  gelezen: number;
  nieuw: number;
  gewijzigd: number;
  ongewijzigd: number;
  afgekeurd: RejectedValue[];
  meldingen: string[];
}

const MOST_REJECTED = 100_000;
const LINES_SHOWN = 5;

interface Notice {
  count: number;
  lines: number[];
}

/** Keeps count while a file is read; bounded, however long the file. */
export class ReportBuilder {
  readonly counts = { gelezen: 0, nieuw: 0, gewijzigd: 0, ongewijzigd: 0 };
  rejectedRows = 0;
  private readonly rejected: RejectedValue[] = [];
  private notListed = 0;
  private readonly notices = new Map<string, Notice>();
  private readonly messages: string[] = [];

  constructor(private readonly soort: string) {}

  reject(line: number, refusals: readonly Refusal[]): void {
    this.rejectedRows++;
    for (const { column, value, reason } of refusals) {
      if (this.rejected.length >= MOST_REJECTED) this.notListed++;
      else
        this.rejected.push({
          regel: line,
          kolom: column,
          waarde: shownValue(column, value, this.soort),
          reden: reason,
        });
    }
  }

  /** A remark about one row; the report tells each remark once, with how many rows and the first of them. */
  notice(remark: string, line: number): void {
    const notice = this.notices.get(remark) ?? { count: 0, lines: [] };
    notice.count++;
    if (notice.lines.length < LINES_SHOWN) notice.lines.push(line);
    this.notices.set(remark, notice);
  }

  /** A remark about the whole file. */
  say(message: string): void {
    this.messages.push(message);
  }

  finish(): ImportReport {
    const afgekeurd = this.rejected.sort((a, b) => a.regel - b.regel);
    const notices = [...this.notices].map(([remark, { count, lines }]) => {
      const shown = [...lines].sort((a, b) => a - b).join(', ');
      const rest = count > lines.length ? ' en verder' : '';
      return `${remark}: ${count === 1 ? '1 rij' : `${count} rijen`} (regel ${shown}${rest})`;
    });
    const meldingen = [...this.messages, ...notices];
    if (this.notListed > 0) {
      meldingen.push(
        `Van de afgekeurde waarden staan alleen de eerste ${MOST_REJECTED} in dit verslag; nog ${this.notListed} andere zijn afgekeurd.`,
      );
    }
    return { soort: this.soort, ...this.counts, afgekeurd, meldingen };
  }
}
