import { type Day, parseDay } from '../law/day';
import { Checks } from '../platform/checks';

/** What came in by a form or the API: nothing is known of it yet. */
export type Given = Readonly<Record<string, unknown>>;

interface TextRules {
  max?: number;
  needed?: boolean;
}

/** Control characters but tab and line ends: nobody types them. */
function hasControl(text: string): boolean {
  for (const sign of text) if (sign < ' ' && sign !== '\t' && sign !== '\n' && sign !== '\r') return true;
  return false;
}

/**
 * Reads fields one by one and collects what is wrong with them; `done` throws one Problem that names every bad field.
 * A form sends texts and leaves fields empty; the API sends JSON: both are read.
 */
export class Input {
  private readonly checks = new Checks();

  constructor(private readonly given: Given) {}

  text(name: string, { max = 200, needed = false }: TextRules = {}): string | null {
    const value = this.given[name];
    const text = typeof value === 'string' ? value.trim() : value === undefined || value === null ? '' : null;
    if (text === null) return this.refuse(name, 'Geef tekst.');
    if (text === '') return needed ? this.refuse(name, 'Vul dit in.') : null;
    if ([...text].length > max) return this.refuse(name, `Houd het bij ${max} tekens.`);
    if (hasControl(text)) return this.refuse(name, 'Deze tekst bevat tekens die niet kunnen.');
    return text;
  }

  needed(name: string, max = 200): string {
    return this.text(name, { max, needed: true }) ?? '';
  }

  oneOf<T extends string>(name: string, list: readonly T[], needed = true): T | null {
    const text = this.text(name, { needed });
    if (text === null) return null;
    return list.find((one) => one === text) ?? this.refuse(name, `Kies een van: ${list.join(', ')}.`);
  }

  day(name: string, needed = true): Day | null {
    const text = this.text(name, { needed });
    if (text === null) return null;
    return parseDay(text) ?? this.refuse(name, 'Geef een bestaande dag als jjjj-mm-dd.');
  }

  flag(name: string, needed = true): boolean | null {
    const value = this.given[name];
    if (typeof value === 'boolean') return value;
    const text = this.oneOf(name, ['ja', 'nee'], needed);
    return text === null ? null : text === 'ja';
  }

  whole(
    name: string,
    { least, most, needed = true }: { least: number; most: number; needed?: boolean },
  ): number | null {
    const value = this.given[name];
    const text = typeof value === 'number' ? String(value) : this.text(name, { needed });
    if (text === null) return null;
    const number = /^-?\d{1,9}$/.test(text) ? Number(text) : NaN;
    return number >= least && number <= most
      ? number
      : this.refuse(name, `Geef een geheel getal van ${least} tot en met ${most}.`);
  }

  /** Hours with at most two decimals, as hundredths. */
  hundredths(name: string, { most, needed = true }: { most: number; needed?: boolean }): number | null {
    const value = this.given[name];
    const text = typeof value === 'number' ? String(value) : this.text(name, { needed });
    if (text === null) return null;
    const match = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text);
    const found = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : NaN;
    return found > 0 && found <= most * 100 ? found : this.refuse(name, `Geef uren van 0,01 tot en met ${most}.`);
  }

  /** A moment, with its time zone (`2026-11-24T10:00:00+01:00`), as it is stored. */
  instant(name: string, needed = true): string | null {
    const text = this.text(name, { needed });
    if (text === null) return null;
    const good = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
    const moment = good && parseDay(text.slice(0, 10)) ? Date.parse(text) : NaN;
    return Number.isNaN(moment)
      ? this.refuse(name, 'Geef een moment met tijdzone, zoals 2026-11-24T10:00+01:00.')
      : new Date(moment).toISOString();
  }

  /** Notes that a field cannot stay as it is. */
  refuse(name: string, reden: string): null {
    this.checks.that(false, `/${name}`, reden);
    return null;
  }

  /** Throws a Problem where anything was wrong. */
  done(): void {
    this.checks.done();
  }
}

/** What nobody should type in free text; shown beside every free field (Besluit verzuimmelding; AVG art. 9 and 10). */
export const FREE_TEXT_GUIDANCE =
  'Schrijf alleen op wat nodig is. Schrijf niets over ras of afkomst, politieke opvattingen, geloof, seksueel leven of ' +
  'lidmaatschap van een vakbond. Schrijf over gezondheid alleen wat voor het verzuim nodig is, en geen diagnose.';
