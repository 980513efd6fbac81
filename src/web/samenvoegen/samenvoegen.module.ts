import { Module } from '@nestjs/common';
import { RetentionModule } from '../../retention/retention.module';
import { LayoutModule } from '../layout/layout.module';
import { JoinController } from './join.controller';

/** Two pupils who are one. */
@Module({ imports: [LayoutModule, RetentionModule], controllers: [JoinController] })
export class JoinPagesModule {}
