import { Inject, Injectable } from '@nestjs/common';
import { pupilsFreeToUse } from '../../access/restriction';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import {
  decide,
  type Found,
  type IncomingStore,
  type Keeping,
  type Outcome,
  type Refusal,
  type Settled,
} from '../../platform/incoming';
import { cell } from '../../platform/place';
import { PupilDirectory } from '../../registry/pupil-directory';
import { unknownPupil } from '../../registry/pupil-table-store';
import type { Regime } from '../dossier/regime';
import { KeepTakeovers } from './keep-takeovers';
import { takeover } from './tables';
import { contentOf, type KnownTakeover, type TakenOver, type TakeoverEntry, type TakeoverRow } from './taken-over';

/** AVG art. 18 */
const RESTRICTED = 'de gegevens van deze leerling mogen nu niet worden gebruikt; stuur de regel later opnieuw';
const HERE_NOW = 'Het dossier wordt hier al behandeld: alleen de samenvatting en de taak zijn bijgewerkt';
const JOINED = 'Er was hier al een open dossier: de overname is daarbij gevoegd';

/**
 * Takes over open dossiers from another system, by the file overname. Under its number there each is taken once; sent
 * again with other words its summary and task are corrected, while its state here is decided here.
 */
@Injectable()
export class TakeOver implements IncomingStore<TakeoverRow, TakeoverEntry> {
  constructor(
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(KeepTakeovers) private readonly keep: KeepTakeovers,
  ) {}

  async resolve(work: Work, rows: readonly TakeoverRow[]): Promise<(Found<TakeoverEntry> | Refusal)[]> {
    const pupils = await this.directory.find(
      work,
      rows.map(({ pgn }) => pgn),
    );
    const free = new Set(await pupilsFreeToUse(work, [...pupils.values()]));
    return rows.map((row) => {
      const pupilId = pupils.get(row.pgn);
      if (pupilId === undefined) return unknownPupil(row.pgn);
      if (!free.has(pupilId)) return { column: 'pgn', value: row.pgn, reason: RESTRICTED };
      return { key: keyOf(row), entry: { row, pupilId } };
    });
  }

  async settle(work: Work, groups: readonly TakeoverEntry[][], final: boolean): Promise<Settled> {
    const pupils = [...new Set(groups.map(([first]) => first!.pupilId))];
    const these = work.oneOf('id', pupils);
    await work.all(`SELECT id FROM pupil WHERE ${these.sql} ORDER BY id${work.lock}`, [these.value]);
    const known = await this.known(work, groups);
    const taken = await this.openTakeovers(work, pupils);
    const outcomes: Outcome[][] = [];
    const remarks: NonNullable<Settled['remarks']> = [];
    const [fresh, changed]: [TakeoverEntry[], { known: KnownTakeover; content: TakenOver }[]] = [[], []];
    for (const [group, entries] of groups.entries()) {
      const found = known.get(keyOf(entries[0]!.row)) ?? null;
      const last = entries.at(-1)!;
      const refusal = this.refusal(found, last, taken);
      if (refusal) {
        outcomes.push(entries.map(() => refusal));
        continue;
      }
      const decision = decide(found?.content ?? null, entries, KEEPING, final);
      outcomes.push(decision.outcomes);
      if (!decision.write) continue;
      const place = entries.length - 1;
      if (found) {
        changed.push({ known: found, content: decision.state! });
        remarks.push({ group, place, remark: HERE_NOW });
      } else {
        fresh.push(last);
        taken.set(placeOf(last), keyOf(last.row));
      }
    }
    const joined = await this.keep.open(work, fresh);
    groups.forEach((entries, group) => {
      if (joined.has(entries.at(-1)!)) remarks.push({ group, place: entries.length - 1, remark: JOINED });
    });
    await this.keep.correct(work, changed);
    const touched = [...fresh.map((one) => one.pupilId), ...changed.map((one) => one.known.pupilId)];
    return { outcomes, remarks, pupils: [...new Set(touched)] };
  }

  /** A number stays with its pupil and law; a pupil has one open dossier under each law. */
  private refusal(
    found: KnownTakeover | null,
    entry: TakeoverEntry,
    taken: ReadonlyMap<string, string>,
  ): Refusal | null {
    const { row, pupilId } = entry;
    if (found && (found.pupilId !== pupilId || found.content.regime !== row.regime)) {
      const reason = 'onder dit nummer staat een dossier van een andere leerling of een ander regime';
      return { column: 'dossiernummer', value: row.number, reason };
    }
    const other = taken.get(placeOf(entry));
    if (found || other === undefined || other === keyOf(row)) return null;
    const reason = 'deze leerling heeft hier al een overgenomen open dossier onder een ander nummer';
    return { column: 'dossiernummer', value: row.number, reason };
  }

  private async known(work: Work, groups: readonly TakeoverEntry[][]): Promise<Map<string, KnownTakeover>> {
    const numbers = work.oneOf('t.number', [...new Set(groups.map(([first]) => first!.row.number))], 'code');
    const rows = await work.all<Omit<KnownTakeover, 'content'> & { content: string }>(
      `SELECT t.source, t.number, t.dossier_id AS "dossierId", d.pupil_id AS "pupilId", t.note_id AS "noteId",
              t.task_id AS "taskId", t.content FROM takeover t JOIN dossier d ON d.id = t.dossier_id WHERE ${numbers.sql}`,
      [numbers.value],
    );
    return new Map(
      rows.map((row) => [
        keyOf(row),
        {
          ...row,
          content: JSON.parse(this.encryption.decrypt(row.content, cell(takeover, 'content', row))) as TakenOver,
        },
      ]),
    );
  }

  /** By pupil and law, the key of what was taken over and is open. */
  private async openTakeovers(work: Work, pupils: readonly string[]): Promise<Map<string, string>> {
    const theirs = work.oneOf('d.pupil_id', pupils);
    const rows = await work.all<{ source: string; number: string; pupilId: string; regime: Regime }>(
      `SELECT t.source, t.number, d.pupil_id AS "pupilId", d.regime FROM takeover t JOIN dossier d ON d.id = t.dossier_id
        WHERE ${theirs.sql} AND d.status <> 'afgesloten'`,
      [theirs.value],
    );
    return new Map(rows.map((row) => [placeOf({ pupilId: row.pupilId, row }), keyOf(row)]));
  }
}

const KEEPING: Keeping<TakenOver, TakeoverEntry> = {
  apply: (_state, { row }) => contentOf(row),
  same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

const keyOf = ({ source, number }: { source: string; number: string }): string => `${source}|${number}`;
const placeOf = ({ pupilId, row }: { pupilId: string; row: { regime: Regime } }): string => `${pupilId}|${row.regime}`;
