import { Voor } from '../../access/http/voor';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field, uploadedFile } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { PrepareUpload } from '../../imports/school-upload/prepare-upload';
import { StartUpload } from '../../imports/school-upload/start-upload';
import { UndoUpload } from '../../imports/school-upload/undo-upload';
import { uploadText } from '../../imports/school-upload/upload-rows';
import { type Upload, UploadStore } from '../../imports/school-upload/upload-store';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { UploadPage } from './upload-page';
import { UploadResultPage } from './upload-result-page';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LATEST = 10;

/** Pasting and uploading absence: a trial first, then the queue; and undoing it. */
@Voor('schoolmedewerker')
@Controller('school/aanleveren')
export class UploadController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(PrepareUpload) private readonly prepare: PrepareUpload,
    @Inject(StartUpload) private readonly starts: StartUpload,
    @Inject(UndoUpload) private readonly undoes: UndoUpload,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  form(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    return this.sendForm(request, reply);
  }

  @Post()
  async check(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'schoolmedewerker');
    const text = field(body, 'tekst').trim() === '' ? fileText(body) : field(body, 'tekst');
    if (text === null || text.trim() === '') {
      return this.sendForm(request, reply, 'Plak regels met verzuim, of kies een bestand.');
    }
    try {
      const upload = await this.prepare.prepare(actorOf(request), text);
      this.pages.leadTo(request, reply, `/school/aanleveren/${upload.id}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 400) throw error;
      await this.sendForm(request, reply, error.message);
    }
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { session } = visitWithRole(request, 'schoolmedewerker');
    const body = <UploadResultPage upload={await this.uploadOf(request, id)} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Verzuim aanleveren'), current: '/school/aanleveren', body }));
  }

  @Post(':id/verbeter')
  async mend(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { rejected } = await this.uploadOf(request, id);
    const next = await this.prepare.mend(
      actorOf(request),
      id,
      new Map(rejected.flatMap(({ line }) => sent(body, line))),
    );
    this.pages.leadTo(request, reply, `/school/aanleveren/${next.id}`);
  }

  @Post(':id/start')
  async start(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.uploadOf(request, id);
    await this.starts.start(actorOf(request), id);
    this.pages.leadTo(request, reply, `/school/aanleveren/${id}`, 'aanlevering-gestart');
  }

  @Post(':id/ongedaan')
  async undo(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.uploadOf(request, id);
    const { left } = await this.undoes.undo(actorOf(request), id);
    const notice = left > 0 ? 'aanlevering-deels-ongedaan' : 'aanlevering-ongedaan';
    this.pages.leadTo(request, reply, `/school/aanleveren/${id}`, notice);
  }

  private async uploadOf(request: Request, id: string): Promise<Upload> {
    const { visitor } = visitWithRole(request, 'schoolmedewerker');
    const upload = UUID.test(id) ? await this.uploads.find(this.database.read, id, visitor.employee) : null;
    if (!upload) throw notFound();
    return upload;
  }

  private async sendForm(request: Request, reply: Reply, error?: string): Promise<void> {
    const { session, visitor } = visitWithRole(request, 'schoolmedewerker');
    const latest = await this.uploads.latest(this.database.read, visitor.employee, LATEST);
    const body = <UploadPage {...{ latest, error }} csrf={session.csrf} />;
    const content = () => ({ title: t('Verzuim aanleveren'), current: '/school/aanleveren', body });
    this.pages.send(request, reply, content, error ? 422 : 200);
  }
}

/** The text of the uploaded file; null where none was chosen. */
function fileText(body: unknown): string | null {
  const file = uploadedFile(body, 'bestand');
  return file && uploadText(file.content);
}

/** The line as it was sent back; emptied too. A line that was not sent back stays as it was. */
function sent(body: unknown, line: number): [number, string][] {
  const text = (body as Record<string, unknown> | null | undefined)?.[`regel-${line}`];
  return typeof text === 'string' ? [[line, text]] : [];
}
