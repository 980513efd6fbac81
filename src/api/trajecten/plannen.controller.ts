import { Body, Inject, Param, Req } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { asDay, type Day } from '../../law/day';
import { KeepPlan } from '../../trajectories/plan/keep-plan';
import { TrajectoryQuery } from '../../trajectories/trajectory-query';
import { type Asker, Asking, notThere } from '../http/asker';
import { onPremise, versionTag } from '../http/etag';
import { idOf } from '../http/id';
import { Asks, Makes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { shownPlan, whole } from './shown-traject';
import { HeelTraject, Instemming, NieuwPlan, Trajectplan, Voortgang } from './traject';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Plans of a trajectory: written, agreed on, and what of the newest was reached. */
@Voor('rmc-trajectbegeleider')
@Resource('trajecten')
export class PlannenController {
  constructor(
    @Inject(TrajectoryQuery) private readonly trajectories: TrajectoryQuery,
    @Inject(KeepPlan) private readonly plans: KeepPlan,
  ) {}

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
    const actor = onPremise(request, asker, async () => versionTag(await this.read(asker, id)));
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

  private async read(asker: Asker, id: string): Promise<HeelTraject> {
    return whole(await this.trajectories.find(asker, idOf(id)));
  }

  private async plan(asker: Asker, id: string, version: number): Promise<Trajectplan> {
    const { plans } = await this.trajectories.find(asker, idOf(id));
    const found = plans.find((one) => one.version === version);
    if (!found) throw notThere();
    return shownPlan(found);
  }
}

const dayOf = (text: string | null): Day | null => (text === null ? null : asDay(text));
