import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type DeadLetter, type Subscription, Subscriptions } from '../../exchange/events/subscriptions';
import { isId } from '../../platform/ids';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, pageFrom, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import {
  Abonnement,
  AbonnementenQuery,
  BezorgingenOpnieuw,
  BezorgingenOpnieuwUitkomst,
  DEAD_LETTER_FIELDS,
  GemaaktAbonnement,
  MislukteBezorging,
  MislukteBezorgingenQuery,
  NieuwAbonnement,
  SUBSCRIPTION_FIELDS,
} from './abonnement';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Other systems that are told of what happens (webhooks). */
@Voor('functioneel-beheerder')
@Resource('abonnementen')
export class AbonnementenController {
  constructor(@Inject(Subscriptions) private readonly subscriptions: Subscriptions) {}

  @Lists({ id: 'abonnementenLezen', does: 'Geeft de abonnementen, ook beëindigde, de oudste eerst', gives: Abonnement })
  async list(
    @Query(new ApiValidation('query')) query: AbonnementenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, SUBSCRIPTION_FIELDS);
    return toPage(request, reply, query, pageFrom((await this.subscriptions.list()).map(shown), query), asked);
  }

  @Reads({ id: 'abonnementLezen', does: 'Geeft één abonnement', path: ':id', gives: Abonnement })
  @Numbered()
  async one(@Param('id') id: string): Promise<Abonnement> {
    const found = await this.subscriptions.one(idOf(id));
    if (!found) throw notThere();
    return shown(found);
  }

  @Makes({
    ...{ id: 'abonnementMaken', does: 'Maakt een abonnement, en geeft één keer het geheim van de handtekening' },
    ...{ gives: GemaaktAbonnement, secret: true },
  })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { naam, adres, gebeurtenissen, gemeenten, scholen }: NieuwAbonnement,
  ): Promise<GemaaktAbonnement> {
    const asked = { name: naam, url: adres, objects: gebeurtenissen, municipalities: gemeenten, schools: scholen };
    const { id, secret } = await this.subscriptions.make(asker, asked);
    return { ...(await this.one(id)), geheim: secret };
  }

  @Removes({ id: 'abonnementBeeindigen', does: 'Beëindigt een abonnement; wat nog wachtte vervalt', path: ':id' })
  @Numbered()
  async end(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.subscriptions.end(asker, idOf(id));
  }
}

/** What did not arrive at a subscriber after many tries. */
@Voor('functioneel-beheerder')
@Resource('mislukte-bezorgingen')
export class MislukteBezorgingenController {
  constructor(@Inject(Subscriptions) private readonly subscriptions: Subscriptions) {}

  @Lists({
    ...{ id: 'mislukteBezorgingenLezen', does: 'Geeft wat na alle pogingen niet kon worden bezorgd, het oudste eerst' },
    gives: MislukteBezorging,
  })
  async list(
    @Query(new ApiValidation('query')) query: MislukteBezorgingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, DEAD_LETTER_FIELDS);
    const rows = (await this.subscriptions.deadLetters(query.paginagrootte, offsetOf(query))).map(shownDead);
    return toPage(request, reply, query, { rows, total: await this.subscriptions.countDeadLetters() }, asked);
  }

  @Asks({
    ...{ id: 'bezorgingenOpnieuw', does: 'Probeert wat mislukte opnieuw: deze, of alles', path: '_opnieuw' },
    gives: BezorgingenOpnieuwUitkomst,
  })
  async retry(
    @Body(new ApiValidation('body')) { bezorgingen }: BezorgingenOpnieuw,
  ): Promise<BezorgingenOpnieuwUitkomst> {
    if (bezorgingen?.some((id) => !isId(id))) {
      throw invalid([{ pointer: '/bezorgingen', reden: 'mag alleen nummers bevatten' }]);
    }
    return { aantal: await this.subscriptions.retry(bezorgingen ?? []) };
  }
}

function shown({ url, ...one }: Subscription): Abonnement {
  return {
    ...{ id: one.id, naam: one.name, adres: new URL(url).origin, gebeurtenissen: [...one.objects] },
    ...{ gemeenten: [...one.municipalities], scholen: [...one.schools] },
    ...{ gemaaktOp: one.madeAt, beeindigdOp: one.endedAt },
  };
}

function shownDead(one: DeadLetter): MislukteBezorging {
  return {
    ...{ id: one.id, abonnement: one.subscription, soort: one.object, gebeurtenis: one.what, op: one.at },
    ...{ pogingen: one.attempts, fout: one.lastError },
  };
}
