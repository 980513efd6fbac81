import { Inject, Injectable } from '@nestjs/common';
import { loadAbsence } from '../../absence/absence-history';
import type { Day } from '../../law/day';
import { type PupilFacts, type Rule, RULES } from '../../law/facts';
import { type Calendars, judgePupil } from '../../law/judge';
import { LawParameters, overrideParameters, ParameterError } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { CalendarBook } from '../../registry/calendars';
import { loadFacts } from '../../registry/pupil-facts';
import { compareSignals, inPeriod, type SignalDifference } from './compare-signals';
import { type Load, SimulatedLoad, TRAY } from './simulated-load';

export interface SimulationRequest {
  /** the content of a file in the shape of `config/law/parameters.json`, with only what differs */
  rules: unknown;
  from: Day;
  until: Day;
  onProgress?: (pupils: number) => void;
}

/** Signals under the rules of now and under the other rules, in the period. */
export interface RuleOutcome {
  regel: Rule;
  nu: number;
  dan: number;
  erbij: number;
  vervallen: number;
  gewijzigd: number;
}

export interface OfficerOutcome {
  /** null: nobody can take them, they wait in the verdeelbak */
  medewerker: string | null;
  dossiersNu: number;
  dossiersDan: number;
  signalenNu: number;
  signalenDan: number;
}

export interface Simulation {
  van: Day;
  tot: Day;
  leerlingen: number;
  regels: RuleOutcome[];
  totaal: Omit<RuleOutcome, 'regel'>;
  medewerkers: OfficerOutcome[];
}

/** Pupils judged at once: what is in memory at any moment. */
const BATCH = 500;

/** What other parameters would have raised on the same absence. Reads only; stores nothing. */
@Injectable()
export class Simulate {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem where the rules cannot be read. */
  async run({ rules, from, until, onProgress }: SimulationRequest): Promise<Simulation> {
    const other = otherRules(this.parameters, rules);
    const sql = this.database.read;
    const calendars = await this.calendarBook.open(sql);
    const today = this.clock.today();
    const [loadNow, loadThen] = [new SimulatedLoad(sql, today), new SimulatedLoad(sql, today)];
    const outcomes = new Map(RULES.map((rule) => [rule, emptyOutcome()]));
    let pupils = 0;
    for await (const ids of this.batches(until)) {
      const facts = await loadFacts(sql, ids);
      const absence = await loadAbsence(sql, ids);
      for (const id of ids) {
        const registered = facts.get(id);
        if (!registered) continue;
        const known = { ...registered, absence: (absence.get(id) ?? []).filter(({ day }) => day <= until) };
        const judged = (law: LawParameters) => judge(known, calendars, law, from, until);
        const [now, then] = [judged(this.parameters), judged(other)];
        for (const difference of compareSignals(now, then)) count(outcomes.get(difference.rule)!, difference);
        await loadNow.add(known, now);
        await loadThen.add(known, then);
      }
      pupils += ids.length;
      onProgress?.(pupils);
    }
    const regels = [...outcomes].map(([regel, outcome]) => ({ regel, ...outcome }));
    const totaal = regels.reduce((sum, { regel: _, ...one }) => add(sum, one), emptyOutcome());
    return { van: from, tot: until, leerlingen: pupils, regels, totaal, medewerkers: officers(loadNow, loadThen) };
  }

  /** Everyone with absence up to that day, and everyone who was not enrolled on it. */
  private async *batches(until: Day): AsyncGenerator<string[]> {
    let batch: string[] = [];
    const rows = this.database.read.stream<{ id: string }>(
      `SELECT p.id FROM pupil p
        WHERE EXISTS (SELECT 1 FROM absence_record a WHERE a.pupil_id = p.id)
           OR NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = p.id AND e.from_date <= ?
                           AND (e.until_date IS NULL OR e.until_date >= ?))
        ORDER BY p.id`,
      [until, until],
    );
    for await (const { id } of rows) {
      batch.push(id);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}

function otherRules(base: LawParameters, rules: unknown): LawParameters {
  try {
    return overrideParameters(base, rules);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    throw new Problem('regels-onleesbaar', `Het bestand met regels klopt niet: ${error.message}.`);
  }
}

function judge(facts: PupilFacts, calendars: Calendars, law: LawParameters, from: Day, until: Day) {
  return inPeriod(judgePupil(facts, calendars, law, until), from, until);
}

type Outcome = Omit<RuleOutcome, 'regel'>;

const emptyOutcome = (): Outcome => ({ nu: 0, dan: 0, erbij: 0, vervallen: 0, gewijzigd: 0 });

function count(outcome: Outcome, { change }: SignalDifference): void {
  if (change !== 'erbij') outcome.nu++;
  if (change !== 'vervallen') outcome.dan++;
  if (change !== 'blijft') outcome[change]++;
}

function add(a: Outcome, b: Outcome): Outcome {
  return {
    nu: a.nu + b.nu,
    dan: a.dan + b.dan,
    erbij: a.erbij + b.erbij,
    vervallen: a.vervallen + b.vervallen,
    gewijzigd: a.gewijzigd + b.gewijzigd,
  };
}

const NOTHING: Load = { signals: 0, dossiers: 0 };

/** By employee, the verdeelbak last. */
function officers(now: SimulatedLoad, then: SimulatedLoad): OfficerOutcome[] {
  const codes = [...new Set([...now.loads.keys(), ...then.loads.keys()])];
  codes.sort((a, b) => Number(a === TRAY) - Number(b === TRAY) || (a < b ? -1 : a > b ? 1 : 0));
  return codes.map((code) => {
    const [before, after] = [now.loads.get(code) ?? NOTHING, then.loads.get(code) ?? NOTHING];
    return {
      medewerker: code === TRAY ? null : code,
      dossiersNu: before.dossiers,
      dossiersDan: after.dossiers,
      signalenNu: before.signals,
      signalenDan: after.signals,
    };
  });
}
