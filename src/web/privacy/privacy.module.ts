import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module';
import { RetentionModule } from '../../retention/retention.module';
import { LayoutModule } from '../layout/layout.module';
import { CopiesController } from './copies.controller';
import { ListsController } from './lists.controller';
import { LogController } from './log.controller';
import { RightsController } from './rights.controller';

/** The pages of the privacy-officer: the log, requests of pupils, and what is destroyed. No dossiers. */
@Module({
  imports: [AccessModule, LayoutModule, RetentionModule],
  controllers: [LogController, RightsController, CopiesController, ListsController],
})
export class PrivacyPagesModule {}
