import { Module } from '@nestjs/common';
import { AccountService } from './accounts';
import { SessionService } from './sessions';
import { Visitors } from './visitor';

/** Staff, accounts, sessions and who is asking. */
@Module({
  providers: [AccountService, SessionService, Visitors],
  exports: [AccountService, SessionService, Visitors],
})
export class AccessModule {}
