import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { ExchangeModule } from '../exchange/exchange.module';
import { FiguresModule } from '../figures/figures.module';
import { CorrespondenceModule } from '../correspondence/correspondence.module';
import { ImportsModule } from '../imports/imports.module';
import { JobsModule } from '../jobs/jobs.module';
import type { Clock } from '../platform/clock';
import { logDestination, logOptions } from '../platform/logging';
import { PlatformModule } from '../platform/platform.module';
import type { Settings } from '../platform/settings';
import { RetentionModule } from '../retention/retention.module';
import { SignalsModule } from '../signals/signals.module';
import { TrajectoriesModule } from '../trajectories/trajectories.module';
import { migrations, tables } from './schema';

/** The rooms below the pages. */
export const ROOMS = [
  ...[JobsModule, AccessModule, SignalsModule, CasesModule, TrajectoriesModule, CorrespondenceModule],
  ...[ExchangeModule, FiguresModule, ImportsModule, RetentionModule],
];

/** All rooms together, for a command; `serving/served-app.ts` adds the pages, which a command need not load. */
@Module({})
export class AppModule {
  /** `logLevel`: a command is quiet unless asked; `clock`: instead of the one that the settings ask for. */
  static forCommands(settings: Settings, logLevel: string, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        // requests are logged by `log-request.ts`: a middleware before every route costs more than a route
        LoggerModule.forRoot({ pinoHttp: [logOptions(logLevel), logDestination()], forRoutes: [] }),
        PlatformModule.with(settings, tables, migrations, clock),
        ...ROOMS,
      ],
    };
  }
}
