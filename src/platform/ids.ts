import { v7, validate } from 'uuid';

/** A new id: UUIDv7, so that rows made after each other lie beside each other in every index. */
export function newId(): string {
  return v7();
}

/** When an id of `newId` was made, in milliseconds since 1970 by the machine's own time. */
export function madeAt(id: string): number {
  return Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
}

/** Whether a text has the form of an id: PostgreSQL refuses to compare anything else with one. */
export function isId(text: string): boolean {
  return validate(text);
}
