import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown } from '../http/etag';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { Asks, Lists, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import {
  ASSIGNMENT_FIELDS,
  Dossier,
  DOSSIER_FIELDS,
  DossiersQuery,
  DossierZoeken,
  GevondenDossiers,
  Toewijzing,
  ToewijzingenQuery,
} from './dossier';
import { DossierReads, dossierTag } from './dossier-query';
import { Voor } from '../../access/http/voor';

@Voor('ieder')
@Resource('dossiers')
export class DossiersApiController {
  constructor(@Inject(DossierReads) private readonly dossiers: DossierReads) {}

  @Lists({ id: 'dossiersLezen', does: 'Geeft de dossiers die u mag behandelen: uw werkvoorraad', gives: Dossier })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: DossiersQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, DOSSIER_FIELDS);
    return toPage(request, reply, query, await this.dossiers.list(asker, query), asked);
  }

  @Asks({
    ...{ id: 'dossiersZoeken', does: 'Zoekt dossiers op naam, nummer of school', path: '_zoek' },
    about: 'Met een bericht, omdat wat een persoon noemt niet in een adres mag staan.',
    gives: GevondenDossiers,
  })
  async search(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) asked: DossierZoeken,
  ): Promise<GevondenDossiers> {
    const { rows, total } = await this.dossiers.search(asker, asked);
    return { dossiers: rows, totaal: total };
  }

  @Reads({ id: 'dossierLezen', does: 'Geeft één dossier', path: ':id', gives: Dossier, tagged: true })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: OneQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, DOSSIER_FIELDS);
    const found = await this.dossiers.find(asker, idOf(id));
    if (!found) throw notThere();
    return isKnown(request, reply, dossierTag(found)) ? undefined : sparse(found, asked);
  }

  @Lists({
    id: 'dossierToewijzingenLezen',
    does: 'Geeft alle toewijzingen van één dossier, met de redenen',
    path: ':id/toewijzingen',
    gives: Toewijzing,
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async assignments(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: ToewijzingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, ASSIGNMENT_FIELDS);
    const found = await this.dossiers.assignmentsOf(asker, idOf(id), query);
    if (!found) throw notThere();
    return toPage(request, reply, query, found, asked);
  }
}

@Voor('ieder')
@Resource('toewijzingen')
export class ToewijzingenController {
  constructor(@Inject(DossierReads) private readonly dossiers: DossierReads) {}

  @Lists({
    id: 'toewijzingenLezen',
    does: 'Geeft van elk open dossier dat u mag behandelen de huidige toewijzing',
    gives: Toewijzing,
  })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: ToewijzingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, ASSIGNMENT_FIELDS);
    return toPage(request, reply, query, await this.dossiers.current(asker, query), asked);
  }
}
