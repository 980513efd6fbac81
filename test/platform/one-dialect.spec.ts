import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SRC = join(__dirname, '..', '..', 'src');

/** What a piece of code looks like that asks which engine it is on. */
const ASKS = [
  /\bengine\b\s*(===|!==|==|!=)/,
  /(===|!==|==|!=|case)\s*['"`](sqlite|postgres|postgresql|better-sqlite3)['"`]/,
  /\/\^?postgres/i,
  /startsWith\(['"`]postgres/i,
  /\boptions\.type\b/,
  /\bdialectOf\(/,
  /from '(better-sqlite3|pg)'/,
];

/** The dialect file, the two drivers that it chooses between, and the private store, which is SQLite on any engine. */
const MAY_ASK = [
  'platform/database/dialect.ts',
  'platform/database/open-database.ts',
  'platform/database/sqlite.ts',
  'platform/database/sqlite-database.ts',
  'platform/database/postgres.ts',
  'platform/database/postgres-database.ts',
  'platform/database/postgres-moment.ts',
  'platform/database/borrowed-client.ts',
  // counting in parts exists on PostgreSQL alone
  'platform/database/parted-scans.ts',
  'platform/database/private-store.ts',
];

/** Comments decide nothing. */
function code(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
    .join('\n');
}

function asking(text: string): string[] {
  return code(text)
    .split('\n')
    .filter((line) => ASKS.some((pattern) => pattern.test(line)));
}

function sources(folder = SRC): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('the engine of the database', () => {
  it('is asked for in the dialect file alone', () => {
    const found = sources()
      .map((path) => ({ file: relative(SRC, path), lines: asking(readFileSync(path, 'utf8')) }))
      .filter(({ file, lines }) => lines.length > 0 && !MAY_ASK.includes(file));
    expect(found).toEqual([]);
  });

  it.each([
    "if (dialect.engine === 'sqlite') {",
    "const fast = database.dataSource.options.type === 'postgres';",
    'if (/^postgres(ql)?:\\/\\//.test(address)) return 1;',
    "import { Pool } from 'pg';",
    '  switch (x) {\n    case "postgres":',
    'const dialect = dialectOf(settings.LEERSPOOR_DATABASE);',
  ])('would be found: %s', (line) => {
    expect(asking(line)).not.toEqual([]);
  });

  it('is not taken for asked where a comment or a message names it', () => {
    expect(asking("// on 'postgres' this is faster\n  message: 'begint met postgres://',")).toEqual([]);
  });
});
