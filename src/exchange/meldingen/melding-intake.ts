import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { pupilsFreeToUse } from '../../access/restriction';
import { MeldingStore } from '../../cases/meldingen/melding-store';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import {
  decide,
  type Found,
  type IncomingStore,
  isRefusal,
  type Outcome,
  type Refusal,
  type Settled,
} from '../../platform/incoming';
import { knownLocations } from '../../registry/locations';
import { PupilDirectory } from '../../registry/pupil-directory';
import { unknownLocation, unknownPupil } from '../../registry/pupil-table-store';
import { type Known, keyOf, knownMeldingen } from './known-meldingen';
import { merge, type Stand, standOf } from './merge';
import type { NeutralMelding } from './neutral-melding';
import { type Kept, KeepMeldingen } from './keep-meldingen';

/** One melding told, whose it is, and what is remarkable about what became of it. */
export interface MeldingEntry {
  said: NeutralMelding;
  pupilId: string;
  remark: string | null;
}

/** AVG art. 18 */
const RESTRICTED = 'de gegevens van deze leerling mogen nu niet worden gebruikt; stuur de melding later opnieuw';

/** A melding that the other side is the first to speak of: nobody owns anything here yet. */
const NOBODY = { school: false, gemeente: false, signal: false };

/**
 * The port by which meldingen and status changes come in, whatever brings them: the file of `leerspoor import meldingen`
 * goes through `resolve` and `settle`, a connection through `receive`. Saying the same twice changes nothing.
 */
@Injectable()
export class MeldingIntake implements IncomingStore<NeutralMelding, MeldingEntry> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(KeepMeldingen) private readonly keep: KeepMeldingen,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes meldingen in one unit of work; gives what became of each, and what there is to say of it. */
  receive(actor: Actor, said: readonly NeutralMelding[]): Promise<{ outcome: Outcome; remark: string | null }[]> {
    return this.database.work(async (work) => {
      await work.exclusive('import');
      const found = await this.resolve(work, said);
      const groups = new Map<string, { entries: MeldingEntry[]; places: number[] }>();
      const results = found.map((one, i): { outcome: Outcome; remark: string | null } => {
        if (isRefusal(one)) return { outcome: one, remark: null };
        const group = groups.get(one.key) ?? { entries: [], places: [] };
        group.entries.push(one.entry);
        group.places.push(i);
        groups.set(one.key, group);
        return { outcome: 'ongewijzigd', remark: null };
      });
      const all = [...groups.values()];
      const { outcomes, pupils = [] } = await this.settle(
        work,
        all.map(({ entries }) => entries),
        true,
      );
      all.forEach(({ entries, places }, g) =>
        places.forEach((place, n) => {
          results[place] = { outcome: outcomes[g]![n]!, remark: entries[n]!.remark };
        }),
      );
      const event = {
        action: 'importeren',
        object: 'meldingen',
        objectId: null,
        purpose: PURPOSES.verwerking,
      } as const;
      this.audit.write(work, actor, { ...event, pupils });
      return results;
    });
  }

  async resolve(work: Work, rows: readonly NeutralMelding[]): Promise<(Found<MeldingEntry> | Refusal)[]> {
    const pupils = await this.directory.find(
      work,
      rows.map(({ pgn }) => pgn),
    );
    const free = new Set(await pupilsFreeToUse(work, [...pupils.values()]));
    const births = await birthsOf(work, [...pupils.values()]);
    const locations = await knownLocations(
      work,
      rows.map(({ location }) => location),
    );
    return rows.map((said) => {
      const pupilId = pupils.get(said.pgn);
      if (pupilId === undefined) return unknownPupil(said.pgn);
      if (!free.has(pupilId)) return { column: 'pgn', value: said.pgn, reason: RESTRICTED };
      if (!locations.has(said.location)) return unknownLocation(said.location);
      if (said.birthDate !== null && births.get(pupilId) !== said.birthDate) {
        return { column: 'geboortedatum', value: '', reason: 'hoort niet bij de leerling met dit pgn' };
      }
      return { key: keyOf(said), entry: { said, pupilId, remark: null } };
    });
  }

  async settle(work: Work, groups: readonly MeldingEntry[][], final: boolean): Promise<Settled> {
    const firsts = groups.map((entries) => entries[0]!);
    const pupils = firsts.map(({ pupilId }) => pupilId);
    const these = work.oneOf('id', [...new Set(pupils)]);
    await work.all(`SELECT id FROM pupil WHERE ${these.sql} ORDER BY id${work.lock}`, [these.value]);
    const said = firsts.map((entry) => entry.said);
    const known = await knownMeldingen(work, this.store, said, pupils, this.clock.today());
    const refusals = await this.keep.refusals(
      work,
      firsts.filter((entry) => !known.has(keyOf(entry.said))),
    );
    const outcomes: Outcome[][] = [];
    const kept: Kept[] = [];
    for (const entries of groups) {
      const first = entries[0]!;
      const found = known.get(keyOf(first.said)) ?? null;
      const refusal = found === null ? refusals.get(keyOf(first.said)) : otherPupil(found, first);
      if (refusal) {
        outcomes.push(entries.map(() => refusal));
        continue;
      }
      const decision = decide(found === null ? null : standOf(found.melding), entries, keeping(found), final);
      outcomes.push(decision.outcomes);
      if (decision.write) kept.push({ ...first, said: entries.at(-1)!.said, known: found, stand: decision.state! });
      else if (found && !found.linked) kept.push({ ...first, known: found, stand: standOf(found.melding) });
    }
    await this.keep.write(work, kept);
    return { outcomes, pupils: [...new Set(kept.map(({ pupilId }) => pupilId))] };
  }
}

function keeping(known: Known | null) {
  return {
    apply(stand: Stand | null, entry: MeldingEntry) {
      const merged = merge(stand, entry.said, known?.owned ?? NOBODY);
      if (isRefusal(merged)) return merged;
      entry.remark = merged.remark;
      return merged.stand;
    },
    same: (a: Stand, b: Stand) => JSON.stringify(a) === JSON.stringify(b),
  };
}

function otherPupil({ melding }: Known, { pupilId, said }: MeldingEntry): Refusal | null {
  if (melding.pupilId === pupilId && melding.kind === said.kind && melding.location === said.location) return null;
  const reason = 'onder dit nummer staat een melding van een andere leerling, soort of vestiging; trek die eerst in';
  return { column: 'meldingnummer', value: said.number, reason };
}

async function birthsOf(work: Work, ids: readonly string[]): Promise<Map<string, string>> {
  const these = work.oneOf('id', ids);
  const rows = await work.all<{ id: string; birth: string }>(
    `SELECT id, birth_date AS "birth" FROM pupil WHERE ${these.sql}`,
    [these.value],
  );
  return new Map(rows.map(({ id, birth }) => [id, birth]));
}
