import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { PrepareUpload } from '../../imports/school-upload/prepare-upload';
import { StartUpload } from '../../imports/school-upload/start-upload';
import { UndoUpload } from '../../imports/school-upload/undo-upload';
import { LARGEST_UPLOAD, uploadText } from '../../imports/school-upload/upload-rows';
import { type Upload, UploadStore } from '../../imports/school-upload/upload-store';
import { Database } from '../../platform/database/database';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { wholeFile } from '../http/whole-file';
import {
  Aanlevering,
  AanleveringenQuery,
  AanleveringMetRegels,
  AanleveringStap,
  AanleveringUitkomst,
  UPLOAD_FIELDS,
  type VerbeterdeRegel,
} from './aanlevering';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Sending absence as a person does: a trial first, mending rows in their place, then the queue; and undoing it all. */
@Voor('schoolmedewerker')
@Resource('aanleveringen')
export class AanleveringenController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(PrepareUpload) private readonly prepare: PrepareUpload,
    @Inject(StartUpload) private readonly starts: StartUpload,
    @Inject(UndoUpload) private readonly undoes: UndoUpload,
  ) {}

  @Lists({
    ...{ id: 'aanleveringenLezen', does: 'Geeft wat u aanleverde, het nieuwste eerst; zonder proeven' },
    gives: Aanlevering,
  })
  async list(
    @Asking() { visitor }: Asker,
    @Query(new ApiValidation('query')) query: AanleveringenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, UPLOAD_FIELDS);
    const { read } = this.database;
    const rows = await this.uploads.latest(read, visitor.employee, query.paginagrootte, offsetOf(query));
    const total = await this.uploads.count(read, visitor.employee);
    return toPage(request, reply, query, { rows: rows.map(shown), total }, asked);
  }

  @Makes({
    ...{ id: 'aanleveringProberen', does: 'Controleert regels met verzuim; er wordt nog niets opgeslagen' },
    about:
      'De regels zijn de inhoud van het bericht, met op de eerste regel de kolomnamen van het bestand verzuim. ' +
      'Ten hoogste 10.000 regels en 10 MB. Systemen leveren aan bij verzuimregistraties.',
    gives: AanleveringMetRegels,
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, required: true })
  async make(@Asking() asker: Asker, @Body() bytes: unknown): Promise<AanleveringMetRegels> {
    return whole(await this.prepare.prepare(asker, uploadText(await wholeFile(bytes, LARGEST_UPLOAD))));
  }

  @Reads({
    ...{ id: 'aanleveringLezen', does: 'Geeft hoe ver een aanlevering is, en de regels om te verbeteren' },
    ...{ path: ':id', gives: AanleveringMetRegels },
  })
  @Numbered()
  async one(@Asking() asker: Asker, @Param('id') id: string): Promise<AanleveringMetRegels> {
    return whole(await this.uploadOf(asker, id));
  }

  @Asks({
    ...{ id: 'aanleveringStapZetten', does: 'Verbetert regels, verwerkt een proef of draait alles terug' },
    ...{ path: ':id/stappen', gives: AanleveringUitkomst, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, regels = [] }: AanleveringStap,
  ): Promise<AanleveringUitkomst> {
    const upload = await this.uploadOf(asker, id);
    if (stap === 'verbeteren') {
      requireRejected(upload, regels);
      const lines = new Map(regels.map(({ regel, tekst }) => [regel, tekst]));
      return { ...whole(await this.prepare.mend(asker, upload.id, lines)), gebleven: null };
    }
    if (stap === 'starten') await this.starts.start(asker, upload.id);
    const gebleven = stap === 'terugdraaien' ? (await this.undoes.undo(asker, upload.id)).left : null;
    return { ...(await this.one(asker, id)), gebleven };
  }

  /** What somebody else sent does not exist. */
  private async uploadOf({ visitor }: Asker, id: string): Promise<Upload> {
    const upload = await this.uploads.find(this.database.read, idOf(id), visitor.employee);
    if (!upload) throw notThere();
    return upload;
  }
}

/** Throws a Problem (400) that names each line that needs no mending, and where nothing was sent. */
function requireRejected({ rejected, content }: Upload, sent: readonly VerbeterdeRegel[]): void {
  // what was taken already is told so
  if (content === null) return;
  if (sent.length === 0) throw invalid([{ pointer: '/regels', reden: 'is verplicht bij verbeteren' }]);
  const lines = new Set(rejected.map(({ line }) => line));
  const wrong = sent.flatMap(({ regel }, i) =>
    lines.has(regel) ? [] : [{ pointer: `/regels/${i}/regel`, reden: 'is geen afgekeurde regel' }],
  );
  if (wrong.length > 0) throw invalid(wrong);
}

function shown({ counts, ...one }: Upload): Aanlevering {
  return {
    ...{ id: one.id, status: one.state, gemaaktOp: one.madeAt, klaarOp: one.finishedAt },
    ...{ regels: one.total, verwerkt: one.done, ...counts },
  };
}

function whole(upload: Upload): AanleveringMetRegels {
  const afgekeurdeRegels = upload.rejected.map(({ line, raw, refusals }) => ({
    ...{ regel: line, tekst: raw },
    fouten: refusals.map(({ column, reason }) => ({ kolom: column, reden: reason })),
  }));
  return { ...shown(upload), afgekeurdeRegels };
}
