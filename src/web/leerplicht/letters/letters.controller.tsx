import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field } from '../../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../../access/http/request';
import { Voor } from '../../../access/http/voor';
import { Input } from '../../../cases/input';
import { WholeDossier } from '../../../correspondence/documents/whole-dossier';
import type { ShownTemplate } from '../../../correspondence/letters/templates';
import { SENT_BY, type ShownLetter, WriteLetter } from '../../../correspondence/letters/write-letter';
import { WORD } from '../../../correspondence/letters/word-archive';
import { Clock } from '../../../platform/clock';
import { type FormError, formErrors } from '../../http/form-errors';
import { notFound } from '../../http/not-found';
import { Pages } from '../../layout/pages';
import { t } from '../../text/language';
import { FormDesk } from '../work/form-desk';
import type { WorkForm } from '../work/form-page';
import type { FieldSpec } from '../work/item-fields';
import { LettersPage, MakeLetterPage, SENT_NAMES } from './letters-page';

const FIELD_NAMES = { datum: 'Verstuurd op', wijze: 'Hoe' } as const;
const TITLE_NAMES = { versturen: 'Brief verstuurd' } as const;
const SENT_FIELDS: readonly FieldSpec[] = [
  { name: 'datum', label: FIELD_NAMES.datum, type: 'day', needed: true },
  { name: 'wijze', label: FIELD_NAMES.wijze, type: 'choice', options: SENT_BY, names: SENT_NAMES, needed: true },
];

/** Letters of a dossier from the templates of the municipality or region, and the whole dossier as a document. */
@Controller('dossiers/:id')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class LettersController {
  constructor(
    @Inject(WriteLetter) private readonly letters: WriteLetter,
    @Inject(WholeDossier) private readonly documents: WholeDossier,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('brieven')
  async list(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const letters = await this.letters.list(actorOf(request), id);
    const templates = await this.letters.choices(actorOf(request), id);
    const body = <LettersPage dossierId={id} {...{ letters, templates }} />;
    this.pages.send(request, reply, () => ({ title: t('Brieven en documenten'), current: '/dossiers', body }));
  }

  /** As a file: it has its own style, which our pages rightly forbid. */
  @Get('document')
  async document(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const html = await this.documents.make(actorOf(request), id);
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="dossier.html"')
      .type('text/html; charset=utf-8')
      .send(html);
  }

  @Get('brieven/maken/:template')
  async form(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('template') template: string,
  ): Promise<void> {
    const found = await this.templateOf(request, id, template);
    await this.sendForm(request, reply, id, found, null, []);
  }

  @Post('brieven/maken/:template')
  async make(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('template') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const template = await this.templateOf(request, id, name);
    const typed = template.fields.map((one) => [one, field(body, `velden-${one}`)] as const);
    const given = Object.fromEntries(typed.filter(([, text]) => text.trim() !== ''));
    const recipient = field(body, 'ontvanger');
    try {
      await this.letters.make(actorOf(request), {
        ...{ dossierId: id, template: template.id, recipient: recipient === '' ? null : recipient, given },
      });
    } catch (error) {
      const fields = Object.fromEntries(typed.map(([one, text]) => [`velden-${one}`, text]));
      const values = { ...fields, ontvanger: recipient };
      return this.sendForm(request, reply, id, template, values, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/dossiers/${id}/brieven`, 'bewaard');
  }

  @Get('brieven/:letter')
  async open(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('letter') letter: string) {
    await this.letterOf(request, id, letter);
    const content = await this.letters.open(actorOf(request), letter);
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="brief.docx"')
      .type(WORD)
      .send(content);
  }

  @Get('brieven/:letter/versturen')
  async sentForm(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('letter') letter: string,
  ): Promise<void> {
    await this.letterOf(request, id, letter);
    this.forms.send(request, reply, { ...sentForm(id, letter), values: { datum: this.clock.today() } }, '/dossiers');
  }

  @Post('brieven/:letter/versturen')
  async sent(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('letter') letter: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.letterOf(request, id, letter);
    await this.forms.attempt(request, reply, sentForm(id, letter), body, (given) => {
      const input = new Input(given);
      const [day, by] = [input.day('datum'), input.oneOf('wijze', SENT_BY)];
      input.done();
      return this.letters.registerSent(actorOf(request), letter, day!, by!);
    });
  }

  private async letterOf(request: Request, dossier: string, id: string): Promise<ShownLetter> {
    const found = (await this.letters.list(actorOf(request), dossier)).find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  }

  private async templateOf(request: Request, dossier: string, id: string): Promise<ShownTemplate> {
    const found = (await this.letters.choices(actorOf(request), dossier)).find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  }

  private async sendForm(
    request: Request,
    reply: Reply,
    dossierId: string,
    template: ShownTemplate,
    typed: Readonly<Record<string, string>> | null,
    errors: readonly FormError[],
  ): Promise<void> {
    // also after an error: it shows the parents again
    const { people, suggestions } = await this.letters.form(actorOf(request), dossierId, template);
    const known = Object.entries(suggestions).map(([name, text]) => [`velden-${name}`, text ?? ''] as const);
    const values = typed ?? Object.fromEntries(known);
    const { csrf } = visitOf(request).session;
    const props = { dossierId, template, people, values, errors, csrf };
    const content = () => ({ title: t('Brief'), current: '/dossiers', body: <MakeLetterPage {...props} /> });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

function sentForm(dossier: string, letter: string): WorkForm {
  return {
    back: { href: `/dossiers/${dossier}/brieven`, text: 'Terug naar de brieven' },
    ...{ title: TITLE_NAMES.versturen, button: 'Bewaar', fields: SENT_FIELDS, values: {}, errors: [] },
    action: `/dossiers/${dossier}/brieven/${letter}/versturen`,
  };
}
