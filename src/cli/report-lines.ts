import type { ImportReport, RejectedValue } from '../imports/report';
import { dutchNumber } from './output';

const SHOWN = 20;

/** How many rows were rejected; the list holds an entry for each bad column. */
export function rejectedRows({ gelezen, nieuw, gewijzigd, ongewijzigd }: ImportReport): number {
  return gelezen - nieuw - gewijzigd - ongewijzigd;
}

/** The report as a person reads it. */
export function reportLines(report: ImportReport, trial: boolean): string[] {
  const { afgekeurd, meldingen } = report;
  return [
    `${report.soort}: ${dutchNumber(report.gelezen)} regels gelezen${trial ? ' (proef: niets opgeslagen)' : ''}`,
    `  nieuw        ${dutchNumber(report.nieuw)}`,
    `  gewijzigd    ${dutchNumber(report.gewijzigd)}`,
    `  ongewijzigd  ${dutchNumber(report.ongewijzigd)}`,
    `  afgekeurd    ${dutchNumber(rejectedRows(report))}`,
    ...(afgekeurd.length > 0 ? ['', 'Afgekeurd:'] : []),
    ...afgekeurd.slice(0, SHOWN).map(rejectedLine),
    ...(afgekeurd.length > SHOWN ? [`  … en nog ${dutchNumber(afgekeurd.length - SHOWN)}.`] : []),
    ...(meldingen.length > 0 ? ['', 'Meldingen:'] : []),
    ...meldingen.map((notice) => `  ${notice}`),
  ];
}

function rejectedLine({ regel, kolom, waarde, reden }: RejectedValue): string {
  const where = [`regel ${regel}`, ...(kolom ? [kolom] : [])].join(', ');
  return `  ${where}${waarde ? ` (${waarde})` : ''}: ${reden}`;
}
