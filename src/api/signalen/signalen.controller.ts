import { Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, versionTag } from '../http/etag';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { Lists, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { SIGNAL_FIELDS, Signaal, SignaalMetBewijs, SignalenQuery } from './signaal';
import { SignalQuery } from './signal-query';
import { Voor } from '../../access/http/voor';

@Voor('ieder')
@Resource('signalen')
export class SignalenController {
  constructor(@Inject(SignalQuery) private readonly signals: SignalQuery) {}

  @Lists({ id: 'signalenLezen', does: 'Geeft de signalen die u mag zien, ook ingetrokken', gives: Signaal })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: SignalenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, SIGNAL_FIELDS);
    return toPage(request, reply, query, await this.signals.list(asker, query), asked);
  }

  @Reads({
    id: 'signaalLezen',
    does: 'Geeft één signaal met zijn bewijs en geschiedenis',
    path: ':id',
    gives: SignaalMetBewijs,
    tagged: true,
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: OneQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, [...SIGNAL_FIELDS, 'bewijs', 'wijzigingen']);
    const found = await this.signals.find(asker, idOf(id));
    if (!found) throw notThere();
    return isKnown(request, reply, versionTag(found)) ? undefined : sparse(found, asked);
  }
}
