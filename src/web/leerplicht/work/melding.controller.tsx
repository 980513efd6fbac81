import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Voor } from '../../../access/http/voor';
import { field } from '../../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../../access/http/request';
import type { Given } from '../../../cases/input';
import { Feedback } from '../../../cases/meldingen/feedback';
import { AnswerSchool, CloseMelding, NoteMelding, TakeUpMelding } from '../../../cases/meldingen/handle-melding';
import { MeldingDesk } from '../../../cases/meldingen/melding-desk';
import type { StoredMelding } from '../../../cases/meldingen/melding-store';
import { CLOSING_NOTE_KEYS, CLOSING_REASON_KEYS } from '../../../cases/dossier/closing';
import { Database } from '../../../platform/database/database';
import { nameOfLocation } from '../../../registry/locations';
import { formErrors } from '../../http/form-errors';
import { notFound } from '../../http/not-found';
import { Pages } from '../../layout/pages';
import { t } from '../../text/language';
import { backToDossier, WorkFormPage, type WorkForm } from './form-page';
import { choiceOf, EXPLANATION, type FieldSpec, MESSAGE } from './item-fields';
import { DossierMeldingPage } from './melding-page';
import { MELDING_ACTION_NAMES, MELDING_ACTIONS, type MeldingAction } from './melding-actions';

const FIELDS: Record<MeldingAction, readonly FieldSpec[]> = {
  oppakken: [],
  kennisgeving: [EXPLANATION],
  afsluiten: [choiceOf('reden', CLOSING_REASON_KEYS), choiceOf('opmerking', CLOSING_NOTE_KEYS)],
  bericht: [MESSAGE],
};

/** A melding in a dossier: the municipality takes it up, closes it with the reasons of DUO, and answers the school. */
@Controller('dossiers/:id/meldingen')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class DossierMeldingController {
  private readonly actions: Record<MeldingAction, (request: Request, id: string, given: Given) => Promise<unknown>>;

  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(Feedback) private readonly feedback: Feedback,
    @Inject(Database) private readonly database: Database,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(TakeUpMelding) takeUp: TakeUpMelding,
    @Inject(NoteMelding) note: NoteMelding,
    @Inject(CloseMelding) close: CloseMelding,
    @Inject(AnswerSchool) answer: AnswerSchool,
  ) {
    this.actions = {
      oppakken: (request, id) => takeUp.run(actorOf(request), id),
      kennisgeving: (request, id, given) => note.run(actorOf(request), id, given),
      afsluiten: (request, id, given) => close.run(actorOf(request), id, given),
      bericht: (request, id, given) => answer.run(actorOf(request), id, given),
    };
  }

  @Get(':melding')
  async show(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') dossier: string,
    @Param('melding') id: string,
  ): Promise<void> {
    const melding = await this.meldingOf(request, dossier, id);
    const feedback = await this.feedback.ofMelding(this.database.read, id);
    const school = await nameOfLocation(this.database.read, melding.location);
    const body = <DossierMeldingPage {...{ melding, school, feedback }} csrf={visitOf(request).session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Melding'), current: '/dossiers', body }));
  }

  @Get(':melding/:action')
  async form(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') dossier: string,
    @Param('melding') id: string,
    @Param('action') name: string,
  ): Promise<void> {
    this.send(request, reply, formOf(await this.meldingOf(request, dossier, id), actionOf(name)));
  }

  @Post(':melding/:action')
  async act(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') dossier: string,
    @Param('melding') id: string,
    @Param('action') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const action = actionOf(name);
    const form = formOf(await this.meldingOf(request, dossier, id), action);
    const values = Object.fromEntries(form.fields.map((spec) => [spec.name, field(body, spec.name)]));
    try {
      await this.actions[action](request, id, values);
    } catch (error) {
      return this.send(request, reply, { ...form, values, errors: formErrors(error) });
    }
    this.pages.leadTo(request, reply, `/dossiers/${dossier}/meldingen/${id}`, 'stap-gezet');
  }

  private async meldingOf(request: Request, dossier: string, id: string): Promise<StoredMelding> {
    const { melding, side } = await this.desk.see(actorOf(request), id);
    if (side !== 'gemeente' || melding.dossierId !== dossier) throw notFound();
    return melding;
  }

  private send(request: Request, reply: Reply, form: WorkForm): void {
    const body = <WorkFormPage form={form} csrf={visitOf(request).session.csrf} />;
    const content = () => ({ title: t(form.title), current: '/dossiers', body });
    this.pages.send(request, reply, content, form.errors.length > 0 ? 422 : 200);
  }
}

function actionOf(name: string): MeldingAction {
  const action = MELDING_ACTIONS.find((one) => one === name);
  if (!action) throw notFound();
  return action;
}

function formOf(melding: StoredMelding, action: MeldingAction): WorkForm {
  const words = MELDING_ACTION_NAMES[action];
  return {
    ...{ back: backToDossier(melding.dossierId!), title: words, button: words },
    action: `/dossiers/${melding.dossierId}/meldingen/${melding.id}/${action}`,
    ...{ fields: FIELDS[action], values: {}, errors: [] },
  };
}
