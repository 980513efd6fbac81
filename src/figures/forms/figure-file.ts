import type { Figure } from '../figure';
import type { Report } from '../report/report';

export const FORMS = ['json', 'csv', 'xlsx', 'html', 'docx'] as const;
export type FormName = (typeof FORMS)[number];

/** Media types of the forms (IANA). */
export const FORM_TYPES: Record<FormName, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The figures or the document in one of the forms. The forms are loaded when asked for: a workbook weighs. */
export async function figureFile(figure: Figure | Report, form: FormName): Promise<string | Buffer> {
  return 'delen' in figure ? reportFile(figure, form) : tableFile(figure, form);
}

async function tableFile(figure: Figure, form: FormName): Promise<string | Buffer> {
  switch (form) {
    case 'json':
      return `${JSON.stringify((await import('./json')).figureToJson(figure))}\n`;
    case 'csv':
      return (await import('./csv')).figureToCsv(figure);
    case 'html':
      return (await import('./html')).figureToHtml(figure);
    case 'xlsx':
      return (await import('./xlsx')).figuresToXlsx([figure]);
    case 'docx':
      return (await import('./docx/document')).figureToDocx(figure);
  }
}

async function reportFile(report: Report, form: FormName): Promise<string | Buffer> {
  const { reportToCsv, reportToJson, tablesOf, textSheets } = await import('./report');
  switch (form) {
    case 'json':
      return `${JSON.stringify(reportToJson(report))}\n`;
    case 'csv':
      return reportToCsv(report);
    case 'html':
      return (await import('./report-html')).reportToHtml(report);
    case 'xlsx':
      return (await import('./xlsx')).figuresToXlsx(tablesOf(report), textSheets(report));
    case 'docx':
      return (await import('./docx/document')).reportToDocx(report);
  }
}

/** A name for the file: the kind, the area and the day of the data; never anything of a person. */
export function fileNameOf(figure: Figure | Report, form: FormName): string {
  return `leerspoor-${figure.soort}-${figure.gegevensdatum}.${form}`;
}
