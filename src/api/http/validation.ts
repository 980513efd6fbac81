import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldProblem, Problem } from '../../platform/errors';

/** Where a field was sent; what stands in an address is told apart from what stands in the body. */
const PREFIX: Record<string, string> = { body: '', query: '/query', param: '/pad' };
const MOST_NAMED = 100;

/** Checks what is sent by the decorators of its class. Every bad field is told at once, each with its pointer. */
export class ApiValidation extends ValidationPipe {
  constructor(source: 'body' | 'query' | 'param') {
    super({
      transform: true,
      transformOptions: { enableImplicitConversion: false, exposeDefaultValues: true },
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => invalid(fieldProblems(errors, PREFIX[source])),
    });
  }
}

/** What was sent is wrong in these fields. Pointers are JSON pointers (RFC 6901) into the body. */
export function invalid(fields: FieldProblem[]): Problem {
  return new Problem(
    'invoer-ongeldig',
    'Niet alles wat u stuurt klopt. Verbeter de genoemde velden en stuur het opnieuw.',
    {
      status: 400,
      logLevel: 'debug',
      fields: fields.slice(0, MOST_NAMED),
    },
  );
}

/** As pointers with what is wrong; only our own words, never the value. */
export function fieldProblems(errors: readonly ValidationError[], base = ''): FieldProblem[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const pointer = `${base}/${escaped(property)}`;
    const own = Object.entries(constraints ?? {}).map(([name, text]) => ({ pointer, reden: inDutch(name, text) }));
    return [...own.slice(0, 1), ...fieldProblems(children ?? [], pointer)];
  });
}

/** The library's own checks speak English. */
function inDutch(name: string, text: string): string {
  if (name === 'whitelistValidation') return 'bestaat niet: dit veld kent Leerspoor hier niet';
  if (name === 'unknownValue') return 'moet een object zijn';
  return text;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
