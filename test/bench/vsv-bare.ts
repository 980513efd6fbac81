/**
 * The vsv statistic of 2025-2026 per municipality as one would type it into a database: participants and leavers, with
 * the same definition and no step beside the last. What `vsv` is measured against.
 */
export const BARE_VSV = `
  SELECT h.municipality, COUNT(*) AS "participants",
    SUM(CASE WHEN l.pupil_id IS NULL AND (t.status IS NULL OR t.status NOT IN ('ho', 'niet-bekostigd', 'dji', 'politie-defensie'))
              AND d.qualified IS NULL AND NOT (d.entry IS NOT NULL AND t.status IS NOT NULL AND t.status = 'werkend')
             THEN 1 ELSE 0 END) AS "leavers"
  FROM (SELECT DISTINCT pupil_id FROM enrolment WHERE education IN ('vo', 'mbo') AND from_date <= '2025-10-01'
          AND (until_date IS NULL OR until_date >= '2025-10-01')) a
  JOIN pupil p ON p.id = a.pupil_id
  LEFT JOIN (SELECT DISTINCT pupil_id FROM enrolment WHERE education IN ('mbo', 'vo', 'vavo', 'so', 'vso', 'pro')
          AND from_date <= '2026-10-01' AND (until_date IS NULL OR until_date >= '2026-10-01')) l ON l.pupil_id = a.pupil_id
  LEFT JOIN residence h ON h.pupil_id = a.pupil_id AND h.from_date <= '2025-10-01' AND NOT EXISTS (
    SELECT 1 FROM residence x WHERE x.pupil_id = h.pupil_id AND x.from_date > h.from_date AND x.from_date <= '2025-10-01')
  LEFT JOIN (SELECT pupil_id, MIN(CASE WHEN kind IN ('havo', 'vwo', 'mbo2', 'mbo3', 'mbo4') THEN day END) AS qualified,
                    MIN(CASE WHEN kind = 'mbo1' AND day <= '2026-10-01' THEN day END) AS entry
               FROM diploma WHERE day <= '2026-12-31' GROUP BY pupil_id) d ON d.pupil_id = a.pupil_id
  LEFT JOIN vsv_status s ON s.pupil_id = a.pupil_id AND s.reference_date = '2025-10-01'
  LEFT JOIN vsv_status t ON t.pupil_id = a.pupil_id AND t.reference_date = '2026-10-01'
  WHERE p.birth_date > '2003-10-01'
    AND (p.death_date IS NULL OR p.death_date > '2026-10-01')
    AND (p.departure_date IS NULL OR p.departure_date > '2026-10-01')
    AND (s.status IS NULL OR s.status NOT IN ('buitenland', 'geen-vast-adres', 'nieuwkomer'))
    AND (t.status IS NULL OR t.status NOT IN ('buitenland', 'geen-vast-adres'))
    AND NOT EXISTS (SELECT 1 FROM exemption v WHERE v.pupil_id = a.pupil_id
          AND v.article IN ('ART5_A', 'ART5_B', 'ART5_C', 'ART15') AND v.from_date <= '2026-10-01'
          AND (v.until_date IS NULL OR v.until_date >= '2026-10-01'))
  GROUP BY h.municipality`;

export interface BareRow {
  municipality: string | null;
  participants: number;
  leavers: number;
}

/** Throws where the two sides did not count the same. */
export function requireSame(rows: readonly BareRow[], total: Record<string, unknown>): void {
  const participants = rows.reduce((sum, row) => sum + row.participants, 0);
  const leavers = rows.reduce((sum, row) => sum + row.leavers, 0);
  if (participants !== total['deelnemers'] || leavers !== total['vsv'] || leavers === 0) {
    throw new Error(
      `de twee kanten tellen anders: ${participants}/${leavers} en ${String(total['deelnemers'])}/${String(total['vsv'])}`,
    );
  }
}
