import { areaOf, StaffInWork } from '../../cases/assignment/staff';
import { STORED_DOSSIER, type StoredDossier } from '../../cases/dossier/dossier-store';
import { roleOf } from '../../cases/dossier/regime';
import type { MeldingStore, StoredMelding } from '../../cases/meldingen/melding-store';
import type { Day } from '../../law/day';
import type { Sql, Work } from '../../platform/database/sql';
import { isId } from '../../platform/ids';
import type { Owned } from './merge';
import type { NeutralMelding } from './neutral-melding';

/** A melding that stands here. `linked`: under this number already. */
export interface Known {
  melding: StoredMelding;
  owned: Owned;
  linked: boolean;
}

export const keyOf = ({ brin, number }: Pick<NeutralMelding, 'brin' | 'number'>): string => `${brin}|${number}`;

/** What makes two meldingen the same absence, whoever registered it. */
export const absenceOf = (one: Pick<StoredMelding, 'pupilId' | 'location' | 'kind' | 'from'>): string =>
  `${one.pupilId}|${one.location}|${one.kind}|${one.from}`;

interface Link {
  id: string;
  brin: string;
  number: string;
}

/**
 * What of these meldingen is known, by key: under the number told, or as the same absence that nobody numbered yet.
 * Pupils by their place in `said`.
 */
export async function knownMeldingen(
  work: Work,
  store: MeldingStore,
  said: readonly NeutralMelding[],
  pupils: readonly string[],
  today: Day,
): Promise<Map<string, Known>> {
  const links = await linksOf(work, said);
  const own = said.flatMap(({ number }) => (isId(number) ? [number] : []));
  const ids = work.oneOf('id', [...new Set([...links.map(({ id }) => id), ...own])]);
  const theirs = work.oneOf('pupil_id', [...new Set(pupils)]);
  const numbered = await store.rows(work, ids.sql, [ids.value]);
  const byId = new Map(numbered.map((one) => [one.id, one]));
  const byKey = new Map(links.map((link) => [keyOf(link), byId.get(link.id)]));
  const same = new Map<string, StoredMelding>();
  for (const one of await store.rows(work, `${theirs.sql} AND status <> 'ingetrokken'`, [theirs.value])) {
    same.set(absenceOf(one), one);
  }
  const numbers = new Map((await linksTo(work, [...same.values()])).map((link) => [link.id, link]));
  const found = new Map<string, Known>();
  const home = await homes(work, [...numbered, ...same.values()], today);
  said.forEach((one, i) => {
    const mine = byId.get(one.number);
    const ours = mine !== undefined && mine.location.startsWith(one.brin) ? mine : undefined;
    const linked = byKey.get(keyOf(one)) ?? ours;
    const alike = same.get(absenceOf({ ...one, pupilId: pupils[i]! }));
    // of another number of the same sender it is another melding
    const free = alike && !numbers.has(alike.id) ? alike : undefined;
    const melding = linked ?? free;
    if (!melding) return;
    const owned = {
      school: melding === ours,
      signal: melding.signalId !== null,
      gemeente: melding.dossierId !== null && home.has(melding.dossierId),
    };
    found.set(keyOf(one), { melding, owned, linked: byKey.has(keyOf(one)) });
  });
  return found;
}

async function linksOf(sql: Sql, said: readonly NeutralMelding[]): Promise<Link[]> {
  const numbers = sql.oneOf('number', [...new Set(said.map(({ number }) => number))], 'code');
  const wanted = new Set(said.map(keyOf));
  const rows = await sql.all<Link>(
    `SELECT melding_id AS "id", brin, number FROM melding_exchange WHERE ${numbers.sql}`,
    [numbers.value],
  );
  return rows.filter((row) => wanted.has(keyOf(row)));
}

async function linksTo(sql: Sql, meldingen: readonly StoredMelding[]): Promise<Link[]> {
  const { sql: condition, value } = sql.oneOf(
    'melding_id',
    meldingen.map(({ id }) => id),
  );
  return sql.all<Link>(`SELECT melding_id AS "id", brin, number FROM melding_exchange WHERE ${condition}`, [value]);
}

/** The dossiers whose municipality works here: somebody in service has its area and the role that the dossier asks for. */
export async function homes(sql: Sql, meldingen: readonly StoredMelding[], today: Day): Promise<Set<string>> {
  const { sql: condition, value } = sql.oneOf('id', [
    ...new Set(meldingen.flatMap(({ dossierId }) => dossierId ?? [])),
  ]);
  const dossiers = await sql.all<StoredDossier>(`SELECT ${STORED_DOSSIER} FROM dossier WHERE ${condition}`, [value]);
  const staff = new StaffInWork(sql, today);
  const found = new Set<string>();
  for (const { id, regime, municipality } of dossiers) {
    const candidates = await staff.candidatesFor(roleOf(regime), areaOf(regime, municipality, today));
    const inService = candidates.some(({ from, until }) => (from ?? today) <= today && (until ?? today) >= today);
    if (inService) found.add(id);
  }
  return found;
}
