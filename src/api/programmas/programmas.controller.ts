import { Body, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type KeptMeasure, type KeptTarget, measuresOf, targetsKept } from '../../figures/programme/programme-reads';
import { keepsProgramme, kindOfArea, readsProgramme } from '../../figures/programme/programme-scope';
import { TakeProgramme } from '../../imports/take-programme';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import type { Refusal } from '../../platform/incoming';
import { type Asker, Asking, notAllowed, notThere } from '../http/asker';
import { isKnown, requireTag, versionGiven, versionTag } from '../http/etag';
import { Puts, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import {
  ALL_LEVELS,
  MaatregelGegevens,
  Programma,
  ProgrammaMaatregel,
  Streefcijfer,
  StreefcijferGegevens,
} from './programma';

const Area = () => ApiParam({ name: 'gebied', schema: { type: 'string', pattern: '^\\d{2}(\\d{2})?$' } });
const Year = () => ApiParam({ name: 'schooljaar', schema: { type: 'integer', minimum: 1900, maximum: 2099 } });
const Name = (name: string) => ApiParam({ name, schema: { type: 'string', maxLength: 60 } });

const MEASURE = ':gebied/maatregelen/:maatregel/:schooljaar';
const TARGET = ':gebied/streefcijfers/:schooljaar/:niveau';

/** The regional programme (WEB 9.2.8), local agreements, and targets for early leaving. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('programmas')
export class ProgrammasController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TakeProgramme) private readonly take: TakeProgramme,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Reads({
    ...{ id: 'programmaLezen', does: 'Geeft de maatregelen en streefcijfers van een regio of gemeente' },
    ...{ path: ':gebied', gives: Programma },
  })
  @Area()
  async read(@Asking() asker: Asker, @Param('gebied') area: string): Promise<Programma> {
    this.requireSight(asker, area);
    const sql = this.database.read;
    const [measures, targets] = [await measuresOf(sql, area), await targetsKept(sql, area)];
    return {
      ...{ gebied: area, soort: kindOfArea(area)! },
      ...{ maatregelen: measures.map(shownMeasure), streefcijfers: targets.map(shownTarget) },
    };
  }

  @Reads({
    ...{ id: 'programmaMaatregelLezen', does: 'Geeft een maatregel in een schooljaar', path: MEASURE },
    ...{ gives: ProgrammaMaatregel, tagged: true },
  })
  @Area()
  @Name('maatregel')
  @Year()
  async measure(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('maatregel') name: string,
    @Param('schooljaar') year: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.requireSight(asker, area);
    const found = await findMeasure(this.database.read, area, name, yearOf(year));
    if (!found) throw notThere();
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Puts({
    ...{ id: 'programmaMaatregelBewaren', does: 'Maakt een maatregel in een schooljaar, of zet alle gegevens' },
    about: 'Alleen de coördinator van de regio. Wat u weglaat wordt leeg. Voor wat er al staat is If-Match nodig.',
    ...{ path: MEASURE, gives: ProgrammaMaatregel },
  })
  @Area()
  @Name('maatregel')
  @Year()
  async keepMeasure(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('maatregel') name: string,
    @Param('schooljaar') year: string,
    @Body(new ApiValidation('body')) given: MaatregelGegevens,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.requireKeeping(asker, area);
    return this.keep(
      request,
      reply,
      (sql) => findMeasure(sql, area, name, yearOf(year)),
      (work) => this.take.measure(work, asker, { ...measureKey(area, name, yearOf(year)), ...filled(given) }),
    );
  }

  @Removes({
    ...{ id: 'programmaMaatregelVerwijderen', does: 'Verwijdert een maatregel uit een schooljaar', path: MEASURE },
    conditional: true,
  })
  @Area()
  @Name('maatregel')
  @Year()
  async removeMeasure(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('maatregel') name: string,
    @Param('schooljaar') year: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.requireKeeping(asker, area);
    const key = measureKey(area, name, yearOf(year));
    await this.remove(
      request,
      (sql) => findMeasure(sql, area, name, yearOf(year)),
      (work) => this.take.measure(work, asker, { ...key, verwijderd: true }),
    );
  }

  @Reads({
    ...{ id: 'streefcijferLezen', does: 'Geeft het streefcijfer van een schooljaar en niveau' },
    ...{ path: TARGET, gives: Streefcijfer, tagged: true },
  })
  @Area()
  @Year()
  @Name('niveau')
  async target(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('schooljaar') year: string,
    @Param('niveau') level: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.requireSight(asker, area);
    const found = await findTarget(this.database.read, area, yearOf(year), level);
    if (!found) throw notThere();
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Puts({
    ...{ id: 'streefcijferBewaren', does: 'Zet het streefcijfer van een schooljaar en niveau' },
    about:
      'Alleen de coördinator van de regio. Niveau alle: alle niveaus samen. Voor wat er al staat is If-Match nodig.',
    ...{ path: TARGET, gives: Streefcijfer },
  })
  @Area()
  @Year()
  @Name('niveau')
  async keepTarget(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('schooljaar') year: string,
    @Param('niveau') level: string,
    @Body(new ApiValidation('body')) given: StreefcijferGegevens,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.requireKeeping(asker, area);
    return this.keep(
      request,
      reply,
      (sql) => findTarget(sql, area, yearOf(year), level),
      (work) => this.take.target(work, asker, { ...targetKey(area, yearOf(year), level), ...given }),
    );
  }

  @Removes({ id: 'streefcijferVerwijderen', does: 'Verwijdert een streefcijfer', path: TARGET, conditional: true })
  @Area()
  @Year()
  @Name('niveau')
  async removeTarget(
    @Asking() asker: Asker,
    @Param('gebied') area: string,
    @Param('schooljaar') year: string,
    @Param('niveau') level: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.requireKeeping(asker, area);
    await this.remove(
      request,
      (sql) => findTarget(sql, area, yearOf(year), level),
      (work) => this.take.target(work, asker, { ...targetKey(area, yearOf(year), level), verwijderd: true }),
    );
  }

  private async keep<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    find: (sql: Sql) => Promise<T | undefined>,
    write: (work: Work) => Promise<readonly Refusal[]>,
  ): Promise<T> {
    const saved = await this.database.work(async (work) => {
      const before = await find(work);
      if (before) requireTag(versionGiven(request), versionTag(before));
      const refusals = await write(work);
      if (refusals.length > 0) {
        throw invalid(refusals.map(({ column, reason }) => ({ pointer: `/${column}`, reden: reason })));
      }
      return (await find(work))!;
    });
    void reply.header('etag', versionTag(saved));
    return saved;
  }

  private async remove(
    request: FastifyRequest,
    find: (sql: Sql) => Promise<unknown>,
    write: (work: Work) => Promise<readonly Refusal[]>,
  ): Promise<void> {
    await this.database.work(async (work) => {
      const before = await find(work);
      if (!before) throw notThere();
      if (request.headers['if-match'] !== undefined) requireTag(versionGiven(request), versionTag(before));
      await write(work);
    });
  }

  private requireSight(asker: Asker, area: string): void {
    if (!readsProgramme(asker.visitor, area, this.clock.today())) throw notThere();
  }

  private requireKeeping(asker: Asker, area: string): void {
    this.requireSight(asker, area);
    if (keepsProgramme(asker.visitor, area, this.clock.today())) return;
    throw notAllowed('Programma en streefcijfers wijzigt alleen de coördinator van de regio.');
  }
}

const yearOf = (text: string): number => {
  if (!/^(19|20)\d\d$/.test(text)) throw notThere();
  return Number(text);
};

const measureKey = (area: string, measure: string, year: number) => ({
  ...{ soort: kindOfArea(area)!, gebied: area, maatregel: measure, schooljaar: year },
});
const targetKey = (area: string, year: number, level: string) => ({
  ...{ gebied: area, schooljaar: year, niveau: level === ALL_LEVELS ? '' : level },
});

/** What was left out is empty, as in a file with every column. */
const filled = ({ titel, doel, ...rest }: MaatregelGegevens) => ({
  ...{ titel, doel, partijen: rest.partijen ?? null, begindatum: rest.begindatum ?? null },
  ...{ einddatum: rest.einddatum ?? null, budget: rest.budget ?? null, besteed: rest.besteed ?? null },
  ...{ doelaantal: rest.doelaantal ?? null, bereikt: rest.bereikt ?? null },
});

async function findMeasure(sql: Sql, area: string, measure: string, schoolYear: number) {
  const [found] = await measuresOf(sql, area, { measure, schoolYear });
  return found && shownMeasure(found);
}

async function findTarget(sql: Sql, area: string, year: number, level: string) {
  const all = (await targetsKept(sql, area)).map(shownTarget);
  return all.find((one) => one.schooljaar === year && one.niveau === level);
}

const shownMeasure = (one: KeptMeasure): ProgrammaMaatregel => ({
  ...{ maatregel: one.measure, schooljaar: one.schoolYear, titel: one.title, doel: one.aim, partijen: one.parties },
  ...{ begindatum: one.from, einddatum: one.until, budget: one.budget, besteed: one.spent },
  ...{ doelaantal: one.target, bereikt: one.reached },
});

const shownTarget = (one: KeptTarget): Streefcijfer => ({
  ...{ schooljaar: one.schoolYear, niveau: one.level === '' ? ALL_LEVELS : one.level },
  ...{ percentage: one.percentage, bron: one.source },
});
