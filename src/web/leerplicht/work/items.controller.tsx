import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { choice, field, uploadedFile } from '../../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../../access/http/request';
import { Voor } from '../../../access/http/voor';
import { AddAttachment, ReadAttachment } from '../../../cases/casework/add-attachment';
import type { Given } from '../../../cases/input';
import { AddItem } from '../../../cases/items/add-item';
import { ITEM_FORMS } from '../../../cases/items/forms';
import { ITEM_KINDS, type ItemKind, type StoredItem } from '../../../cases/items/item';
import { ItemQuery } from '../../../cases/items/item-query';
import { CorrectItem, StepItem } from '../../../cases/items/step-item';
import { dossierClosed } from '../../../cases/dossier/dossier-desk';
import { ITEM_NAMES } from '../../../cases/items/step-words';
import { Database } from '../../../platform/database/database';
import { versionOf } from '../../../platform/version';
import { formErrors } from '../../http/form-errors';
import { notFound } from '../../http/not-found';
import { asShown } from '../../http/shown-version';
import { Pages } from '../../layout/pages';
import { t } from '../../text/language';
import { StaffChoices } from '../staff-query';
import { AttachmentPage } from './attachment-page';
import { FormDesk } from './form-desk';
import { backToDossier, type WorkForm } from './form-page';
import {
  ADD_FIELDS,
  CORRECT_NAMES,
  EXPLANATION,
  FOR_SOMEBODY,
  type FieldSpec,
  STEP_FIELDS,
  valuesOf,
  whoField,
} from './item-fields';
import { DossierWorkQuery } from './work-query';

/** What is added to a dossier: contact, tasks, measures and the rest, with the steps of each. */
@Controller('dossiers')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class DossierItemsController {
  constructor(
    @Inject(DossierWorkQuery) private readonly work: DossierWorkQuery,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(AddItem) private readonly addItem: AddItem,
    @Inject(StepItem) private readonly stepItem: StepItem,
    @Inject(CorrectItem) private readonly correctItem: CorrectItem,
    @Inject(AddAttachment) private readonly attach: AddAttachment,
    @Inject(ReadAttachment) private readonly attachments: ReadAttachment,
    @Inject(StaffChoices) private readonly staff: StaffChoices,
    @Inject(Database) private readonly database: Database,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get(':id/toevoegen/:kind')
  async addForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('kind') name: string) {
    const kind = kindOf(name);
    const wpg = await this.requireAddable(request, id, kind, false);
    if (kind === 'bijlage') this.sendAttachment(request, reply, id, wpg);
    else this.forms.send(request, reply, await this.newForm(request, id, kind, wpg), '/dossiers');
  }

  @Post(':id/toevoegen/:kind')
  async add(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('kind') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const kind = kindOf(name);
    const wpg = await this.requireAddable(request, id, kind, true);
    if (kind === 'bijlage') return this.addFile(request, reply, id, wpg, body);
    const add = (given: Given) => this.addItem.run(actorOf(request), id, kind, given);
    await this.forms.attempt(request, reply, await this.newForm(request, id, kind, wpg), body, add, 'bewaard');
  }

  @Get(':id/onderdelen/:item/bestand')
  async file(@Req() request: Request, @Res() reply: Reply, @Param('item') item: string): Promise<void> {
    const { naam, type, content } = await this.attachments.run(actorOf(request), item);
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(naam)}`)
      .type(type)
      .send(content);
  }

  @Get(':id/onderdelen/:item/corrigeren')
  async correctForm(@Req() request: Request, @Res() reply: Reply, @Param('item') item: string): Promise<void> {
    this.forms.send(request, reply, await this.correction(request, item), '/dossiers');
  }

  /** How it was before is kept. */
  @Post(':id/onderdelen/:item/corrigeren')
  async correct(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('item') item: string,
    @Body() body: unknown,
  ): Promise<void> {
    const form = await this.correction(request, item);
    const current = async () => versionOfItem(await this.items.one(this.database.read, actorOf(request), item));
    const actor = asShown(actorOf(request), body, current);
    const run = (given: Given) => this.correctItem.run(actor, item, given);
    await this.forms.attempt(request, reply, form, body, run, 'bewaard');
  }

  @Get(':id/onderdelen/:item/:step')
  async itemForm(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('item') item: string,
    @Param('step') step: string,
  ): Promise<void> {
    this.forms.send(request, reply, await this.itemStep(request, item, step), '/dossiers');
  }

  @Post(':id/onderdelen/:item/:step')
  async itemStepTaken(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('item') item: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ): Promise<void> {
    const form = await this.itemStep(request, item, step);
    const take = (given: Given) => this.stepItem.run(actorOf(request), item, step, given);
    await this.forms.attempt(request, reply, form, body, take, 'stap-gezet');
  }

  /**
   * Where the dossier or the kind is not for this visitor there is no such form. Gives whether it may go into the Wpg
   * part.
   */
  private async requireAddable(request: Request, id: string, kind: ItemKind, written: boolean): Promise<boolean> {
    const dossier = await this.work.see(actorOf(request), id);
    if (!this.work.kinds(actorOf(request), dossier).includes(kind)) throw notFound();
    // closed while somebody wrote: they are told so above what they wrote
    if (dossier.status === 'afgesloten' && !written) throw dossierClosed();
    return this.work.mayBeWpg(actorOf(request), dossier, kind);
  }

  private async newForm(
    request: Request,
    dossierId: string,
    kind: Exclude<ItemKind, 'bijlage'>,
    wpg: boolean,
  ): Promise<WorkForm> {
    const { employee } = visitOf(request).visitor;
    const form = addForm(dossierId, kind, wpg);
    return { ...form, fields: await this.fieldsOf(request, kind), values: { medewerker: employee } };
  }

  private async fieldsOf(request: Request, kind: Exclude<ItemKind, 'bijlage'>): Promise<readonly FieldSpec[]> {
    const fields = ADD_FIELDS[kind];
    if (!FOR_SOMEBODY.includes(kind)) return fields;
    return [...fields, whoField(await this.staff.of(visitOf(request).visitor))];
  }

  private async itemStep(request: Request, id: string, step: string): Promise<WorkForm> {
    const item = await this.items.one(this.database.read, actorOf(request), id);
    const { machine, guarded } = ITEM_FORMS[item.kind];
    // one that cannot be taken any more is refused in words, above what was written
    const known = Object.hasOwn(machine.steps, step) ? machine.steps[step]! : null;
    if (!known?.by.includes('gemeente')) throw notFound();
    const { words } = known;
    const findings = guarded?.includes(step) ? item.findings : [];
    // who goes on although something is missing that does not block says why
    const despite = findings.some((one) => !one.voldaan && !one.blokkeert);
    const explained = despite || (machine.steps[step]?.needs?.includes('toelichting') ?? false);
    return {
      ...{ back: backToDossier(item.dossierId), about: ITEM_NAMES[item.kind], title: words, button: words },
      action: `/dossiers/${item.dossierId}/onderdelen/${id}/${step}`,
      fields: [...(STEP_FIELDS[item.kind]?.[step] ?? []), { ...EXPLANATION, needed: explained }],
      ...{ values: {}, errors: [], findings },
    };
  }

  /** Throws a Problem (404) where it cannot be put right any more. */
  private async correction(request: Request, id: string): Promise<WorkForm> {
    const item = await this.items.one(this.database.read, actorOf(request), id);
    const { machine, fixed } = ITEM_FORMS[item.kind];
    if (fixed || item.kind === 'bijlage' || !machine.begin.includes(item.state)) throw notFound();
    return {
      ...{ back: backToDossier(item.dossierId), about: ITEM_NAMES[item.kind], title: CORRECT_NAMES.titel },
      ...{ button: CORRECT_NAMES.knop, action: `/dossiers/${item.dossierId}/onderdelen/${id}/corrigeren` },
      ...{ fields: await this.fieldsOf(request, item.kind), values: valuesOf(item), errors: [] },
      version: versionOfItem(item),
    };
  }

  private async addFile(request: Request, reply: Reply, id: string, wpg: boolean, body: unknown): Promise<void> {
    const file = uploadedFile(body, 'bestand');
    if (!file) return this.sendAttachment(request, reply, id, wpg, 'Kies een bestand.');
    const kept = { confidential: field(body, 'vertrouwelijk') === 'ja', room: choice(body, 'deel', ['avg', 'wpg']) };
    try {
      await this.attach.run(actorOf(request), id, { ...file, ...kept });
    } catch (error) {
      return this.sendAttachment(request, reply, id, wpg, formErrors(error)[0]!.text);
    }
    this.pages.leadTo(request, reply, `/dossiers/${id}`, 'bewaard');
  }

  private sendAttachment(request: Request, reply: Reply, dossierId: string, wpg: boolean, error?: string): void {
    const body = <AttachmentPage {...{ dossierId, wpg, error }} csrf={visitOf(request).session.csrf} />;
    const content = () => ({ title: t('Bijlage'), current: '/dossiers', body });
    this.pages.send(request, reply, content, error ? 422 : 200);
  }
}

/** Another step or correction makes another. */
function versionOfItem({ state, version }: StoredItem): string {
  return versionOf(state, version);
}

function kindOf(name: string): ItemKind {
  const kind = ITEM_KINDS.find((one) => one === name);
  if (!kind) throw notFound();
  return kind;
}

function addForm(dossierId: string, kind: Exclude<ItemKind, 'bijlage'>, eitherRoom: boolean): WorkForm {
  return {
    ...{
      back: backToDossier(dossierId),
      title: ITEM_NAMES[kind],
      button: 'Bewaar',
      action: `/dossiers/${dossierId}/toevoegen/${kind}`,
    },
    ...{ fields: ADD_FIELDS[kind], values: {}, errors: [], confidential: true, eitherRoom },
  };
}
