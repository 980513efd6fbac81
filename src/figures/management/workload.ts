import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { areaHolds } from '../../access/area';
import { ALWAYS, type Condition, staffCondition } from '../../access/conditions';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { regionOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import { areaName, askedMunicipalities, whereMunicipality } from '../area';
import type { Figure, FigureQuestion } from '../figure';

interface Row {
  employee: string;
  name: string;
  fte: number;
  maximum: number | null;
  open: number;
  late: number;
}

/** Open dossiers and passed terms per employee, of the staff whose workload the asker may see. */
@Injectable()
export class Workload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `asked`: only staff of this region or municipality, and what waits there; of each person the load is all of it. */
  async run({ visitor }: Actor, asked: FigureQuestion): Promise<Figure> {
    const sql = this.database.read;
    const today = this.clock.today();
    const seen = visitor === null ? ALWAYS : staffCondition(sql, scopeOf(visitor, today), today);
    const here = ofArea(sql, asked, today);
    // the row without a code is what waits for somebody
    const found = await sql.all<Row>(
      `SELECT e.code AS "employee", e.name AS "name", e.fte AS "fte", e.maximum AS "maximum",
              (SELECT COUNT(*) FROM dossier d WHERE d.employee = e.code AND d.status <> 'afgesloten') AS "open",
              (SELECT COUNT(*) FROM term t JOIN dossier d ON d.id = t.dossier_id
                WHERE d.employee = e.code AND t.ended_on IS NULL AND t.due_on < ?) AS "late"
         FROM employee e
        WHERE (e.roles LIKE '%leerplichtambtenaar%' OR e.roles LIKE '%rmc-trajectbegeleider%')
          AND (e.from_date IS NULL OR e.from_date <= ?) AND (e.until_date IS NULL OR e.until_date >= ?) AND ${seen.sql} AND ${here.sql}
       UNION ALL
       SELECT '', '', 0, NULL, COUNT(*), 0 FROM (
         SELECT d.municipality FROM dossier d WHERE d.employee IS NULL AND d.status <> 'afgesloten'
       ) q ${whereMunicipality('q.municipality', asked, today)}
        ORDER BY 1`,
      [today, today, today, ...seen.values, ...here.values],
    );
    const rows = found.filter(({ employee }) => employee !== '');
    const waiting = found.find(({ employee }) => employee === '')!.open;
    return {
      soort: 'belasting',
      titel: `Werkvoorraad per medewerker op ${today}`,
      definitie: 'open dossiers en verlopen termijnen van wie vandaag in dienst is',
      peildatum: today,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: 'medewerker', type: 'tekst' },
        { key: 'naam', title: 'naam', type: 'tekst' },
        { key: 'fte', title: 'fte', type: 'getal' },
        { key: 'maximum', title: 'maximum', type: 'tekst' },
        { key: 'openDossiers', title: 'open dossiers', type: 'getal' },
        { key: 'perFte', title: 'per fte', type: 'getal' },
        { key: 'termijnenVerlopen', title: 'termijnen verlopen', type: 'getal' },
      ],
      rijen: rows.map(({ employee, name, fte, maximum, open, late }) => ({
        cells: {
          sleutel: employee,
          naam: name,
          fte: fte / 100,
          maximum: maximum === null ? null : String(maximum),
          openDossiers: open,
          perFte: fte === 0 ? null : Math.round((open * 1_000) / fte) / 10,
          termijnenVerlopen: late,
        },
      })),
      totaal: null,
      kenmerken: { gebied: areaName(asked), verdeelbak: waiting },
      toelichting: ['Zonder fte is een verhouding niet te geven.'],
    };
  }
}

/** Staff, on `employee e`, with a municipality of the area asked for, or the region that it lies in. */
function ofArea(sql: Sql, asked: FigureQuestion, today: Day): Condition {
  if (asked.region === null && asked.municipality === null) return ALWAYS;
  const towns = askedMunicipalities(asked, today) ?? [];
  const regions = [...new Set(towns.flatMap((code) => regionOf(code, today) ?? []))];
  const own = sql.oneOf('a.area', [...towns, ...regions], 'code');
  const holds = areaHolds('a', today);
  return {
    sql: `e.code IN (SELECT a.employee FROM employee_area a WHERE a.kind IN ('gemeente', 'regio') AND ${own.sql} AND ${holds.sql})`,
    values: [own.value, ...holds.values],
  };
}
