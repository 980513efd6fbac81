import { freeToUse } from '../../access/restriction';
import { ageOn, type Day } from '../../law/day';
import type { ExportTable } from './export-table';
import { numberOf } from './number-of';

interface Row {
  id: string;
  dossier: string;
  pupil: string;
  pgn: string;
  birth: Day;
  region: string | null;
  municipality: string | null;
  state: string;
  source: string;
  delivered: Day;
  approached: Day | null;
  intake: Day | null;
  started: Day | null;
  ended: Day | null;
  destination: string | null;
  hundredths: number | null;
  returning: number;
  contact: Day | null;
  employee: string | null;
}

const SQL = `
  SELECT t.id, t.dossier_id AS "dossier", p.pgn, p.id AS "pupil", p.birth_date AS "birth", t.region, t.municipality, t.state, t.source,
         t.delivered_on AS "delivered", t.approached_on AS "approached", t.intake_on AS "intake",
         t.started_on AS "started", t.ended_on AS "ended", t.destination, t.outcome_hundredths AS "hundredths",
         t.came_back AS "returning", t.contact_on AS "contact", d.employee
    FROM trajectory t JOIN pupil p ON p.id = t.pupil_id JOIN dossier d ON d.id = t.dossier_id
   WHERE ${freeToUse('p.id')} ORDER BY t.id`;

const yesNo = (yes: boolean) => (yes ? 'ja' : 'nee');

/** Every trajectory, ended ones too. `vervroegd`: started before the 18th birthday. */
export const trajectoryExport: ExportTable = {
  columns: [
    ...['traject', 'dossier', 'pgn', 'regio', 'gemeente', 'status', 'herkomst', 'aangemeld', 'benaderd', 'intake'],
    ...['gestart', 'beeindigd', 'bestemming', 'uren_per_week', 'terugkerend', 'vervroegd', 'laatste_contact'],
    'medewerker',
  ],
  async *rows(read, encryption) {
    for await (const row of read.stream<Row>(SQL)) {
      const hours = row.hundredths === null ? null : { hundredths: row.hundredths };
      yield [
        ...[row.id, row.dossier, numberOf(encryption, row), row.region, row.municipality, row.state, row.source],
        ...[row.delivered, row.approached, row.intake, row.started, row.ended, row.destination, hours],
        ...[yesNo(row.returning === 1), yesNo(row.started !== null && ageOn(row.birth, row.started) < 18)],
        ...[row.contact, row.employee],
      ];
    }
  },
};
