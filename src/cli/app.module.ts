import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Options } from 'pino-http';
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
import { WebModule } from '../web/web.module';
import { migrations, tables } from './schema';
import { ServingModule } from './serving/serving.module';

/** The rooms below the pages. */
export const ROOMS = [
  ...[JobsModule, AccessModule, SignalsModule, CasesModule, TrajectoriesModule, CorrespondenceModule],
  ...[ExchangeModule, FiguresModule, ImportsModule, RetentionModule],
];

const WATCHED = /^\/(healthz|readyz|metrics|stijl\/)/;

/**
 * A line for each request but those of machines that watch us, and of style sheets. In front of a middleware `url` is
 * what is left of the path; `originalUrl` is what was asked.
 */
const requestLines: Options = {
  autoLogging: {
    ignore: (request) => WATCHED.test((request as { originalUrl?: string }).originalUrl ?? request.url ?? ''),
  },
  customSuccessMessage: () => 'verzoek beantwoord',
  customErrorMessage: () => 'verzoek mislukt',
  customAttributeKeys: { responseTime: 'ms' },
};

/** All rooms together. */
@Module({})
export class AppModule {
  /** `logLevel`: a command is quiet unless asked; `clock`: instead of the one that the settings ask for. */
  static forCommands(settings: Settings, logLevel: string, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: [{ ...logOptions(logLevel), ...requestLines }, logDestination()] }),
        PlatformModule.with(settings, tables, migrations, clock),
        ...ROOMS,
      ],
    };
  }

  /** The rooms and the pages. */
  static forServing(settings: Settings): DynamicModule {
    const { module, imports } = this.forCommands(settings, settings.LEERSPOOR_LOGNIVEAU);
    return { module, imports: [...imports!, WebModule, ServingModule] };
  }
}
