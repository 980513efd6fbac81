import { stringify } from 'csv-stringify/sync';
import type { Figure } from '../figure';
import type { Report } from '../report/report';
import { absence } from './cell-text';
import { figureToJson } from './json';

/** The tables of a report, in order. */
export const tablesOf = (report: Report): Figure[] => report.delen.flatMap(({ figuur }) => (figuur ? [figuur] : []));

/** Lines of a worksheet without numbers to count with: what goes before the tables, and what goes after. */
export interface TextSheet {
  name: string;
  place: 'voor' | 'na';
  /** in bold */
  title: string;
  lines: readonly (readonly string[])[];
}

/** The text of the chapters and the charts in words before the tables of a workbook, the terms after them. */
export function textSheets(report: Report): TextSheet[] {
  const chapters = report.delen.flatMap(({ titel, alineas, grafiek }) => [
    ...alineas.map((text) => [titel, text]),
    ...(grafiek ? [[titel, grafiek.alternative]] : []),
  ]);
  const dates = `Peildatum: ${report.peildatum}. Gegevens van: ${report.gegevensdatum}`;
  return [
    { name: 'verslag', place: 'voor', title: report.titel, lines: [['', dates], ...chapters] },
    {
      ...{ name: 'begrippen', place: 'na', title: 'Begrippen' },
      lines: report.begrippen.map(({ term, uitleg }) => [term, uitleg]),
    },
  ];
}

/** One object with the chapters; a chart as its title, its SVG and its numbers in words. */
export function reportToJson(report: Report): Record<string, unknown> {
  const { delen, ...rest } = report;
  return {
    ...rest,
    delen: delen.map(({ titel, alineas, figuur, grafiek }) => ({
      titel,
      alineas,
      ...(figuur ? { figuur: figureToJson(figuur) } : {}),
      ...(grafiek ? { grafiek: { title: grafiek.title, svg: grafiek.svg, alternative: grafiek.alternative } } : {}),
    })),
  };
}

/** A line per number: the tables have different columns. */
export function reportToCsv(report: Report): string {
  const lines = tablesOf(report).flatMap((figure) =>
    [...figure.rijen, ...(figure.totaal ? [figure.totaal] : [])].flatMap((row) =>
      figure.kolommen
        .filter(({ type }) => type === 'getal' || type === 'percentage')
        .map((column) => [
          figure.soort,
          String(row.cells['sleutel'] ?? ''),
          column.key,
          absence(row, column) ?? String(row.cells[column.key]),
          figure.peildatum ?? '',
          figure.gegevensdatum,
          figure.definitie,
        ]),
    ),
  );
  const header = ['tabel', 'sleutel', 'kolom', 'waarde', 'peildatum', 'gegevensdatum', 'definitie'];
  return stringify([header, ...lines], { delimiter: ';', record_delimiter: '\n' });
}
