import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import type { ChecklistItem } from '../../cases/warm/states';
import { WarmHandover } from '../../cases/warm/warm-handover';
import { versionOf } from '../../platform/version';
import { notFound } from '../http/not-found';
import { asShown } from '../http/shown-version';
import { Pages } from '../layout/pages';
import { DossierNames } from '../leerplicht/dossier-names';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import { t } from '../text/language';
import { backToList, REASON_FIELDS, SUMMARY_FIELDS, TITLE_NAMES } from './forms';
import { WarmPage } from './warm-page';

const FIELDS = { samenvatting: SUMMARY_FIELDS, vervallen: REASON_FIELDS, punt: [], overdragen: [] } as const;
type Action = keyof typeof FIELDS;

/** One warm hand-over at 18: the officer prepares and does it, the counsellor reads what came along. */
@Controller('overdrachten/18-jaar/:id')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class WarmController {
  constructor(
    @Inject(WarmHandover) private readonly warm: WarmHandover,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(DossierNames) private readonly names: DossierNames,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const warm = await this.warm.find(actorOf(request), id);
    const { session, visitor } = visitOf(request);
    const prepares = visitor.roles.includes('leerplichtambtenaar');
    // the counsellor knows the youth from the hand-over on
    const [name] = prepares ? await this.names.of([warm.dossierId]) : [];
    const body = <WarmPage {...{ warm, prepares, name }} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Overdracht'), current: '/overdrachten', body }));
  }

  @Get(':action')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('action') name: string) {
    const { summary } = await this.warm.find(actorOf(request), id);
    // what is written is written over: the other forms take a step, or add something
    const version = name === 'samenvatting' ? versionOf(summary) : undefined;
    const shown = { values: { samenvatting: summary ?? '' }, version };
    this.forms.send(request, reply, { ...formOf(id, name), ...shown }, '/overdrachten');
  }

  @Post(':action')
  async act(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('action') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const current = async () => versionOf((await this.warm.find(actorOf(request), id)).summary);
    const actor = asShown(actorOf(request), body, current);
    await this.warm.find(actor, id);
    const runs: Record<Action, () => Promise<unknown>> = {
      samenvatting: () => this.warm.summarise(actor, id, field(body, 'samenvatting')),
      vervallen: () => this.warm.letLapse(actor, id, field(body, 'reden')),
      punt: () => this.warm.check(actor, id, field(body, 'punt') as ChecklistItem),
      overdragen: () => this.warm.handOver(actor, id),
    };
    await this.forms.attempt(request, reply, formOf(id, name), body, runs[name as Action]);
  }
}

function formOf(id: string, name: string): WorkForm {
  if (!Object.hasOwn(FIELDS, name)) throw notFound();
  const action = name as Action;
  const title = action === 'samenvatting' || action === 'vervallen' ? TITLE_NAMES[action] : 'Overdracht';
  return {
    ...{ back: backToList(`/overdrachten/18-jaar/${id}`), title, button: title, fields: FIELDS[action] },
    ...{ action: `/overdrachten/18-jaar/${id}/${action}`, values: {}, errors: [] },
  };
}
