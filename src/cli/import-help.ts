import { EXPLAINED } from '../imports/kinds-explained';
import { EXAMPLES } from '../imports/kinds-examples';

const WIDTH = 80;
const INDENT = '      ';
const BRACKETS = 'een kolom tussen [ ] mag ontbreken of leeg zijn';

/** What stands below the options: all kinds of file, or everything of the one that was asked after. */
export function importHelp(soort?: string): string {
  const kind = Object.keys(EXPLAINED).find((name) => name === soort) as keyof typeof EXPLAINED | undefined;
  return kind ? oneKind(kind) : allKinds();
}

function allKinds(): string {
  const kinds = Object.entries(EXPLAINED).map(([soort, { what, columns }]) =>
    [`  ${soort}: ${what}`, ...folded(`kolommen: ${columns}`)].join('\n'),
  );
  const title = `Soorten (CSV, UTF-8, met puntkomma; ${BRACKETS}):`;
  const more = 'Met waarden en een voorbeeld van één soort: leerspoor import verzuim --help';
  return `\n${title}\n${kinds.join('\n')}\n\n${more}`;
}

function oneKind(soort: keyof typeof EXPLAINED): string {
  const { what, columns } = EXPLAINED[soort];
  const { values = {}, lines } = EXAMPLES[soort];
  const isCsv = columns.includes('; ');
  return [
    '',
    `${soort}: ${what}`,
    ...(isCsv ? ['', `Kolommen, in elke volgorde; ${BRACKETS}:`] : []),
    ...folded(columns),
    ...(Object.keys(values).length > 0 ? ['', 'Wat erin mag staan:'] : []),
    ...Object.entries(values).flatMap(([column, allowed]) => folded(`${column}: ${allowed}`)),
    ...(columns.includes('datum') ? folded('datums: 2026-03-02 of 02-03-2026') : []),
    '',
    'Voorbeeld:',
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

function folded(text: string): string[] {
  const lines: string[] = [];
  let line = INDENT;
  for (const word of text.split(' ')) {
    if (line.length + word.length >= WIDTH) {
      lines.push(line.trimEnd());
      line = INDENT;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
