import type { Day } from '../../law/day';

/** What the daily overview counts for one employee. */
export interface OverviewCounts {
  newDossiers: number;
  termsPast: number;
  termsSoon: number;
  contactAlarms: number;
  handovers: number;
  warmHandovers: number;
}

/** References of dossiers with a term that is past: ids, no names. */
export interface Overview extends OverviewCounts {
  references: readonly string[];
}

const LINES: readonly [keyof OverviewCounts, one: string, more: string][] = [
  ['newDossiers', 'dossier is nieuw voor u en nog niet bekeken', 'dossiers zijn nieuw voor u en nog niet bekeken'],
  ['termsPast', 'termijn is voorbij', 'termijnen zijn voorbij'],
  ['termsSoon', 'termijn loopt bijna af', 'termijnen lopen bijna af'],
  ['contactAlarms', 'jongere is te lang niet gesproken', 'jongeren zijn te lang niet gesproken'],
  ['handovers', 'overdracht wacht op uw antwoord', 'overdrachten wachten op uw antwoord'],
  ['warmHandovers', 'overdracht bij 18 jaar is in voorbereiding', 'overdrachten bij 18 jaar zijn in voorbereiding'],
];

export function isEmpty(counts: OverviewCounts): boolean {
  return LINES.every(([name]) => counts[name] === 0);
}

/** The daily overview in plain Dutch: counts and references, no name and no number of a pupil. */
export function overviewText(overview: Overview, day: Day): { subject: string; body: string } {
  const lines = LINES.filter(([name]) => overview[name] > 0).map(([name, one, more]) => {
    const count = overview[name];
    return `- ${count} ${count === 1 ? one : more}`;
  });
  const references =
    overview.references.length > 0
      ? ['', 'Dossiers met een termijn die voorbij is:', ...overview.references.map((one) => `- ${one}`)]
      : [];
  return {
    subject: `Leerspoor: uw overzicht van ${day}`,
    body: [
      ...['Goedemorgen,', '', 'Dit staat vandaag voor u klaar in Leerspoor:', ...lines, ...references, ''],
      ...['Log in op Leerspoor om verder te werken. In deze mail staan geen namen.', ''],
    ].join('\n'),
  };
}
