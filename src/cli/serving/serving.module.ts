import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { JobsModule } from '../../jobs/jobs.module';
import { HealthController } from './health.controller';
import { Metrics, MetricsController } from './metrics.controller';

/** What the people who run it ask of a server. */
@Module({
  imports: [JobsModule, TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, MetricsController],
  providers: [Metrics],
})
export class ServingModule {}
