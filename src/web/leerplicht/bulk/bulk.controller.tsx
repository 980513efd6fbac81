import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { choice, field, fields } from '../../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../../access/http/request';
import { Voor } from '../../../access/http/voor';
import { GiveDossiers } from '../../../cases/bulk/give-dossiers';
import { type DossierOutcome, ManyDossiers } from '../../../cases/bulk/many-dossiers';
import { type FormError, formErrors } from '../../http/form-errors';
import { Pages } from '../../layout/pages';
import { t } from '../../text/language';
import { DossierListQuery, type ListedDossier } from '../list-query';
import { StaffChoices } from '../staff-query';
import { BULK_ACTIONS, type BulkAction, BULK_NAMES } from './actions';
import { BulkOutcomePage, BulkPage } from './bulk-page';

/** As many as a page of the list shows, some times over. */
const MOST = 200;
const NONE: readonly FormError[] = [];

/** One step in many dossiers: chosen on the list, confirmed on a page of its own, and told of one by one. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Controller('dossiers/bulk')
export class BulkController {
  constructor(
    @Inject(DossierListQuery) private readonly lists: DossierListQuery,
    @Inject(StaffChoices) private readonly staff: StaffChoices,
    @Inject(GiveDossiers) private readonly gives: GiveDossiers,
    @Inject(ManyDossiers) private readonly many: ManyDossiers,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The ticked ones with what the action needs to know; nothing is changed yet. */
  @Post()
  async confirm(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const chosen = await this.chosen(request, body);
    if (chosen.length === 0) return this.pages.leadTo(request, reply, backOf(body), 'niets-aangevinkt');
    await this.ask(request, reply, body, chosen, NONE);
  }

  @Post('uitvoeren')
  async carryOut(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const chosen = await this.chosen(request, body);
    if (chosen.length === 0) return this.pages.leadTo(request, reply, backOf(body), 'niets-aangevinkt');
    let outcomes: DossierOutcome[];
    try {
      outcomes = await this.step(request, body, chosen);
    } catch (error) {
      return this.ask(request, reply, body, chosen, formErrors(error));
    }
    const [action, back] = [actionOf(body), backOf(body)];
    // sent again, it leads to the list: the outcome is told once
    request.done = { path: back };
    const shown = <BulkOutcomePage {...{ action, outcomes, back }} dossiers={chosen} />;
    this.pages.send(request, reply, () => ({ title: t(BULK_NAMES[action]), current: '/dossiers', body: shown }));
  }

  private async step(request: Request, body: unknown, chosen: readonly ListedDossier[]): Promise<DossierOutcome[]> {
    const actor = actorOf(request);
    const dossierIds = chosen.map((one) => one.id);
    switch (actionOf(body)) {
      case 'oppakken':
        return this.many.takeUp(actor, dossierIds);
      case 'taak': {
        const task = { tekst: field(body, 'tekst'), tot: field(body, 'tot') };
        return this.many.addTask(actor, dossierIds, task, choice(body, 'wie', ['behandelaar', 'zelf']));
      }
      case 'toewijzen': {
        const gift = { dossierIds, to: field(body, 'medewerker'), reason: field(body, 'reden') };
        const { results } = await this.gives.give(actor, { ...gift, mode: 'per-dossier' });
        return results.map(({ dossier, reason }) => ({ dossier, reason }));
      }
    }
  }

  private chosen(request: Request, body: unknown): Promise<ListedDossier[]> {
    const ids = fields(body, 'dossier').slice(0, MOST);
    return this.lists.chosen(actorOf(request), ids);
  }

  private async ask(
    request: Request,
    reply: Reply,
    body: unknown,
    dossiers: readonly ListedDossier[],
    errors: readonly FormError[],
  ): Promise<void> {
    const { visitor, session } = visitOf(request);
    const [action, back] = [actionOf(body), backOf(body)];
    const staff = action === 'toewijzen' ? await this.staff.of(visitor) : [];
    const names = ['medewerker', 'reden', 'tekst', 'tot', 'wie'].filter((name) => field(body, name) !== '');
    const values = Object.fromEntries(names.map((name) => [name, field(body, name)]));
    const shown = <BulkPage {...{ action, dossiers, back, staff, values, errors }} csrf={session.csrf} />;
    const content = () => ({ title: t(BULK_NAMES[action]), current: '/dossiers', body: shown });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

function actionOf(body: unknown): BulkAction {
  return choice(body, 'actie', BULK_ACTIONS);
}

/** The list one came from, and no other house. */
function backOf(body: unknown): string {
  const back = field(body, 'terug');
  return /^\/dossiers(\?[\w=&%.-]*)?$/.test(back) ? back : '/dossiers';
}
