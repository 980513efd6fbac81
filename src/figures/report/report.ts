import type { Day } from '../../law/day';
import type { Chart } from '../charts/bar-chart';
import type { Figure } from '../figure';

/** One chapter: text, and a table or a chart where there is one. */
export interface ReportPart {
  titel: string;
  alineas: string[];
  figuur: Figure | null;
  grafiek: Chart | null;
}

/** A document of figures with text around them. */
export interface Report {
  soort: string;
  titel: string;
  definitie: string;
  peildatum: Day;
  gegevensdatum: Day;
  delen: ReportPart[];
  /** the terms that it uses */
  begrippen: { term: string; uitleg: string }[];
}
