import { Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { countImportRuns, type ImportRun, importRun, importRuns } from '../../imports/import-runs';
import { Database } from '../../platform/database/database';
import { notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Lists, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { HeelInleesverslag, Inleesverslag, InleesverslagenQuery, RUN_FIELDS } from './inleesverslag';

/** Files that were taken in, also from the command line and by night. */
@Voor('functioneel-beheerder')
@Resource('inleesverslagen')
export class InleesverslagenController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Lists({ id: 'inleesverslagenLezen', does: 'Geeft wat bestanden opleverden, nieuwste eerst', gives: Inleesverslag })
  async list(
    @Query(new ApiValidation('query')) query: InleesverslagenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, RUN_FIELDS);
    const { read } = this.database;
    const rows = (await importRuns(read, query.paginagrootte, offsetOf(query))).map(shown);
    return toPage(request, reply, query, { rows, total: await countImportRuns(read) }, asked);
  }

  @Reads({
    ...{ id: 'inleesverslagLezen', does: 'Geeft wat één bestand opleverde, ook per vestiging' },
    ...{ path: ':id', gives: HeelInleesverslag },
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(@Param('id') id: string): Promise<HeelInleesverslag> {
    const found = await importRun(this.database.read, idOf(id));
    if (!found) throw notThere();
    const vestigingen = found.locations.map(([vestiging, rijen]) => ({ vestiging, rijen }));
    return { ...shown(found), meldingen: found.alarms, vestigingen };
  }
}

function shown(one: ImportRun): Inleesverslag {
  return {
    ...{ id: one.id, soort: one.kind, op: one.at, gelezen: one.read, nieuw: one.added, gewijzigd: one.changed },
    ...{ ongewijzigd: one.unchanged, afgekeurd: one.rejected },
  };
}
