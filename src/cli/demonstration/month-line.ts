import type { Sql } from '../../platform/database/sql';
import { dutchNumber } from '../output';
import type { Lived } from './live-year';

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

interface Cases {
  opened: number;
  closed: number;
}

/** What happened in a month, in a line. */
export class MonthLine {
  private rows = 0;
  private rejected = 0;
  private failed = 0;

  private constructor(
    private readonly read: Sql,
    private readonly month: string,
    private readonly before: Cases,
  ) {}

  /** `month`: `yyyy-mm`. */
  static async begin(read: Sql, month: string): Promise<MonthLine> {
    return new MonthLine(read, month, await casesOf(read));
  }

  add({ rows, rejected, failed }: Lived): void {
    this.rows += rows;
    this.rejected += rejected;
    this.failed = failed;
  }

  async end(): Promise<string> {
    const now = await casesOf(this.read);
    const parts = [
      `${dutchNumber(this.rows)} regels ingelezen`,
      `${dutchNumber(now.opened - this.before.opened)} dossiers geopend`,
      `${dutchNumber(now.closed - this.before.closed)} gesloten`,
      ...(this.rejected > 0 ? [`${dutchNumber(this.rejected)} regels afgekeurd`] : []),
      ...(this.failed > 0 ? [`${dutchNumber(this.failed)} taken mislukt`] : []),
    ];
    const [year, number] = this.month.split('-');
    return `${`${MONTHS[Number(number) - 1]} ${year}`.padEnd(15)}${parts.join(', ')}`;
  }
}

async function casesOf(read: Sql): Promise<Cases> {
  return (await read.get<Cases>(
    `SELECT COUNT(*) AS "opened", COALESCE(SUM(CASE WHEN status = 'afgesloten' THEN 1 ELSE 0 END), 0) AS "closed" FROM dossier`,
  ))!;
}
