import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { asDay, type Day } from '../../law/day';
import { Partners } from '../../trajectories/contact/partners';
import { TakeOnEarly } from '../../trajectories/course/take-on-early';
import { KeepPlan } from '../../trajectories/plan/keep-plan';
import type { WholePlan } from '../../trajectories/plan/plan-store';
import { TrajectoryForms } from '../../trajectories/trajectory-forms';
import { TrajectoryQuery, type TrajectoryRow, type TrajectoryView } from '../../trajectories/trajectory-query';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, readingGegevens } from '../http/validation';
import {
  HeelTraject,
  Instemming,
  PartnerEinde,
  NieuwPlan,
  Traject,
  TRAJECT_FIELDS,
  TrajectenQuery,
  Trajectplan,
  TrajectStap,
  VervroegdTraject,
  Voortgang,
} from './traject';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Trajectories of the Doorstroompunt. */
@Voor('rmc-trajectbegeleider')
@Resource('trajecten')
export class TrajectenController {
  constructor(
    @Inject(TrajectoryQuery) private readonly trajectories: TrajectoryQuery,
    @Inject(TrajectoryForms) private readonly forms: TrajectoryForms,
    @Inject(KeepPlan) private readonly plans: KeepPlan,
    @Inject(TakeOnEarly) private readonly early: TakeOnEarly,
    @Inject(Partners) private readonly partners: Partners,
  ) {}

  @Lists({ id: 'trajectenLezen', does: 'Geeft de trajecten die u mag zien, oudste eerst', gives: Traject })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: TrajectenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status, open, zonderContact, medewerker } = query;
    const wish = { state: status, open, alarm: zonderContact, employee: medewerker };
    const rows = await this.trajectories.list(asker, { ...wish, limit: query.paginagrootte, offset: offsetOf(query) });
    const total = await this.trajectories.count(asker, wish);
    return toPage(request, reply, query, { rows: rows.map(shown), total }, fieldsAsked(query.velden, TRAJECT_FIELDS));
  }

  @Makes({
    ...{ id: 'trajectVervroegdBeginnen', does: 'Begint een traject voor een jongere van 17', gives: HeelTraject },
    errors: [404, 409],
  })
  async begin(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { leerling, herkomst, reden }: VervroegdTraject,
  ): Promise<HeelTraject> {
    const id = await this.early.takeOn(asker, { pupilId: leerling, source: herkomst, reason: reden });
    return whole(await this.trajectories.find(asker, id));
  }

  @Reads({
    id: 'trajectLezen',
    does: 'Geeft één traject met plan, contact en partners',
    path: ':id',
    gives: HeelTraject,
    tagged: true,
  })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeelTraject | undefined> {
    const found = await this.read(asker, id);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Asks({
    ...{ id: 'trajectStapZetten', does: 'Zet een stap met een traject, of legt er iets bij vast' },
    ...{ path: ':id/stappen', gives: HeelTraject, conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: TrajectStap,
    @Req() request: FastifyRequest,
  ): Promise<HeelTraject> {
    const { trajectory } = await this.trajectories.find(asker, idOf(id));
    const actor = this.onPremise(request, asker, id);
    await readingGegevens(() => this.forms.run(stap, actor, trajectory, gegevens));
    return this.read(asker, id);
  }

  @Makes({
    ...{
      id: 'trajectplanSchrijven',
      does: 'Schrijft de versie van het plan die nog niet vaststaat',
      path: ':id/plannen',
    },
    ...{ gives: Trajectplan, conditional: true, errors: [409] },
  })
  @Numbered()
  async write(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { samenvatting, doelen }: NieuwPlan,
    @Req() request: FastifyRequest,
  ): Promise<Trajectplan> {
    const actor = this.onPremise(request, asker, id);
    const version = await this.plans.draft(actor, idOf(id), {
      summary: samenvatting,
      goals: doelen.map((goal) => ({
        ...{ area: goal.leefgebied, description: goal.omschrijving, reachedOn: dayOf(goal.bereiktOp) },
        steps: goal.stappen.map((step) => ({
          ...{ description: step.omschrijving, taker: step.wie },
          ...{ dueOn: dayOf(step.uiterlijk), doneOn: dayOf(step.gedaanOp) },
        })),
      })),
    });
    return this.plan(asker, id, version);
  }

  @Asks({
    ...{ id: 'trajectplanInstemmen', does: 'Legt vast dat de jongere instemt met een versie; die staat dan vast' },
    ...{ path: ':id/plannen/:versie/instemming', gives: Trajectplan, errors: [409] },
  })
  @Numbered()
  @ApiParam({ name: 'versie', schema: { type: 'integer', minimum: 1 } })
  async agree(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('versie') version: string,
    @Body(new ApiValidation('body')) { datum }: Instemming,
  ): Promise<Trajectplan> {
    await this.plans.agree(asker, idOf(id), Number(version), asDay(datum));
    return this.plan(asker, id, Number(version));
  }

  @Asks({
    ...{ id: 'trajectdoelBereikt', does: 'Legt vast dat een doel van het nieuwste plan is bereikt, of toch niet' },
    ...{ path: ':id/doelen/:doel/voortgang', gives: HeelTraject, errors: [409] },
  })
  @Numbered()
  @ApiParam({ name: 'doel', schema: { type: 'string', format: 'uuid' } })
  async reach(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('doel') goal: string,
    @Body(new ApiValidation('body')) { datum }: Voortgang,
  ): Promise<HeelTraject> {
    await this.plans.reach(asker, idOf(id), idOf(goal), dayOf(datum));
    return this.read(asker, id);
  }

  @Asks({
    ...{ id: 'trajectplanstapGedaan', does: 'Legt vast dat een stap van het nieuwste plan is gedaan, of toch niet' },
    ...{ path: ':id/planstappen/:planstap/voortgang', gives: HeelTraject, errors: [409] },
  })
  @Numbered()
  @ApiParam({ name: 'planstap', schema: { type: 'string', format: 'uuid' } })
  async finish(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('planstap') step: string,
    @Body(new ApiValidation('body')) { datum }: Voortgang,
  ): Promise<HeelTraject> {
    await this.plans.finish(asker, idOf(id), idOf(step), dayOf(datum));
    return this.read(asker, id);
  }

  @Asks({
    ...{ id: 'trajectpartnerBeeindigen', does: 'Legt vast tot wanneer een partner meehelpt' },
    ...{ path: ':id/partners/:partner/einde', gives: HeelTraject, errors: [409] },
  })
  @Numbered()
  @ApiParam({ name: 'partner', schema: { type: 'string', format: 'uuid' } })
  async endPartner(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('partner') partner: string,
    @Body(new ApiValidation('body')) { einddatum }: PartnerEinde,
  ): Promise<HeelTraject> {
    await this.partners.end(asker, idOf(id), idOf(partner), asDay(einddatum));
    return this.read(asker, id);
  }

  private async read(asker: Asker, id: string): Promise<HeelTraject> {
    return whole(await this.trajectories.find(asker, idOf(id)));
  }

  private onPremise(request: FastifyRequest, asker: Asker, id: string): Asker {
    return onPremise(request, asker, async () => versionTag(await this.read(asker, id)));
  }

  private async plan(asker: Asker, id: string, version: number): Promise<Trajectplan> {
    const { plans } = await this.trajectories.find(asker, idOf(id));
    const found = plans.find((one) => one.version === version);
    if (!found) throw notThere();
    return shownPlan(found);
  }
}

const dayOf = (text: string | null): Day | null => (text === null ? null : asDay(text));

type Shown = Omit<TrajectoryRow, 'alarmSince'> & { alarmSince: Day | null };

function shown(one: Shown): Traject {
  return {
    ...{ id: one.id, leerling: one.pupilId, dossier: one.dossierId, status: one.state, herkomst: one.source },
    ...{ regio: one.region, gemeente: one.municipality, aangemeldOp: one.deliveredOn, benaderdOp: one.approachedOn },
    ...{ intakeOp: one.intakeOn, gestartOp: one.startedOn, beeindigdOp: one.endedOn, uitkomst: one.outcome },
    urenPerWeek: one.outcomeHundredths === null ? null : one.outcomeHundredths / 100,
    ...{ bestemming: one.destination, terugkerend: one.returning === 1, contactElkeDagen: one.contactEvery },
    ...{ laatsteContact: one.contactOn, zonderContactSinds: one.alarmSince, medewerker: one.employee },
  };
}

function whole(view: TrajectoryView): HeelTraject {
  return {
    ...shown({ ...view.trajectory, alarmSince: view.alarms[0] ?? null }),
    plannen: view.plans.map(shownPlan),
    contacten: view.contacts.map((one) => ({
      ...{ datum: one.day, soort: one.kind, bereikt: one.reached, medewerker: one.employee, notitie: one.note },
    })),
    partners: view.partners.map((one) => ({
      ...{ id: one.id, soort: one.kind, naam: one.name, contact: one.contact },
      ...{ begindatum: one.from, einddatum: one.until },
    })),
    schoolEerst: view.schoolFirst !== null,
  };
}

function shownPlan({ version, madeOn, agreedOn, summary, goals }: WholePlan): Trajectplan {
  return {
    ...{ versie: version, gemaaktOp: madeOn, ingestemdOp: agreedOn, samenvatting: summary },
    doelen: goals.map((goal) => ({
      ...{ id: goal.id, leefgebied: goal.area, omschrijving: goal.description, bereiktOp: goal.reachedOn },
      stappen: goal.steps.map((step) => ({
        ...{
          id: step.id,
          omschrijving: step.description,
          wie: step.taker,
          uiterlijk: step.dueOn,
          gedaanOp: step.doneOn,
        },
      })),
    })),
  };
}
