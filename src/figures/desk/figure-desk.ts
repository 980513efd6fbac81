import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { municipalitiesOf } from '../../registry/facts';
import { namesOfSchools } from '../../registry/locations';
import { scopeOf } from '../../registry/scopes';
import { DuoComparison } from '../duo/compare';
import { DuoMonthFigures } from '../duo/duo-month';
import { DuoPersons } from '../duo/duo-persons';
import { DuoVsvFigures } from '../duo/duo-vsv';
import { EffectFigures } from '../effect/effect-figures';
import type { Figure, FigureQuestion } from '../figure';
import { ManagementFigures } from '../management/management';
import { MeasureFigures } from '../management/measures';
import { Workload } from '../management/workload';
import { PersonsBehind } from '../persons/persons-behind';
import { StoredBehind } from '../persons/stored-behind';
import { ProgrammeFigures } from '../programme/programme-figures';
import { CouncilReport } from '../report/council-report';
import type { Report } from '../report/report';
import { StoredAnswers } from '../stored/stored-answers';
import { TellingFigures } from '../telling/telling';
import { HomeFigures } from '../thuiszitters/home-figures';
import { OldLeavers } from '../vsv/old-leavers';
import { VsvPersons } from '../vsv/persons';
import { VsvStates } from '../vsv/states';
import type { Step } from '../vsv/steps';
import { VsvTrend } from '../vsv/trend';
import { VsvFigures } from '../vsv/vsv-figures';
import type { VsvState } from '../vsv/vsv-table';
import { type FigureKind, type FigureKindName, figureKind } from './kinds';

/** Persons in one answer at most. */
export const PERSONS_AT_ONCE = 1_000;

/** What only some kinds ask for. */
export interface FigureDetails {
  /** vsv: which count */
  state?: VsvState;
  /** vsv, vsv-personen, kinds of `STORABLE` and the persons behind them: id of a stored count, also one that is no longer the latest */
  snapshot?: string;
  /** vsv-personen: only this step of the formula */
  step?: Step;
  /** kinds of persons: only the row with this key */
  key?: string;
  /** persons behind a cell: only this column of the row */
  column?: string;
  /** kinds of persons: from this row on */
  offset?: number;
  limit?: number;
  /** thuiszitters, thuiszitters-personen: per month by the definition of this name */
  definition?: string;
}

/**
 * Throws a Problem where a publication is asked of anything but one whole region: what is withheld of one municipality
 * would follow from its region and the others, and what is withheld of one region from everything and the others.
 */
function requireRegion({ region, municipality, within }: FigureQuestion, today: Day): void {
  const part = region === null ? [] : municipalitiesOf(region, today);
  const whole = region !== null && part.every(({ code }) => within?.includes(code) ?? true);
  if (municipality === null && whole) return;
  throw new Problem(
    'publicatie-per-regio',
    'Deze cijfers kunnen alleen voor een hele regio worden gepubliceerd. Kies een regio.',
  );
}

type Run = (actor: Actor, question: FigureQuestion, details: FigureDetails) => Promise<Figure | Report>;

/** Where anybody asks for figures: only of what the own role and area show. */
@Injectable()
export class FigureDesk {
  private readonly runs: Readonly<Record<FigureKindName, Run>>;

  constructor(
    @Inject(VsvFigures) vsv: VsvFigures,
    @Inject(VsvTrend) trend: VsvTrend,
    @Inject(VsvStates) states: VsvStates,
    @Inject(VsvPersons) persons: VsvPersons,
    @Inject(OldLeavers) old: OldLeavers,
    @Inject(DuoVsvFigures) duo: DuoVsvFigures,
    @Inject(DuoMonthFigures) months: DuoMonthFigures,
    @Inject(DuoPersons) duoPersons: DuoPersons,
    @Inject(DuoComparison) comparison: DuoComparison,
    @Inject(TellingFigures) telling: TellingFigures,
    @Inject(CouncilReport) report: CouncilReport,
    @Inject(EffectFigures) effect: EffectFigures,
    @Inject(HomeFigures) home: HomeFigures,
    @Inject(ManagementFigures) management: ManagementFigures,
    @Inject(MeasureFigures) measures: MeasureFigures,
    @Inject(Workload) workload: Workload,
    @Inject(ProgrammeFigures) programme: ProgrammeFigures,
    @Inject(PersonsBehind) behind: PersonsBehind,
    @Inject(StoredBehind) then: StoredBehind,
    @Inject(StoredAnswers) stored: StoredAnswers,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Database) private readonly database: Database,
  ) {
    const page = ({ limit = PERSONS_AT_ONCE, offset = 0 }: FigureDetails) => ({ limit, offset });
    const cellOf = ({ key, column, ...rest }: FigureDetails) => {
      if (key !== undefined) return { key, column: column ?? null, ...page(rest) };
      throw new Problem('sleutel-ontbreekt', 'Kies een rij van de cijfers: geef de sleutel ervan (sleutel).');
    };
    this.runs = {
      vsv: (_, question, { state, snapshot }) => vsv.run(question, state, snapshot),
      'vsv-trend': (_, question) => trend.run(question),
      'vsv-standen': (_, question) => states.run(question),
      'vsv-personen': (actor, question, { state = 'actueel', snapshot, step = null, key = null, ...rest }) =>
        persons.run(actor, question, { state, snapshot, step, key, ...page(rest) }),
      'oud-vsv': (_, question) => old.run(question),
      'duo-vsv': (_, question) => duo.run(question),
      'duo-maand': (_, question) => months.run(question),
      'duo-maand-personen': (actor, question, details) => duoPersons.ofMonths(actor, question, cellOf(details)),
      'duo-vsv-personen': (actor, question, details) => duoPersons.ofVsv(actor, question, cellOf(details)),
      'duo-vergelijking': (_, question) => comparison.run(question),
      'duo-personen': (actor, question, details) =>
        comparison.persons(actor, question, { key: details.key ?? null, ...page(details) }),
      'telling-personen': (actor, question, details) =>
        details.snapshot === undefined
          ? behind.ofTelling(actor, question, cellOf(details))
          : then.ofTelling(actor, question, cellOf(details), details.snapshot),
      'effect-personen': (actor, question, details) =>
        details.snapshot === undefined
          ? behind.ofEffect(actor, question, cellOf(details))
          : then.ofEffect(actor, question, cellOf(details), details.snapshot),
      'management-personen': (actor, question, details) => behind.ofManagement(actor, question, cellOf(details)),
      'maatregelen-personen': (actor, question, details) => behind.ofMeasures(actor, question, cellOf(details)),
      'thuiszitters-personen': (actor, question, details) =>
        details.snapshot === undefined
          ? behind.ofHomes(actor, question, cellOf(details), details.definition)
          : then.ofHomes(actor, question, cellOf(details), details.snapshot, details.definition),
      telling: async (_, question, { snapshot }) =>
        telling.run(question, await stored.of('telling', question, snapshot)),
      jaarverslag: (_, question, { snapshot }) => report.run(question, snapshot),
      effectrapportage: async (_, question, { snapshot }) =>
        effect.run(question, await stored.of('effectrapportage', question, snapshot)),
      thuiszitters: async (_, question, { definition, snapshot }) =>
        home.run(question, definition, await stored.of('thuiszitters', question, snapshot)),
      management: async (_, question, { snapshot }) =>
        management.run(question, await stored.of('management', question, snapshot)),
      maatregelen: async (_, question, { snapshot }) =>
        measures.run(question, await stored.of('maatregelen', question, snapshot)),
      belasting: (actor, question) => workload.run(actor, question),
      programma: (_, question) => programme.run(question),
    };
  }

  /**
   * Throws a Problem: 403 where the visitor sees no figures at all, 404 where the municipality or region lies outside
   * what they see, or where there is nothing to count from; 400 where persons are asked for publication.
   */
  async ask(
    actor: Actor,
    name: FigureKindName,
    question: FigureQuestion,
    details: FigureDetails = {},
  ): Promise<Figure | Report> {
    const kind: FigureKind = figureKind(name);
    if (kind.persons && question.publication) {
      throw new Problem('personen-niet-openbaar', 'Personen zijn nooit voor publicatie: laat publicatie weg.');
    }
    if (kind.internal && question.publication) {
      throw new Problem('niet-openbaar', 'Deze cijfers zijn niet voor publicatie: laat publicatie weg.');
    }
    const asked = this.withinScope(actor, question);
    const perRegion = kind.publishedPer === 'regio' || asked.per === 'school';
    if (asked.publication && (perRegion || kind.publishedPerRegion?.includes(asked.per)))
      requireRegion(asked, this.clock.today());
    const figure = await this.runs[name](actor, asked, details);
    return question.per === 'school' && 'rijen' in figure ? this.withSchools(figure) : figure;
  }

  /** As `ask`, of a kind that is one table. */
  async table(
    actor: Actor,
    name: Exclude<FigureKindName, 'jaarverslag'>,
    question: FigureQuestion,
    details: FigureDetails = {},
  ): Promise<Figure> {
    return (await this.ask(actor, name, question, details)) as Figure;
  }

  /** Schools by their names, where the registry knows the location or, for DUO's four characters, the school. */
  private async withSchools(figure: Figure): Promise<Figure> {
    const keys = figure.rijen.map(({ cells }) => String(cells['sleutel']));
    const names = await namesOfSchools(this.database.read, keys);
    const rijen = figure.rijen.map((row) => {
      const naam = row.cells['naam'] ?? names.get(String(row.cells['sleutel'])) ?? null;
      return 'naam' in row.cells ? { ...row, cells: { ...row.cells, naam } } : row;
    });
    return { ...figure, rijen };
  }

  /** The question as the visitor may ask it; the system may ask anything. */
  withinScope({ visitor }: Actor, question: FigureQuestion): FigureQuestion {
    if (visitor === null) return question;
    const today = this.clock.today();
    const seen = scopeOf(visitor, today).figures.municipalities;
    if (seen.length === 0) {
      throw new Problem('mag-niet', 'Uw rol geeft geen toegang tot cijfers van een gemeente of regio.', {
        status: 403,
      });
    }
    const { municipality, region } = question;
    const outside =
      (municipality !== null && !seen.includes(municipality)) ||
      (region !== null && !municipalitiesOf(region, today).some(({ code }) => seen.includes(code)));
    if (outside) {
      throw new Problem('niet-gevonden', 'Dit bestaat niet, of u heeft er geen toegang toe.', {
        status: 404,
        logLevel: 'debug',
      });
    }
    return { ...question, within: seen };
  }
}
