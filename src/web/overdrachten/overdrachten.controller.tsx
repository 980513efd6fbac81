import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { DossierDesk } from '../../cases/dossier/dossier-desk';
import { HandOver } from '../../cases/handover/hand-over';
import { HandoverQuery } from '../../cases/handover/handover-query';
import { HANDOVER, HANDOVER_STEPS, type HandoverStep } from '../../cases/handover/states';
import { WarmHandover } from '../../cases/warm/warm-handover';
import { Clock } from '../../platform/clock';
import { municipalities } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { backToDossier, type WorkForm } from '../leerplicht/work/form-page';
import { FormDesk } from '../leerplicht/work/form-desk';
import { t } from '../text/language';
import { backToList, NOTE_FIELDS, OFFER_FIELDS, REASON_FIELDS, TITLE_NAMES } from './forms';
import { HandoverPage } from './handover-page';
import { HandoversPage } from './list-page';

/** at most so many of each on the page of hand-overs */
const MOST = 100;
const TAKEN = HANDOVER_STEPS.filter((step) => step !== 'verlopen');
type Taken = Exclude<HandoverStep, 'verlopen'>;

/** Hand-overs to and from other municipalities and regions, and what comes at 18. */
@Controller('overdrachten')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class HandoversController {
  constructor(
    @Inject(HandoverQuery) private readonly handovers: HandoverQuery,
    @Inject(HandOver) private readonly handOver: HandOver,
    @Inject(WarmHandover) private readonly warm: WarmHandover,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const actor = actorOf(request);
    const { roles } = visitOf(request).visitor;
    const coming = roles.includes('leerplichtambtenaar') ? await this.warm.coming(actor, MOST) : null;
    const props = {
      incoming: await this.handovers.list(actor, { side: 'naar', limit: MOST }),
      outgoing: await this.handovers.list(actor, { side: 'van', limit: MOST }),
      coming,
      expected: roles.includes('rmc-trajectbegeleider') ? await this.warm.expected(actor, MOST) : null,
      today: this.clock.today(),
    };
    const content = () => ({ title: t('Overdrachten'), current: '/overdrachten', body: <HandoversPage {...props} /> });
    this.pages.send(request, reply, content);
  }

  @Get('nieuw/:dossier')
  async offerForm(@Req() request: Request, @Res() reply: Reply, @Param('dossier') dossier: string): Promise<void> {
    await this.desk.see(actorOf(request), dossier, { object: 'dossier' });
    this.forms.send(request, reply, offerForm(dossier), '/overdrachten');
  }

  @Post('nieuw/:dossier')
  async offer(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('dossier') dossier: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.desk.see(actorOf(request), dossier, { object: 'dossier' });
    await this.forms.attempt(request, reply, offerForm(dossier), body, (given) =>
      this.handOver.offerBeforeMove(actorOf(request), {
        ...{ dossierId: dossier, toMunicipality: municipalityCode(given['naarGemeente'] ?? '') },
        ...{ reason: given['reden'] ?? '', note: given['toelichting'] || null },
      }),
    );
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = await this.handovers.find(actorOf(request), id);
    const { session, visitor } = visitOf(request);
    const own = scopeOf(visitor, this.clock.today())[view.handover.regime];
    const sides = [
      ...(own.includes(view.handover.fromMunicipality) ? (['van'] as const) : []),
      ...(own.includes(view.handover.toMunicipality) ? (['naar'] as const) : []),
    ];
    const body = <HandoverPage {...{ view, sides }} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Overdracht'), current: '/overdrachten', body }));
  }

  @Get(':id/:step')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('step') name: string) {
    await this.handovers.find(actorOf(request), id);
    this.forms.send(request, reply, formOf(id, name), '/overdrachten');
  }

  @Post(':id/:step')
  async take(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('step') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const actor = actorOf(request);
    await this.handovers.find(actor, id);
    await this.forms.attempt(request, reply, formOf(id, name), body, (given) =>
      name === 'toelichten'
        ? this.handOver.explain(actor, id, given['toelichting'] ?? '')
        : this.handOver.take(actor, id, name as Taken, field(body, 'reden') || null),
    );
  }
}

function formOf(id: string, name: string): WorkForm {
  const step = TAKEN.find((one) => one === name);
  if (!step && name !== 'toelichten') throw notFound();
  const title = step ? HANDOVER.steps[step].words : TITLE_NAMES.toelichten;
  const fields = step ? (HANDOVER.steps[step].needs ? REASON_FIELDS : []) : NOTE_FIELDS;
  const action = `/overdrachten/${id}/${name}`;
  return { back: backToList(`/overdrachten/${id}`), title, action, button: title, fields, values: {}, errors: [] };
}

function offerForm(dossier: string): WorkForm {
  const action = `/overdrachten/nieuw/${dossier}`;
  const title = TITLE_NAMES.nieuw;
  const shown = { title, action, button: title, fields: OFFER_FIELDS, values: {}, errors: [] };
  return { back: backToDossier(dossier), ...shown };
}

/** People know a municipality by its name; a code is taken as it is. */
function municipalityCode(text: string): string {
  const name = text.trim().toLowerCase();
  return municipalities().find((one) => one.name.toLowerCase() === name)?.code ?? text.trim();
}
