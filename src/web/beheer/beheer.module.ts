import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module';
import { JobsModule } from '../../jobs/jobs.module';
import { SignalsModule } from '../../signals/signals.module';
import { LayoutModule } from '../layout/layout.module';
import { AccountsController } from './accounts.controller';
import { BeheerController } from './beheer.controller';
import { BeheerQuery } from './beheer-query';

/** The pages of administrators. */
@Module({
  imports: [AccessModule, JobsModule, LayoutModule, SignalsModule],
  controllers: [BeheerController, AccountsController],
  providers: [BeheerQuery],
})
export class BeheerPagesModule {}
