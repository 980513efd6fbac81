import { Inject, Injectable } from '@nestjs/common';
import { loadAbsence } from '../../absence/absence-history';
import type { Day } from '../../law/day';
import { type PupilFacts, type Rule, RULES } from '../../law/facts';
import { type Calendars, judgePupil } from '../../law/judge';
import { LawParameters, overrideParameters, ParameterError } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
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
  /** only pupils who live here today; absent: all */
  municipalities?: readonly string[];
  /** refuses more pupils than this: who waits for an answer cannot wait for hours */
  most?: number;
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

/** Pupils of whom somebody can wait for the answer at a page or over the API. */
export const MOST_WAITED_FOR = 50_000;

/** Pupils judged at once: what is in memory at any moment. */
const BATCH = 500;

/** What other parameters would have raised on the same absence. Reads only; stores nothing. */
@Injectable()
export class Simulate {
  private running = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Throws a Problem where the rules cannot be read (400), where there are more pupils than may be (413), and where this
   * process is at another simulation (409): one takes a processor as it is.
   */
  async run(request: SimulationRequest): Promise<Simulation> {
    const other = otherRules(this.parameters, request.rules);
    if (this.running) {
      throw new Problem('simulatie-bezig', 'Er loopt al een simulatie. Probeer het over een minuut opnieuw.', {
        status: 409,
        logLevel: 'debug',
      });
    }
    this.running = true;
    try {
      if (request.most !== undefined) await this.requireFew(request, request.most);
      return await this.judgeAll(request, other);
    } finally {
      this.running = false;
    }
  }

  private async judgeAll(request: SimulationRequest, other: LawParameters): Promise<Simulation> {
    const { from, until, onProgress } = request;
    const sql = this.database.read;
    const calendars = await this.calendarBook.open(sql);
    const today = this.clock.today();
    const [loadNow, loadThen] = [new SimulatedLoad(sql, today), new SimulatedLoad(sql, today)];
    const outcomes = new Map(RULES.map((rule) => [rule, emptyOutcome()]));
    let pupils = 0;
    for await (const ids of this.batches(request)) {
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
      // where a server does this, others get their turn
      await new Promise((resolve) => setImmediate(resolve));
    }
    const regels = [...outcomes].map(([regel, outcome]) => ({ regel, ...outcome }));
    const totaal = regels.reduce((sum, { regel: _, ...one }) => add(sum, one), emptyOutcome());
    return { van: from, tot: until, leerlingen: pupils, regels, totaal, medewerkers: officers(loadNow, loadThen) };
  }

  private async requireFew(request: SimulationRequest, most: number): Promise<void> {
    const { sql, values } = this.chosen(request);
    const found = await this.database.read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM (${sql}) q`, values);
    if (found!.n <= most) return;
    throw new Problem(
      'te-veel-leerlingen',
      `Dit zijn ${found!.n} leerlingen, te veel om op te wachten. Kies een gemeente, of gebruik: leerspoor simuleer.`,
      { status: 413, logLevel: 'debug' },
    );
  }

  private async *batches(request: SimulationRequest): AsyncGenerator<string[]> {
    let batch: string[] = [];
    const { sql, values } = this.chosen(request);
    for await (const { id } of this.database.read.stream<{ id: string }>(`${sql} ORDER BY p.id`, values)) {
      batch.push(id);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Everyone with absence, and everyone who was not enrolled on the last day. */
  private chosen({ until, municipalities }: SimulationRequest): { sql: string; values: Value[] } {
    const home = `(SELECT r.municipality FROM residence r WHERE r.pupil_id = p.id AND r.from_date <= ?
      ORDER BY r.from_date DESC LIMIT 1)`;
    const here = municipalities && this.database.read.oneOf(home, municipalities, 'code');
    return {
      sql: `SELECT p.id FROM pupil p
        WHERE (EXISTS (SELECT 1 FROM absence_record a WHERE a.pupil_id = p.id)
           OR NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = p.id AND e.from_date <= ?
                           AND (e.until_date IS NULL OR e.until_date >= ?)))${here ? ` AND ${here.sql}` : ''}`,
      values: [until, until, ...(here ? [this.clock.today(), here.value] : [])],
    };
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
