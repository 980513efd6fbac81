import { Body, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type Job, Queue } from '../../jobs/queue';
import { fieldsAsked } from '../http/fields-asked';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { JOB_FIELDS, Taak, TakenOpnieuw, TakenOpnieuwUitkomst, TakenQuery } from './taak';

/** What waits and what failed in the queue. */
@Voor('functioneel-beheerder')
@Resource('taken')
export class TakenController {
  constructor(@Inject(Queue) private readonly queue: Queue) {}

  @Lists({ id: 'takenLezen', does: 'Geeft wat wacht en wat mislukte in de wachtrij, wat mislukte eerst', gives: Taak })
  async list(
    @Query(new ApiValidation('query')) query: TakenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, JOB_FIELDS);
    const wish = { state: query.status, limit: query.paginagrootte, from: offsetOf(query) };
    const rows = (await this.queue.list(wish)).map(shown);
    const states = query.status ? [query.status] : (['wacht', 'mislukt'] as const);
    const counts = await Promise.all(states.map((state) => this.queue.count(state)));
    return toPage(request, reply, query, { rows, total: counts.reduce((sum, one) => sum + one, 0) }, asked);
  }

  @Asks({
    ...{ id: 'takenOpnieuw', does: 'Probeert mislukte taken opnieuw', path: '_opnieuw', gives: TakenOpnieuwUitkomst },
    errors: [404],
  })
  async retry(@Body(new ApiValidation('body')) { taken }: TakenOpnieuw): Promise<TakenOpnieuwUitkomst> {
    return { aantal: await this.queue.retry([...new Set(taken)]) };
  }
}

function shown(one: Job): Taak {
  return {
    ...{ id: one.id, soort: one.kind, status: one.state, pogingen: one.attempts, sinds: one.since },
    fout: one.lastError,
  };
}
