import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { field, Text, Whole } from './fields';

/** What stands in an address is text: this number is read from it, and only where all of it is digits. */
export function WholeInAddress(options: Parameters<typeof Whole>[0]) {
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)),
    Whole(options),
  );
}

export function FlagInAddress(options: { about: string }) {
  return applyDecorators(
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)),
    field(
      { ...options, optional: true, example: true },
      { type: 'boolean' },
      ValidateBy({
        name: 'isFlag',
        validator: { validate: (v) => typeof v === 'boolean', defaultMessage: () => 'moet true of false zijn' },
      }),
    ),
  );
}

export const MOST_PER_PAGE = 100;

/** What every list takes. Lists with an order of their own add `sorteer` with `Sort`. */
export class PageQuery {
  @WholeInAddress({ about: 'Nummer van de pagina', least: 1, most: 1_000_000, optional: true, example: 1 })
  pagina: number = 1;

  @WholeInAddress({ about: 'Aantal per pagina', least: 1, most: MOST_PER_PAGE, optional: true, example: 25 })
  paginagrootte: number = 25;

  @Text({ about: 'Alleen deze velden, door komma’s gescheiden', optional: true, example: 'id', longest: 500 })
  velden?: string;
}

/** What every single resource takes. */
export class OneQuery {
  @Text({ about: 'Alleen deze velden, door komma’s gescheiden', optional: true, example: 'id', longest: 500 })
  velden?: string;
}

/** The order of a list: the name of a field, with `-` before it for the other way round. */
export function Sort(names: readonly string[]) {
  const values = names.flatMap((name) => [name, `-${name}`]);
  return field(
    { about: 'Volgorde; met een minteken ervoor andersom', optional: true, example: values[0] },
    { type: 'string', enum: values },
    ValidateBy({
      name: 'isSort',
      validator: {
        validate: (value) => values.includes(value as string),
        defaultMessage: () => `moet een van deze zijn: ${values.join(', ')}`,
      },
    }),
  );
}
