import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { parseDay } from '../../law/day';

/**
 * The fields of everything that comes in or goes out of the API. One decorator says what a field is for both the check
 * of what is sent and the OpenAPI document, so that the two cannot differ. Nothing is converted: a number sent as text
 * is refused.
 */
export interface FieldOptions {
  /** in Dutch, for who reads the document */
  about: string;
  example?: unknown;
  /** may be left out */
  optional?: boolean;
  /** may be null */
  nullable?: boolean;
}

type Class = new () => object;

export function field(
  { about, example, optional, nullable }: FieldOptions,
  schema: object,
  ...checks: PropertyDecorator[]
) {
  const property = { description: about, example, required: !optional, ...(nullable ? { nullable } : {}), ...schema };
  return applyDecorators(
    ApiProperty(property as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ...(nullable ? [ValidateIf((_, value) => value !== null)] : []),
    ...checks,
  );
}

export function Text({
  longest = 2000,
  shortest = 0,
  ...options
}: FieldOptions & { longest?: number; shortest?: number }) {
  return field(
    options,
    { type: 'string', maxLength: longest, ...(shortest > 0 ? { minLength: shortest } : {}) },
    IsString({ message: 'moet tekst zijn' }),
    MaxLength(longest, { message: `mag hoogstens ${longest} tekens lang zijn` }),
    ...(shortest > 0 ? [MinLength(shortest, { message: 'mag niet leeg zijn' })] : []),
    // PostgreSQL keeps no NUL
    Matches(/^[^\0]*$/, { message: 'bevat een onleesbaar teken' }),
  );
}

/** Text of one form. `what`: "een BRIN (twee cijfers en twee letters)". */
export function Code({ pattern, what, ...options }: FieldOptions & { pattern: RegExp; what: string }) {
  return field(
    options,
    { type: 'string', pattern: pattern.source },
    IsString({ message: 'moet tekst zijn' }),
    Matches(pattern, { message: `moet ${what} zijn` }),
  );
}

export function Id(options: FieldOptions) {
  return field(options, { type: 'string', format: 'uuid' }, IsUUID(undefined, { message: 'moet een UUID zijn' }));
}

/** A calendar day, `yyyy-mm-dd`; 30 February is none. */
export function DayField(options: FieldOptions) {
  const validate = (value: unknown) => typeof value === 'string' && parseDay(value) !== null;
  const defaultMessage = () => 'moet een bestaande datum zijn (jjjj-mm-dd)';
  return field(
    { example: '2026-03-16', ...options },
    { type: 'string', format: 'date' },
    ValidateBy({ name: 'isDay', validator: { validate, defaultMessage } }),
  );
}

/** A moment, ISO 8601 in UTC. Only goes out. */
export function Moment(options: FieldOptions) {
  return field({ example: '2026-03-16T09:30:00.000Z', ...options }, { type: 'string', format: 'date-time' });
}

/** Hours with at most two decimals. Only goes out: what comes in is read exactly, in hundredths. */
export function Hours(options: FieldOptions) {
  return field({ example: 16.25, ...options }, { type: 'number', minimum: 0, multipleOf: 0.01 });
}

export function NumberField(options: FieldOptions) {
  return field(options, { type: 'number' }, IsNumber({}, { message: 'moet een getal zijn' }));
}

export function Whole({
  least = 0,
  most = 2_147_483_647,
  ...options
}: FieldOptions & { least?: number; most?: number }) {
  return field(
    options,
    { type: 'integer', minimum: least, maximum: most },
    IsInt({ message: 'moet een heel getal zijn' }),
    Min(least, { message: `moet ${least} of hoger zijn` }),
    Max(most, { message: `moet ${most} of lager zijn` }),
  );
}

export function Flag(options: FieldOptions) {
  return field({ example: false, ...options }, { type: 'boolean' }, IsBoolean({ message: 'moet true of false zijn' }));
}

export function Choice(values: readonly string[], options: FieldOptions) {
  return field(
    { example: values[0], ...options },
    // null must be in the list of a schema that allows it
    { type: 'string', enum: options.nullable ? [...values, null] : [...values] },
    IsIn([...values], { message: `moet een van deze zijn: ${values.join(', ')}` }),
  );
}

export function Part(of: () => Class, options: FieldOptions) {
  return field(options, { type: () => of() }, ValidateNested({ message: 'moet een object zijn' }), Type(of));
}

export function Parts(
  of: () => Class,
  { most = 1000, least = 0, ...options }: FieldOptions & { most?: number; least?: number },
) {
  return field(
    options,
    { type: () => of(), isArray: true, ...limits(least, most) },
    ...listChecks(least, most),
    ValidateNested({ each: true, message: 'moet een object zijn' }),
    Type(of),
  );
}

export function Texts({
  least = 0,
  most = 1000,
  longest = 200,
  ...options
}: FieldOptions & { least?: number; most?: number; longest?: number }) {
  return field(
    options,
    { type: 'array', items: { type: 'string', maxLength: longest }, ...limits(least, most) },
    ...listChecks(least, most),
    IsString({ each: true, message: 'mag alleen teksten bevatten' }),
    MaxLength(longest, { each: true, message: `mag geen tekst van meer dan ${longest} tekens bevatten` }),
  );
}

export function Choices(values: readonly string[], options: FieldOptions) {
  return field(
    options,
    { type: 'array', items: { type: 'string', enum: [...values] } },
    ...listChecks(0, values.length),
    IsIn([...values], { each: true, message: `mag alleen bevatten: ${values.join(', ')}` }),
  );
}

function limits(minItems: number, maxItems: number) {
  return { maxItems, ...(minItems > 0 ? { minItems } : {}) };
}

function listChecks(least: number, most: number): PropertyDecorator[] {
  return [
    IsArray({ message: 'moet een lijst zijn' }),
    ...(least > 0 ? [ArrayMinSize(least, { message: `moet er ten minste ${least} bevatten` })] : []),
    ArrayMaxSize(most, { message: `mag er hoogstens ${most} bevatten` }),
  ];
}
