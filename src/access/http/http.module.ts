import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access.module';
import { Cookies } from './cookies';
import { LoginGuard } from './login.guard';
import { RefusedLooks } from './refused-looks';
import { Visits } from './visits';

/** Who comes in over HTTP, for pages and API alike. Its guard holds for every handler of every room. */
@Module({
  imports: [AccessModule],
  providers: [Cookies, RefusedLooks, Visits, { provide: APP_GUARD, useClass: LoginGuard }],
  exports: [AccessModule, Cookies, RefusedLooks, Visits],
})
export class AccessHttpModule {}
