import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { choice, field, uploadedFile } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { type Owner, Templates } from '../../correspondence/letters/templates';
import { WORD } from '../../correspondence/letters/word-archive';
import { Database } from '../../platform/database/database';
import { findMunicipality } from '../../registry/facts';
import { type FormError, formErrors } from '../http/form-errors';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { codeOf } from './area-lines';
import { TemplatesPage } from './templates-page';

const NOTHING = { voor: '', naam: '', onderdeel: 'avg' } as const;

export interface TemplateForm {
  voor: string;
  naam: string;
  onderdeel: 'avg' | 'wpg';
}

/** Templates of letters: the examples, and those of each municipality and region. */
@Voor('functioneel-beheerder')
@Controller('beheer/sjablonen')
export class TemplatesController {
  constructor(
    @Inject(Templates) private readonly templates: Templates,
    @Inject(Database) private readonly database: Database,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    await this.sendList(request, reply, NOTHING, []);
  }

  @Post()
  async keep(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const form: TemplateForm = {
      voor: field(body, 'voor').trim(),
      naam: field(body, 'naam').trim(),
      onderdeel: choice(body, 'onderdeel', ['avg', 'wpg']),
    };
    const [owner, file] = [ownerNamed(form.voor), uploadedFile(body, 'bestand')];
    const errors: FormError[] = [];
    if (!owner) errors.push({ field: 'voor', text: 'Schrijf de naam of de code van een gemeente of regio.' });
    if (!file) errors.push({ field: 'bestand', text: 'Kies een Word-bestand (.docx).' });
    if (owner && file) {
      const template = { owner, name: form.naam, room: form.onderdeel, file: file.content };
      await this.templates.keep(actorOf(request), template).catch((error: unknown) => {
        errors.push(...formErrors(error));
      });
    }
    if (errors.length > 0) return this.sendList(request, reply, form, errors);
    this.pages.leadTo(request, reply, '/beheer/sjablonen', 'bewaard');
  }

  /** The Word file itself. */
  @Get(':id/bestand')
  async file(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    sendWord(reply, 'sjabloon.docx', (await this.templates.openOne(actorOf(request), id)).file);
  }

  /** As a letter, with what each field holds in words. */
  @Get(':id/voorbeeld')
  async sample(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const { file } = await this.templates.openOne(actorOf(request), id);
    sendWord(reply, 'voorbeeld.docx', this.templates.sample(file));
  }

  @Post(':id/intrekken')
  async retire(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    await this.templates.retireOne(actorOf(request), id);
    this.pages.leadTo(request, reply, '/beheer/sjablonen', 'verwijderd');
  }

  private async sendList(
    request: Request,
    reply: Reply,
    form: TemplateForm,
    errors: readonly FormError[],
  ): Promise<void> {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const own = await this.templates.ownOnes(actorOf(request), this.database.read);
    const shown = { own, examples: this.templates.exampleOnes(), fields: this.templates.fields() };
    const body = <TemplatesPage {...shown} {...{ form, errors }} csrf={session.csrf} />;
    const content = () => ({ title: t('Sjablonen'), current: '/beheer', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

/** A municipality goes before a region of the same name: letters of leerplicht are the more common ones. */
function ownerNamed(text: string): Owner | null {
  if (text === '') return null;
  const municipality = codeOf('gemeente', text);
  if (findMunicipality(municipality)) return { kind: 'gemeente', code: municipality };
  const bare = text.replace(/^regio\s+/i, '');
  return { kind: 'regio', code: codeOf('regio', bare) };
}

function sendWord(reply: Reply, name: string, file: Buffer): void {
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(WORD)
    .send(file);
}
