import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { asDay } from '../../law/day';
import { Partners } from '../../trajectories/contact/partners';
import { TakeOnEarly } from '../../trajectories/course/take-on-early';
import { TrajectoryForms } from '../../trajectories/trajectory-forms';
import { TrajectoryQuery } from '../../trajectories/trajectory-query';
import { type Asker, Asking } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, readingGegevens } from '../http/validation';
import { shown, whole } from './shown-traject';
import {
  HeelTraject,
  PartnerEinde,
  Traject,
  TRAJECT_FIELDS,
  TrajectenQuery,
  TrajectStap,
  VervroegdTraject,
} from './traject';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Trajectories of the Doorstroompunt. */
@Voor('rmc-trajectbegeleider')
@Resource('trajecten')
export class TrajectenController {
  constructor(
    @Inject(TrajectoryQuery) private readonly trajectories: TrajectoryQuery,
    @Inject(TrajectoryForms) private readonly forms: TrajectoryForms,
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
}
