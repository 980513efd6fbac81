import { dutchDay } from '../../law/day';
import type { Dpia } from './dpia';
import type { Register, RegisterEntry } from './register';

const list = (lines: readonly string[]): string[] => (lines.length === 0 ? ['- geen'] : lines.map((one) => `- ${one}`));
const row = (cells: readonly string[]): string => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`;
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The register as Markdown, in Dutch: to keep, print, or put into the municipality's own register. */
export function registerMarkdown(register: Register): string {
  return [
    '# Register van verwerkingsactiviteiten',
    '',
    `Gemaakt op ${dutchDay(register.datum)} door Leerspoor uit de regels en instellingen van deze installatie (AVG art. 30, Wpg art. 31d).`,
    'Vul aan: naam en contact van de verwerkingsverantwoordelijke en van de functionaris gegevensbescherming.',
    ...register.verwerkingen.flatMap((entry) => ['', ...entryLines(entry)]),
    '',
    '## Beveiliging',
    '',
    ...list(register.beveiliging),
    '',
  ].join('\n');
}

function entryLines(entry: RegisterEntry): string[] {
  return [
    `## ${capital(entry.doel)}`,
    '',
    row(['onderdeel', 'inhoud']),
    row(['---', '---']),
    row(['kenmerk', `\`${entry.id}\``]),
    row(['verantwoordelijke', entry.verantwoordelijke]),
    row(['grondslag', entry.grondslag]),
    row(['betrokkenen', entry.betrokkenen]),
    row(['toegang', entry.toegang.map(({ rol, ziet }) => `${rol}: ${ziet.join('; ')}`).join('<br>')]),
    row(['ontvangers', entry.ontvangers.join('<br>') || 'geen']),
    row(['doorgifte', entry.doorgifte]),
    '',
    row(['gegevens', 'bijzonder', 'versleuteld', 'bewaartermijn']),
    row(['---', '---', '---', '---']),
    ...entry.gegevens.map((one) =>
      row([
        one.naam,
        one.bijzonder ?? 'nee',
        one.versleuteld.map((column) => `\`${column}\``).join(', ') || 'niets',
        one.bewaartermijnen.join('<br>'),
      ]),
    ),
  ];
}

/** The start of a DPIA as Markdown: what the program knows is filled in, what only people know is asked. */
export function dpiaMarkdown({ register, bijzonder, risicos, zelfBeantwoorden }: Dpia): string {
  return [
    '# Begin van een DPIA',
    '',
    `Gemaakt op ${dutchDay(register.datum)} door Leerspoor, in de volgorde van het Model DPIA Rijksdienst (AVG art. 35).`,
    'Een begin en geen oordeel: wat alleen uw organisatie weet, staat als vraag.',
    '',
    '## A. Kenmerken van de verwerking',
    '',
    row(['verwerking', 'betrokkenen', 'verantwoordelijke', 'ontvangers']),
    row(['---', '---', '---', '---']),
    ...register.verwerkingen.map((one) =>
      row([one.doel, one.betrokkenen, one.verantwoordelijke, one.ontvangers.join('<br>') || 'geen']),
    ),
    '',
    'Bijzondere, strafrechtelijke en wettelijk beschermde gegevens:',
    '',
    ...list(bijzonder),
    '',
    '## B. Rechtmatigheid',
    '',
    ...list(register.verwerkingen.map((one) => `${one.doel}: ${one.grondslag}`)),
    '',
    'Noodzaak en bewaartermijnen staan per soort gegeven in `leerspoor avg register`.',
    '',
    '## C. Risico’s en D. Maatregelen',
    '',
    row([
      'risico',
      'gevolg voor betrokkenen',
      'wat Leerspoor doet',
      'wat u zelf doet',
      'kans (in te vullen)',
      'restrisico (in te vullen)',
    ]),
    row(Array.from({ length: 6 }, () => '---')),
    ...risicos.map((one) => row([one.risico, one.gevolg, one.maatregel, one.zelf, '', ''])),
    '',
    'Maatregelen van deze installatie:',
    '',
    ...list(register.beveiliging),
    '',
    '## Zelf te beantwoorden',
    '',
    ...zelfBeantwoorden.map((one) => `- [ ] ${one}`),
    '',
  ].join('\n');
}
