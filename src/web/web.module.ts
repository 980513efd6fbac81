import { Module, type Type, UseInterceptors } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessHttpModule } from '../access/http/http.module';
import { ApiModule } from '../api/api.module';
import { CorrespondenceModule } from '../correspondence/correspondence.module';
import { CasesModule } from '../cases/cases.module';
import { OnceInterceptor } from './http/once.interceptor';
import { ProblemFilter } from './http/problem.filter';
import { LanguageController } from './layout/language.controller';
import { BulkController } from './leerplicht/bulk/bulk.controller';
import { DossierListQuery } from './leerplicht/list-query';
import { SavedViewsController } from './leerplicht/saved-views.controller';
import { DossierQuery } from './leerplicht/dossier-query';
import { DossierMeldingController } from './leerplicht/work/melding.controller';
import { LettersController } from './leerplicht/letters/letters.controller';
import { FormDesk } from './leerplicht/work/form-desk';
import { DossierItemsController } from './leerplicht/work/items.controller';
import { DossierWorkController } from './leerplicht/work/work.controller';
import { DossierWorkQuery } from './leerplicht/work/work-query';
import { StaffChoices } from './leerplicht/staff-query';
import { DossiersController } from './leerplicht/dossiers.controller';
import { ChangeWatch } from './live/change-watch';
import { LiveController } from './live/live.controller';
import { DoorstroompuntPagesModule } from './doorstroompunt/doorstroompunt.module';
import { BeheerPagesModule } from './beheer/beheer.module';
import { AgendaPagesModule } from './agenda/agenda.module';
import { CijfersPagesModule } from './cijfers/cijfers.module';
import { LeavePagesModule } from './verlof/verlof.module';
import { CoverPagesModule } from './waarneming/waarneming.module';
import { PreventionPagesModule } from './preventie/preventie.module';
import { JoinPagesModule } from './samenvoegen/samenvoegen.module';
import { FamilyPagesModule } from './gezin/gezin.module';
import { HandoverPagesModule } from './overdrachten/overdrachten.module';
import { LayoutModule } from './layout/layout.module';
import { PrivacyPagesModule } from './privacy/privacy.module';
import { SchoolPagesModule } from './school/school.module';
import { LoginController } from './login/login.controller';
import { ForgottenController } from './login/forgotten.controller';
import { PasswordController } from './login/password.controller';
import { ProviderController } from './login/provider.controller';
import { SecondFactorController } from './login/second-factor.controller';
import { LoginPage } from './login/login-page';
import { StyleController } from './style/style.controller';

/** The rooms of pages. */
const PAGES: Type[] = [
  LayoutModule,
  BeheerPagesModule,
  DoorstroompuntPagesModule,
  AgendaPagesModule,
  CijfersPagesModule,
  CoverPagesModule,
  FamilyPagesModule,
  JoinPagesModule,
  PreventionPagesModule,
  HandoverPagesModule,
  LeavePagesModule,
  PrivacyPagesModule,
  SchoolPagesModule,
];

const CONTROLLERS: Type[] = [
  LoginController,
  SecondFactorController,
  PasswordController,
  ForgottenController,
  ProviderController,
  LanguageController,
  LiveController,
  StyleController,
  BulkController,
  SavedViewsController,
  DossiersController,
  DossierMeldingController,
  LettersController,
  DossierItemsController,
  DossierWorkController,
];

// a form is done once on every page; not for the whole application: the API has its Idempotency-Key, and an interceptor
// takes a fifth of the time of a short answer
for (const controller of [...CONTROLLERS, ...PAGES.flatMap(controllersOf)])
  UseInterceptors(OnceInterceptor)(controller);

function controllersOf(module: Type): Type[] {
  return (Reflect.getMetadata('controllers', module) as Type[] | undefined) ?? [];
}

/**
 * The pages. The guard of `access/http` and the filter hold for the whole application: every handler of every room
 * demands a login unless it says `@OpenToAll()`, and every error is told in our own words. See `registerWeb` for
 * cookies and headers.
 */
@Module({
  imports: [AccessHttpModule, ApiModule, CasesModule, CorrespondenceModule, ...PAGES],
  controllers: CONTROLLERS,
  providers: [
    ChangeWatch,
    LoginPage,
    DossierListQuery,
    DossierQuery,
    StaffChoices,
    FormDesk,
    DossierWorkQuery,
    ProblemFilter,
    { provide: APP_FILTER, useExisting: ProblemFilter },
  ],
})
export class WebModule {}
