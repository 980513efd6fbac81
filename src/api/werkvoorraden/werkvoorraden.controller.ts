import { Body, Inject, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { type DossierOutcome, ManyDossiers } from '../../cases/bulk/many-dossiers';
import { GiveDossiers } from '../../cases/bulk/give-dossiers';
import { DossierReach } from '../../cases/dossier/reach';
import { AutomaticActions } from '../../cases/worklist/automatic-actions';
import { WORK_LISTS, WorkLists } from '../../cases/worklist/work-lists';
import { Database } from '../../platform/database/database';
import { type Asker, Asking, notThere } from '../http/asker';
import { Asks, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import {
  ActiesQuery,
  AutomatischeActies,
  NieuweTaak,
  Verdeeld,
  Verdeling,
  Verzameld,
  Verzamelstap,
  Werkvoorraad,
  WerkvoorraadQuery,
  Werkvoorraden,
} from './werkvoorraad';

/** The lists of work at hand: recently assigned, unworked, due soon, overdue, verdeelbak, to close. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('werkvoorraden')
export class WerkvoorradenController {
  constructor(@Inject(WorkLists) private readonly lists: WorkLists) {}

  @Reads({ id: 'werkvoorradenLezen', does: 'Geeft hoeveel er in elke werkvoorraad ligt', gives: Werkvoorraden })
  async counts(@Asking() asker: Asker): Promise<Werkvoorraden> {
    const counts = await this.lists.counts(asker);
    return { lijsten: WORK_LISTS.map((soort) => ({ soort, aantal: counts[soort] })) };
  }

  @Reads({ id: 'werkvoorraadLezen', does: 'Geeft één werkvoorraad', path: ':soort', gives: Werkvoorraad })
  @ApiParam({ name: 'soort', enum: WORK_LISTS })
  async one(
    @Asking() asker: Asker,
    @Param('soort') soort: string,
    @Query(new ApiValidation('query')) { medewerker, na, aantal }: WerkvoorraadQuery,
  ): Promise<Werkvoorraad> {
    const kind = WORK_LISTS.find((one) => one === soort);
    if (!kind) throw notThere();
    const rows = await this.lists.page(asker, { kind, employee: medewerker, after: na, limit: aantal });
    return {
      dossiers: rows.map((one) => ({
        ...{ dossier: one.id, leerling: one.pupilId, regime: one.regime, status: one.status },
        ...{ medewerker: one.employee, toegewezenOp: one.assignedOn, reden: one.reason, termijn: one.dueOn },
      })),
    };
  }
}

/** Everything that happened by itself. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('automatische-acties')
export class AutomatischeActiesController {
  constructor(
    @Inject(AutomaticActions) private readonly automatic: AutomaticActions,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Reads({
    ...{ id: 'automatischeActiesLezen', does: 'Geeft wat Leerspoor zelf deed, met de reden' },
    ...{ gives: AutomatischeActies, errors: [404] },
  })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) { dossier, voor, aantal }: ActiesQuery,
  ): Promise<AutomatischeActies> {
    if (dossier !== undefined) await this.reach.one(this.database.read, asker, dossier);
    const rows = await this.automatic.page(asker, { dossierId: dossier, before: voor, limit: aantal });
    return {
      acties: rows.map((one) => ({
        ...{ id: one.id, moment: one.at, dossier: one.dossierId, soort: one.kind, wat: one.what, reden: one.reason },
      })),
    };
  }
}

/** Giving many dossiers at once. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('verdelingen')
export class VerdelingenController {
  constructor(@Inject(GiveDossiers) private readonly gives: GiveDossiers) {}

  @Asks({ id: 'dossiersVerdelen', does: 'Geeft dossiers aan een medewerker, met de reden', gives: Verdeeld })
  async give(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { dossiers, medewerker, reden, wijze }: Verdeling,
  ): Promise<Verdeeld> {
    const gift = { dossierIds: dossiers, to: medewerker, reason: reden, mode: wijze };
    const { done, results } = await this.gives.give(asker, gift);
    return {
      uitgevoerd: done,
      uitkomsten: results.map(({ dossier, result, reason }) => ({ dossier, uitkomst: result, reden: reason })),
    };
  }
}

/** The same step in many dossiers; what is refused in one stops none of the others. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('verzamelstappen')
export class VerzamelstappenController {
  constructor(@Inject(ManyDossiers) private readonly many: ManyDossiers) {}

  @Asks({
    id: 'verzamelstapZetten',
    does: 'Zet dezelfde stap in veel dossiers en zegt per dossier hoe het ging',
    gives: Verzameld,
  })
  async run(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { dossiers, stap, taak }: Verzamelstap,
  ): Promise<Verzameld> {
    const outcomes =
      stap === 'oppakken' ? await this.many.takeUp(asker, dossiers) : await this.addTask(asker, dossiers, taak);
    return { uitkomsten: outcomes.map(({ dossier, reason }) => ({ dossier, gedaan: reason === null, reden: reason })) };
  }

  private addTask(asker: Asker, dossiers: readonly string[], task: NieuweTaak | undefined): Promise<DossierOutcome[]> {
    if (task === undefined) throw invalid([{ pointer: '/taak', reden: 'is nodig bij de stap taak' }]);
    return this.many.addTask(asker, dossiers, { tekst: task.tekst, tot: task.tot }, task.wie);
  }
}
