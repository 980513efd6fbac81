import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { ImportsModule } from '../imports/imports.module';
import { RegistryModule } from '../registry/registry.module';
import { SignalsModule } from '../signals/signals.module';
import { CorrespondenceModule } from '../correspondence/correspondence.module';
import { TrajectoriesModule } from '../trajectories/trajectories.module';
import { BijlagenController } from './onderdelen/bijlagen.controller';
import { DossierBrievenController } from './brieven/brieven.controller';
import { RetentionModule } from '../retention/retention.module';
import { SamenvoegingenController } from './samenvoegingen/samenvoegingen.controller';
import { GezinController } from './gezin/gezin.controller';
import { UitstromersController } from './uitstromers/uitstromers.controller';
import {
  AutomatischeActiesController,
  VerdelingenController,
  VerzamelstappenController,
  WerkvoorradenController,
} from './werkvoorraden/werkvoorraden.controller';
import { WeergavenController } from './weergaven/weergaven.controller';
import { EffectenController } from './effecten/effecten.controller';
import { OverdrachtenController, WarmeOverdrachtenController } from './overdrachten/overdrachten.controller';
import { OverleggenController } from './overleggen/overleggen.controller';
import { ProgrammasController } from './programmas/programmas.controller';
import { SimulatiesController } from './simulaties/simulaties.controller';
import { VastleggingenController } from './vastleggingen/vastleggingen.controller';
import { VsvStandenController } from './vsv-standen/vsv-standen.controller';
import { PreventieController } from './preventie/preventie.controller';
import { PlannenController } from './trajecten/plannen.controller';
import { TrajectenController } from './trajecten/trajecten.controller';
import { WaarnemingenController } from './waarnemingen/waarnemingen.controller';
import { AgendaController, CalendarController } from './agenda/agenda.controller';
import { ExchangeModule } from '../exchange/exchange.module';
import { FiguresModule } from '../figures/figures.module';
import { CijfersController } from './cijfers/cijfers.controller';
import { ApiDocument, DocumentController } from './document/document.controller';
import { DossierReads } from './dossiers/dossier-query';
import { DossiersApiController, ToewijzingenController } from './dossiers/dossiers.controller';
import { ImportsController } from './imports/imports.controller';
import { CountHours } from './leerlingen/count-hours';
import { LeerlingenController } from './leerlingen/leerlingen.controller';
import { PupilQuery } from './leerlingen/pupil-query';
import { Sight } from './http/sight';
import { BetrokkenenController, BewaringenController } from './betrokkenen/betrokkenen.controller';
import { InleesverslagenController } from './inleesverslagen/inleesverslagen.controller';
import { KalendersController } from './kalenders/kalenders.controller';
import { RegelsController } from './regels/regels.controller';
import { ToewijzingsproevenController, VerdeelbakController } from './toewijzingsproeven/toewijzingsproeven.controller';
import { LogboekController } from './logboek/logboek.controller';
import { AanleveringenController } from './aanleveringen/aanleveringen.controller';
import { AbonnementenController, MislukteBezorgingenController } from './abonnementen/abonnementen.controller';
import { AccountsApiController } from './accounts/accounts.controller';
import { BriefsjablonenController, SamenvoegveldenController } from './briefsjablonen/briefsjablonen.controller';
import { KoppelingenController } from './koppelingen/koppelingen.controller';
import { TakenController } from './taken/taken.controller';
import { TerugkoppeladressenController } from './terugkoppeladressen/terugkoppeladressen.controller';
import { VernietigingslijstenController } from './vernietigingslijsten/vernietigingslijsten.controller';
import { JobsModule } from '../jobs/jobs.module';
import { Replays } from './replay/replays';
import { MedewerkersController } from './medewerkers/medewerkers.controller';
import { StaffQuery } from './medewerkers/staff-query';
import { MeldingReads } from './meldingen/melding-query';
import { MeldingenController } from './meldingen/meldingen.controller';
import { DossierWorkController, OnderdelenController } from './onderdelen/onderdelen.controller';
import { VerlofaanvragenController } from './verlofaanvragen/verlofaanvragen.controller';
import { SessieController } from './sessie/sessie.controller';
import { SignalenController } from './signalen/signalen.controller';
import { SignalQuery } from './signalen/signal-query';
import { AbsenceQuery } from './verzuimregistraties/absence-query';
import { AbsenceIntake } from './verzuimregistraties/intake';
import { VerzuimregistratiesController } from './verzuimregistraties/verzuimregistraties.controller';

/**
 * The HTTP API (contract section 6). To add a resource:
 *
 * 1. A folder `src/api/<resource>/` (Dutch, plural) with three small files:
 *    `<one>.ts` the shapes that go in and out, each field with a decorator of `http/fields.ts` (in an address: of
 *    `http/query.ts`), which both checks and documents it; `<one>-query.ts` or a use case of the room that owns the
 *    data; `<resource>.controller.ts`, which only translates.
 * 2. The controller says `@Resource('dossiers')`, and each method what it does with `@Lists`, `@Reads`, `@Makes`,
 *    `@Changes`, `@Puts`, `@Removes` or `@Asks` (`http/resource.ts`): route, status, errors and document in one.
 * 3. Methods take `@Asking() asker` (who asks, as an `Actor`), `@Query(new ApiValidation('query'))` and
 *    `@Body(new ApiValidation('body'))`. `toPage` makes a page with its links, `fieldsAsked`/`sparse` leave fields out,
 *    `isKnown(…versionTag(…))` sets the ETag and hears `If-None-Match`, `versionGiven`/`requireTag` hold a change
 *    against `If-Match` inside its unit of work, `Replays.once` makes a POST safe to send again.
 * 4. Errors: `notThere()` for what is not there and what is out of scope alike, `notAllowed(…)` for what is in view but
 *    not this person's to do, `invalid([{ pointer, reden }])` for what no decorator can see.
 * 5. `npm run client` makes the typed client anew (`src/api/client/`), and a test holds it to the document.
 * 6. The controller goes in `controllers` below; its tests through `startApi` of test/api/support.ts, which holds every
 *    answer against the document. A number of a person never stands in an address.
 */
@Module({
  imports: [
    ...[AccessModule, CasesModule, CorrespondenceModule, ExchangeModule, FiguresModule, ImportsModule, RegistryModule],
    ...[JobsModule, RetentionModule, SignalsModule, TrajectoriesModule],
  ],
  controllers: [
    InleesverslagenController,
    KalendersController,
    RegelsController,
    ToewijzingsproevenController,
    VerdeelbakController,
    AanleveringenController,
    AbonnementenController,
    MislukteBezorgingenController,
    AccountsApiController,
    BriefsjablonenController,
    SamenvoegveldenController,
    KoppelingenController,
    AgendaController,
    AutomatischeActiesController,
    BetrokkenenController,
    BewaringenController,
    LogboekController,
    TakenController,
    TerugkoppeladressenController,
    VernietigingslijstenController,
    GezinController,
    SamenvoegingenController,
    UitstromersController,
    VerdelingenController,
    VerzamelstappenController,
    WeergavenController,
    WerkvoorradenController,
    BijlagenController,
    DossierBrievenController,
    EffectenController,
    OverdrachtenController,
    OverleggenController,
    PreventieController,
    ProgrammasController,
    SimulatiesController,
    VastleggingenController,
    VsvStandenController,
    TrajectenController,
    PlannenController,
    WaarnemingenController,
    WarmeOverdrachtenController,
    CalendarController,
    CijfersController,
    DocumentController,
    DossierWorkController,
    MeldingenController,
    OnderdelenController,
    VerlofaanvragenController,
    DossiersApiController,
    ImportsController,
    LeerlingenController,
    MedewerkersController,
    SessieController,
    SignalenController,
    ToewijzingenController,
    VerzuimregistratiesController,
  ],
  providers: [
    MeldingReads,
    ...[AbsenceIntake, AbsenceQuery, ApiDocument, CountHours, DossierReads, PupilQuery, Replays, Sight, SignalQuery],
    StaffQuery,
  ],
})
export class ApiModule {}
