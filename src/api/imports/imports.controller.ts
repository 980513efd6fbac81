import { Readable } from 'node:stream';
import { Body, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ImportJob, ImportJobs } from '../../imports/upload/import-jobs';
import { TakeFile } from '../../imports/upload/take-file';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { API_PATH, Downloads, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Import, IMPORT_FIELDS, ImportsQuery, ImportStap, ImportStarten } from './import';
import { Voor } from '../../access/http/voor';

@Voor('functioneel-beheerder')
@Resource('imports')
export class ImportsController {
  constructor(
    @Inject(ImportJobs) private readonly jobs: ImportJobs,
    @Inject(TakeFile) private readonly takeFile: TakeFile,
  ) {}

  @Lists({ id: 'importsLezen', does: 'Geeft de bestanden die zijn gestuurd, nieuwste eerst', gives: Import })
  async list(
    @Query(new ApiValidation('query')) query: ImportsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, IMPORT_FIELDS);
    const { rows, total } = await this.jobs.list(query.paginagrootte, offsetOf(query));
    return toPage(request, reply, query, { rows: rows.map(shown), total }, asked);
  }

  @Makes({
    id: 'importStarten',
    does: 'Stuurt een bestand in; het inlezen begint meteen en gaat door na het antwoord',
    about: 'Het bestand is de inhoud van het bericht. Volg de import op het adres in de kop Location.',
    gives: Import,
    status: 202,
  })
  @ApiConsumes('text/csv', 'application/xml', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, required: true })
  async start(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) { soort, proef = false, bewaren = false, naam = '' }: ImportStarten,
    @Body() bytes: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Import> {
    if (!(bytes instanceof Readable)) throw invalid([{ pointer: '', reden: 'moet een bestand zijn, zoals text/csv' }]);
    const id = await this.takeFile.take(asker, { kind: soort, trial: proef, keep: bewaren, name: naam, bytes });
    return this.begun(reply, id);
  }

  @Makes({
    ...{ id: 'importStapZetten', does: 'Leest het bestand van een proef in; alleen wie het stuurde, en één keer' },
    about: 'Het antwoord is de nieuwe import; volg haar op het adres in de kop Location.',
    ...{ path: ':id/stappen', gives: Import, status: 202, errors: [409] },
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) _stap: ImportStap,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Import> {
    const tried = await this.jobs.find(idOf(id));
    if (!tried) throw notThere();
    return this.begun(reply, await this.takeFile.takeTried(asker, tried.id));
  }

  @Reads({ id: 'importLezen', does: 'Geeft hoe ver een import is, en het verslag', path: ':id', gives: Import })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(@Param('id') id: string, @Query(new ApiValidation('query')) query: OneQuery) {
    const found = await this.jobs.find(idOf(id));
    if (!found) throw notThere();
    return sparse(shown(found), fieldsAsked(query.velden, IMPORT_FIELDS));
  }

  @Downloads({
    id: 'importAfgekeurdLezen',
    does: 'Geeft de afgekeurde rijen om te verbeteren en opnieuw te sturen; alleen aan wie het bestand stuurde',
    path: ':id/afgekeurd',
    type: 'text/csv',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @Header('Content-Disposition', 'attachment; filename="afgekeurd.csv"')
  async mend(@Asking() asker: Asker, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const rows = await this.jobs.mend(idOf(id), asker.visitor.employee);
    if (rows === null) throw notThere();
    void reply.type('text/csv; charset=utf-8');
    return rows;
  }

  private async begun(reply: FastifyReply, id: string): Promise<Import> {
    void reply.header('location', `${API_PATH}/imports/${id}`);
    return shown((await this.jobs.find(id))!);
  }
}

function shown(one: ImportJob): Import {
  return {
    ...{ id: one.id, soort: one.kind, medewerker: one.employee, proef: one.trial, status: one.state },
    ...{ begonnenOp: one.startedAt, geeindigdOp: one.endedAt, gelezen: one.rowsRead, verslag: one.report },
    ...{ fout: one.fault, teVerbeteren: one.hasMend, inTeLezen: one.hasFile },
  };
}
