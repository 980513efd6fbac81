import { readConfig } from '../../platform/config-file';
import { currentLanguage, englishTexts } from './language';

const TEXTS = englishTexts();
/** Sentences that the rooms below make; `{{1}}` is the first value that was filled in. */
const SENTENCES: Record<string, string> = {
  ...readConfig<Record<string, string>>('talen', 'en', 'zinnen.json'),
  ...readConfig<Record<string, string>>('talen', 'en', 'cijferzinnen.json'),
};

interface Pattern {
  dutch: RegExp;
  english: string;
}

/** The longest first: of two that fit, the one that says more is meant. */
const PATTERNS: readonly Pattern[] = Object.entries(SENTENCES)
  .filter(([dutch]) => dutch.includes('{{'))
  .sort(([a], [b]) => b.length - a.length)
  .map(([dutch, english]) => ({ dutch: patternOf(dutch), english }));

/**
 * What a room below said in Dutch (a refusal, a precondition), in the language of the reader. Such a sentence arrives
 * with its values in it, and some are kept so: it is known by its shape. What is not known stays Dutch.
 */
export function told(dutch: string): string {
  return currentLanguage() === 'nl' ? dutch : (sentence(dutch) ?? byCount(dutch) ?? bySentence(dutch));
}

/** The language that a text of `told` is in: undefined where it is that of the reader. */
export const toldIn = (dutch: string): 'nl' | undefined =>
  currentLanguage() !== 'nl' && told(dutch) === dutch ? 'nl' : undefined;

function sentence(dutch: string): string | null {
  const known = textOf(dutch) ?? wordOf(dutch);
  if (known !== null) return known;
  for (const { dutch: shape, english } of PATTERNS) {
    const values = shape.exec(dutch)?.slice(1);
    if (values) return english.replace(/\{\{(\d+)\}\}/g, (_, n: string) => told(values[Number(n) - 1]!));
  }
  return null;
}

function textOf(dutch: string): string | null {
  return Object.hasOwn(TEXTS, dutch) ? TEXTS[dutch]! : null;
}

/** The name of a state in the middle of a sentence has no capital. */
function wordOf(dutch: string): string | null {
  const english = /^\p{Ll}/u.test(dutch) ? textOf(dutch.charAt(0).toUpperCase() + dutch.slice(1)) : null;
  return english === null ? null : english.charAt(0).toLowerCase() + english.slice(1);
}

/** Things that were counted (`2 × open taak, 1 × Halt`): each on its own. */
function byCount(dutch: string): string | null {
  if (!/^[^.]*\d × [^.]*$/.test(dutch)) return null;
  const things = dutch.split(', ').map((thing) => /^(\d+ × )?(.*)$/su.exec(thing)!);
  return things.map(([, count = '', words]) => `${count}${told(words!)}`).join(', ');
}

/** More than one sentence: each on its own. */
function bySentence(dutch: string): string {
  const sentences = dutch.split(/(?<=[.?!]) (?=\p{Lu})/u);
  return sentences.length === 1 ? dutch : sentences.map(told).join(' ');
}

function patternOf(dutch: string): RegExp {
  const parts = dutch.split(/\{\{\d+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*)')}$`, 'su');
}
