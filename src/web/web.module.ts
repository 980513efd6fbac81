import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access/access.module';
import { Cookies } from './http/cookies';
import { LoginGuard } from './http/login.guard';
import { ProblemFilter } from './http/problem.filter';
import { Visits } from './http/visits';
import { Pages } from './layout/pages';
import { DossierListQuery } from './leerplicht/list-query';
import { DossierQuery } from './leerplicht/dossier-query';
import { DossiersController } from './leerplicht/dossiers.controller';
import { LoginController } from './login/login.controller';
import { LoginPage } from './login/login-page';
import { StyleController } from './style/style.controller';
import { Stylesheet } from './style/stylesheet';

/**
 * The pages. Its guard and filter hold for the whole application: every handler of every room demands a login unless
 * it says `@OpenToAll()`, and every error is told in our own words. See `registerWeb` for cookies and headers.
 */
@Module({
  imports: [AccessModule],
  controllers: [LoginController, StyleController, DossiersController],
  providers: [
    Cookies,
    Visits,
    Stylesheet,
    Pages,
    LoginPage,
    DossierListQuery,
    DossierQuery,
    { provide: APP_GUARD, useClass: LoginGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class WebModule {}
