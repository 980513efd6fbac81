import { Body, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { CloseDossier } from '../../cases/dossier/close-dossier';
import type { StoredDossier } from '../../cases/dossier/dossier-store';
import { HoldDossier, ResumeDossier } from '../../cases/dossier/hold-dossier';
import { PickUpDossier } from '../../cases/dossier/pick-up-dossier';
import { ReopenDossier } from '../../cases/dossier/reopen-dossier';
import { AddItem } from '../../cases/items/add-item';
import { DossierTimeline } from '../../cases/items/dossier-timeline';
import type { StoredItem } from '../../cases/items/item';
import { ItemQuery } from '../../cases/items/item-query';
import { CorrectItem, StepItem } from '../../cases/items/step-item';
import type { StoredTerm } from '../../cases/terms/terms';
import { Database } from '../../platform/database/database';
import { DossierReads, dossierTag } from '../dossiers/dossier-query';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { idOf } from '../http/id';
import { Asks, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, readingGegevens } from '../http/validation';
import { DossierStap, Dossierstand, NieuwOnderdeel, Onderdeel, Onderdelen, StapVerzoek, Tijdlijn } from './onderdeel';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Working a dossier: its steps and what is done in it. */
@Voor('ieder')
@Resource('dossiers')
export class DossierWorkController {
  constructor(
    @Inject(PickUpDossier) private readonly pickUp: PickUpDossier,
    @Inject(HoldDossier) private readonly hold: HoldDossier,
    @Inject(ResumeDossier) private readonly resume: ResumeDossier,
    @Inject(CloseDossier) private readonly close: CloseDossier,
    @Inject(ReopenDossier) private readonly reopen: ReopenDossier,
    @Inject(AddItem) private readonly addItem: AddItem,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(DossierTimeline) private readonly timeline: DossierTimeline,
    @Inject(DossierReads) private readonly dossiers: DossierReads,
  ) {}

  @Asks({
    ...{ id: 'dossierStapZetten', does: 'Zet een stap met een dossier', path: ':id/stappen', gives: Dossierstand },
    ...{ conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: DossierStap,
    @Req() request: FastifyRequest,
  ): Promise<Dossierstand> {
    const actor = onPremise(request, asker, async () => {
      const found = await this.dossiers.find(asker, idOf(id));
      if (!found) throw notThere();
      return dossierTag(found);
    });
    const run: Record<DossierStap['stap'], () => Promise<StoredDossier>> = {
      oppakken: () => this.pickUp.run(actor, idOf(id)),
      aanhouden: () => this.hold.run(actor, idOf(id), gegevens),
      hervatten: () => this.resume.run(actor, idOf(id)),
      sluiten: () => this.close.run(actor, idOf(id), gegevens),
      heropenen: () => this.reopen.run(actor, idOf(id), gegevens),
    };
    const dossier = await readingGegevens(run[stap]);
    return { id: dossier.id, status: dossier.status, geslotenOp: dossier.closedOn };
  }

  @Reads({
    ...{ id: 'dossierTijdlijnLezen', does: 'Geeft wat er in een dossier gebeurde en wat de volgende termijn is' },
    ...{ path: ':id/tijdlijn', gives: Tijdlijn },
  })
  @Numbered()
  async history(@Asking() asker: Asker, @Param('id') id: string): Promise<Tijdlijn> {
    const { steps, terms, next, possible } = await this.timeline.of(asker, idOf(id));
    return {
      gebeurtenissen: steps.map((one) => ({
        ...{ soort: one.machine, nummer: one.objectId, op: one.at, stap: one.step, van: one.from, naar: one.to },
        ...{ medewerker: one.employee, reden: one.reason },
      })),
      termijnen: terms.map(shownTerm),
      volgende: next === null ? null : shownTerm(next),
      mogelijk: possible,
    };
  }

  @Reads({
    ...{ id: 'dossierOnderdelenLezen', does: 'Geeft wat in een dossier is gedaan: contact, taken, maatregelen …' },
    ...{ path: ':id/onderdelen', gives: Onderdelen },
  })
  @Numbered()
  async list(@Asking() asker: Asker, @Param('id') id: string): Promise<Onderdelen> {
    return { onderdelen: (await this.items.ofDossier(asker, idOf(id))).map(shownItem) };
  }

  @Makes({
    ...{ id: 'dossierOnderdeelToevoegen', does: 'Voegt iets toe aan een dossier', path: ':id/onderdelen' },
    ...{ gives: Onderdeel, errors: [409] },
  })
  @Numbered()
  async add(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { soort, gegevens }: NieuwOnderdeel,
  ): Promise<Onderdeel> {
    return shownItem(await readingGegevens(() => this.addItem.run(asker, idOf(id), soort, gegevens)));
  }
}

@Voor('ieder')
@Resource('onderdelen')
export class OnderdelenController {
  constructor(
    @Inject(StepItem) private readonly stepItem: StepItem,
    @Inject(CorrectItem) private readonly correctItem: CorrectItem,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Reads({ id: 'onderdeelLezen', does: 'Geeft één onderdeel', path: ':id', gives: Onderdeel, tagged: true })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Onderdeel | undefined> {
    const found = await this.read(asker, id);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Asks({
    ...{ id: 'onderdeelStapZetten', does: 'Zet een stap met een onderdeel', path: ':id/stappen', gives: Onderdeel },
    ...{ conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: StapVerzoek,
    @Req() request: FastifyRequest,
  ): Promise<Onderdeel> {
    const actor = onPremise(request, asker, async () => versionTag(await this.read(asker, id)));
    const taken = await readingGegevens(() =>
      stap === 'corrigeren'
        ? this.correctItem.run(actor, idOf(id), gegevens)
        : this.stepItem.run(actor, idOf(id), stap, gegevens),
    );
    return shownItem(taken);
  }

  private async read(asker: Asker, id: string): Promise<Onderdeel> {
    return shownItem(await this.items.one(this.database.read, asker, idOf(id)));
  }
}

function shownTerm(one: StoredTerm) {
  return { soort: one.kind, van: one.startedOn, tot: one.dueOn, geeindigdOp: one.endedOn, uitkomst: one.outcome };
}

export function shownItem(one: StoredItem): Onderdeel {
  return {
    ...{ id: one.id, dossier: one.dossierId, soort: one.kind, deel: one.room, vertrouwelijk: one.confidential },
    ...{ status: one.state, datum: one.day, tot: one.until, begin: one.startsAt, einde: one.endsAt },
    ...{ medewerker: one.employee, auteur: one.author, gegevens: one.details, voorwaarden: [...one.findings] },
    versie: one.version,
  };
}
