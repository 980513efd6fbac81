import { Readable } from 'node:stream';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { choice, field, uploadedFile } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { IMPORT_KINDS } from '../../imports/import-kinds';
import { type ImportJob, ImportJobs } from '../../imports/upload/import-jobs';
import { TakeFile } from '../../imports/upload/take-file';
import { isId } from '../../platform/ids';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { PAGE_SIZE, pageNumber } from '../text/paging';
import { FileReportPage } from './file-report-page';
import { FilesPage } from './files-page';

/** Files of every kind that come in through the browser: send, follow, read the report, mend. */
@Voor('functioneel-beheerder')
@Controller('beheer/bestanden')
export class FilesController {
  constructor(
    @Inject(ImportJobs) private readonly jobs: ImportJobs,
    @Inject(TakeFile) private readonly files: TakeFile,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    await this.sendList(request, reply, pageNumber(field(query, 'pagina')), []);
  }

  /** The import begins at once and goes on after the answer; the page of the file shows how far it is. */
  @Post()
  async take(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const file = uploadedFile(body, 'bestand');
    const kind = choice(body, 'soort', ['', ...IMPORT_KINDS]);
    const errors = [
      ...(kind === '' ? [{ field: 'soort', text: 'Kies wat er in het bestand staat.' }] : []),
      ...(file === null ? [{ field: 'bestand', text: 'Kies een bestand dat niet leeg is.' }] : []),
    ];
    if (file === null || kind === '') return this.sendList(request, reply, 1, errors, kind);
    const sent = { kind, name: file.name, trial: field(body, 'proef') === 'ja', keep: true };
    const id = await this.files
      .take(actorOf(request), { ...sent, bytes: Readable.from([file.content]) })
      .catch((error: unknown) => {
        errors.push(...formErrors(error));
        return null;
      });
    if (id === null) return this.sendList(request, reply, 1, errors, kind);
    this.pages.leadTo(request, reply, `/beheer/bestanden/${id}`);
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { visitor, session } = visitWithRole(request, 'functioneel-beheerder');
    const job = await this.jobOf(id);
    const body = <FileReportPage job={job} own={job.employee === visitor.employee} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Bestand'), current: '/beheer', body }));
  }

  /** Imports the file that was tried, without sending it again. */
  @Post(':id/start')
  async start(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const job = await this.jobOf(id);
    try {
      const started = await this.files.takeTried(actorOf(request), job.id);
      this.pages.leadTo(request, reply, `/beheer/bestanden/${started}`, 'import-gestart');
    } catch (error) {
      formErrors(error);
      this.pages.leadTo(request, reply, `/beheer/bestanden/${job.id}`, 'import-bestand-weg');
    }
  }

  @Get(':id/afgekeurd')
  async mend(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { visitor } = visitWithRole(request, 'functioneel-beheerder');
    const rows = await this.jobs.mend((await this.jobOf(id)).id, visitor.employee);
    if (rows === null) throw notFound();
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="afgekeurd.csv"')
      .type('text/csv; charset=utf-8')
      .send(rows);
  }

  private async jobOf(id: string): Promise<ImportJob> {
    const job = isId(id) ? await this.jobs.find(id) : null;
    if (!job) throw notFound();
    return job;
  }

  private async sendList(
    request: Request,
    reply: Reply,
    page: number,
    errors: readonly FormError[],
    kind = '',
  ): Promise<void> {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const { rows, total } = await this.jobs.list(PAGE_SIZE, (page - 1) * PAGE_SIZE);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const body = <FilesPage {...{ rows, page, pages, errors, kind }} csrf={session.csrf} />;
    const content = () => ({ title: t('Bestanden'), current: '/beheer', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}
