import { dutchNumber } from './output';

/** A row that was not imported; `waarde` is already masked where it identifies someone. */
export interface RejectedRow {
  regel: number;
  kolom: string | null;
  waarde: string | null;
  reden: string;
}

/** The report of one import, as `--json` prints it (contract section 2). */
export interface ImportReport {
  soort: string;
  gelezen: number;
  nieuw: number;
  gewijzigd: number;
  ongewijzigd: number;
  afgekeurd: RejectedRow[];
  meldingen: string[];
}

const SHOWN = 20;

/** The report as a person reads it. */
export function reportLines(report: ImportReport, trial: boolean): string[] {
  const { afgekeurd, meldingen } = report;
  return [
    `${report.soort}: ${dutchNumber(report.gelezen)} regels gelezen${trial ? ' (proef: niets opgeslagen)' : ''}`,
    `  nieuw        ${dutchNumber(report.nieuw)}`,
    `  gewijzigd    ${dutchNumber(report.gewijzigd)}`,
    `  ongewijzigd  ${dutchNumber(report.ongewijzigd)}`,
    `  afgekeurd    ${dutchNumber(afgekeurd.length)}`,
    ...(afgekeurd.length > 0 ? ['', 'Afgekeurd:'] : []),
    ...afgekeurd.slice(0, SHOWN).map(rejectedLine),
    ...(afgekeurd.length > SHOWN ? [`  … en nog ${dutchNumber(afgekeurd.length - SHOWN)}.`] : []),
    ...(meldingen.length > 0 ? ['', 'Meldingen:'] : []),
    ...meldingen.map((notice) => `  ${notice}`),
  ];
}

function rejectedLine({ regel, kolom, waarde, reden }: RejectedRow): string {
  const where = [`regel ${regel}`, ...(kolom ? [kolom] : [])].join(', ');
  return `  ${where}${waarde ? ` (${waarde})` : ''}: ${reden}`;
}
