/** One bad field of a request or row: a JSON pointer and what to do about it, in Dutch. */
export interface FieldProblem {
  pointer: string;
  reden: string;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

interface ProblemOptions {
  status?: number;
  logLevel?: LogLevel;
  fields?: FieldProblem[];
  cause?: unknown;
}

/**
 * An error that a person may read: `code` is stable (it becomes the `type` of problem+json, RFC 9457),
 * `message` is Dutch and says what to do. It never holds an identifier or a name of a pupil.
 */
export class Problem extends Error {
  readonly status: number;
  readonly logLevel: LogLevel;
  readonly fields: FieldProblem[];

  constructor(
    readonly code: string,
    message: string,
    options: ProblemOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Problem';
    this.status = options.status ?? 400;
    this.logLevel = options.logLevel ?? 'info';
    this.fields = options.fields ?? [];
  }
}

/** Wrong use of a command: exit code 2. */
export class UsageProblem extends Problem {
  constructor(message: string) {
    super('verkeerd-gebruik', message);
    this.name = 'UsageProblem';
  }
}

/** The text that may leave the process for any error: our own words, or a general sentence for everything else. */
export function publicMessage(error: unknown): string {
  return error instanceof Problem
    ? error.message
    : 'Er ging iets mis in Leerspoor. Probeer het opnieuw; blijft het misgaan, meld dit dan bij de beheerder.';
}
