import { stringify } from 'csv-stringify/sync';
import type { Figure } from '../figure';
import type { Report } from '../report/report';
import { absence } from './cell-text';
import { figureToJson } from './json';

/** The tables of a report, in order. */
export const tablesOf = (report: Report): Figure[] => report.delen.flatMap(({ figuur }) => (figuur ? [figuur] : []));

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
        ]),
    ),
  );
  const header = ['tabel', 'sleutel', 'kolom', 'waarde', 'peildatum', 'gegevensdatum'];
  return stringify([header, ...lines], { delimiter: ';', record_delimiter: '\n' });
}
