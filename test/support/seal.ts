import { tables } from '../../src/cli/schema';
import type { Value } from '../../src/platform/database/sql';
import { type Encryption, isSealed } from '../../src/platform/encryption';
import { cellOf } from '../../src/platform/place';

/** The row as it is stored: what its table encrypts, encrypted for its place. What is encrypted already stays. */
export function sealed(encryption: Encryption, name: string, row: Record<string, Value>): Record<string, Value> {
  const table = tables.find((one) => one.name === name)!;
  const stored = Object.entries(row).map(([column, value]): [string, Value] => {
    const plain = table.columns[column]?.secret && typeof value === 'string' && !isSealed(value);
    return [column, plain ? encryption.encrypt(value, cellOf(table, column, row)) : value];
  });
  return Object.fromEntries(stored);
}
