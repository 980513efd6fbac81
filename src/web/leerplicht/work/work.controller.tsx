import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../../access/http/request';
import { Voor } from '../../../access/http/voor';
import { CloseDossier } from '../../../cases/dossier/close-dossier';
import { CHOSEN_CLOSING_KEYS, CLOSING_NOTE_KEYS } from '../../../cases/dossier/closing';
import { HoldDossier, ResumeDossier } from '../../../cases/dossier/hold-dossier';
import { PickUpDossier } from '../../../cases/dossier/pick-up-dossier';
import { ReopenDossier } from '../../../cases/dossier/reopen-dossier';
import { DOSSIER, DOSSIER_STEPS, type DossierStep } from '../../../cases/dossier/states';
import type { Given } from '../../../cases/input';
import { notFound } from '../../http/not-found';
import { Pages } from '../../layout/pages';
import { t } from '../../text/language';
import { DossierQuery } from '../dossier-query';
import { FormDesk } from './form-desk';
import { backToDossier, type WorkForm } from './form-page';
import { HistoryPage } from './history-page';
import { choiceOf, EXPLANATION, type FieldSpec, REASON, UNTIL } from './item-fields';
import { DossierWorkQuery } from './work-query';

const STEP_FORMS: Record<DossierStep, readonly FieldSpec[]> = {
  oppakken: [],
  hervatten: [],
  aanhouden: [REASON, UNTIL],
  sluiten: [
    choiceOf('reden', CHOSEN_CLOSING_KEYS),
    choiceOf('opmerking', ['', ...CLOSING_NOTE_KEYS], false),
    EXPLANATION,
  ],
  heropenen: [{ ...EXPLANATION, needed: true }],
};

/** The steps of a dossier, and all that happened in it. */
@Controller('dossiers')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class DossierWorkController {
  private readonly steps: Record<DossierStep, (request: Request, id: string, given: Given) => Promise<unknown>>;

  constructor(
    @Inject(DossierWorkQuery) private readonly work: DossierWorkQuery,
    @Inject(DossierQuery) private readonly dossiers: DossierQuery,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(PickUpDossier) pickUp: PickUpDossier,
    @Inject(HoldDossier) hold: HoldDossier,
    @Inject(ResumeDossier) resume: ResumeDossier,
    @Inject(CloseDossier) close: CloseDossier,
    @Inject(ReopenDossier) reopen: ReopenDossier,
  ) {
    this.steps = {
      oppakken: (request, id) => pickUp.run(actorOf(request), id),
      hervatten: (request, id) => resume.run(actorOf(request), id),
      aanhouden: (request, id, given) => hold.run(actorOf(request), id, given),
      sluiten: (request, id, given) => close.run(actorOf(request), id, given),
      heropenen: (request, id, given) => reopen.run(actorOf(request), id, given),
    };
  }

  @Get(':id/verloop')
  async history(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = await this.dossiers.find(actorOf(request), id);
    if (!view?.dossier.works) throw notFound();
    const { history } = await this.work.inSeen(actorOf(request), view.dossier);
    const body = <HistoryPage view={view} steps={history} />;
    this.pages.send(request, reply, () => ({ title: t('Verloop'), current: '/dossiers', body }));
  }

  @Get(':id/stap/:step')
  async stepForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('step') name: string) {
    await this.work.see(actorOf(request), id);
    this.forms.send(request, reply, stepForm(id, stepOf(name)), '/dossiers');
  }

  @Post(':id/stap/:step')
  async step(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('step') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const step = stepOf(name);
    await this.work.see(actorOf(request), id);
    const form = stepForm(id, step);
    await this.forms.attempt(request, reply, form, body, (given) => this.steps[step](request, id, given), 'stap-gezet');
  }
}

function stepOf(name: string): DossierStep {
  const step = DOSSIER_STEPS.find((one) => one === name);
  if (!step) throw notFound();
  return step;
}

function stepForm(dossierId: string, step: DossierStep): WorkForm {
  const { words } = DOSSIER.steps[step];
  return {
    ...{ back: backToDossier(dossierId), title: words, button: words, action: `/dossiers/${dossierId}/stap/${step}` },
    ...{ fields: STEP_FORMS[step], values: {}, errors: [] },
  };
}
