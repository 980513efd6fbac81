import { type FieldProblem, Problem } from './errors';

/** Collects what is wrong with what was sent, and throws one Problem that names every bad field. */
export class Checks {
  private readonly fields: FieldProblem[] = [];

  /** @param pointer JSON pointer of the field, like `/datum` @param reden what to do about it, in Dutch */
  that(good: boolean, pointer: string, reden: string): this {
    if (!good) this.fields.push({ pointer, reden });
    return this;
  }

  /** A text that may not be empty, of at most `longest` characters. */
  text(value: string, pointer: string, longest: number): this {
    return this.that(value.trim() !== '', pointer, 'Vul dit in.').that(
      value.length <= longest,
      pointer,
      `Gebruik hoogstens ${longest} tekens.`,
    );
  }

  /** One of a list of words. */
  word(value: string, pointer: string, words: readonly string[]): this {
    return this.that(words.includes(value), pointer, `Kies uit: ${words.join(', ')}.`);
  }

  done(): void {
    if (this.fields.length === 0) return;
    throw new Problem('invoer-onjuist', 'Niet alles is goed ingevuld. Verbeter de genoemde velden.', {
      fields: this.fields,
    });
  }
}
