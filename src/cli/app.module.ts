import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Options } from 'pino-http';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { ImportsModule } from '../imports/imports.module';
import { JobsModule } from '../jobs/jobs.module';
import { logDestination, logOptions } from '../platform/logging';
import { PlatformModule } from '../platform/platform.module';
import type { Settings } from '../platform/settings';
import { SignalsModule } from '../signals/signals.module';
import { WebModule } from '../web/web.module';
import { migrations, tables } from './schema';
import { ServingModule } from './serving/serving.module';

/** A line for each request but those of machines that watch us. */
const requestLines: Options = {
  autoLogging: { ignore: ({ url = '' }) => /^\/(healthz|readyz|metrics|stijl\/)/.test(url) },
  customSuccessMessage: () => 'verzoek beantwoord',
  customErrorMessage: () => 'verzoek mislukt',
  customAttributeKeys: { responseTime: 'ms' },
};

/** All rooms together. */
@Module({})
export class AppModule {
  /** `logLevel`: a command is quiet unless asked. */
  static forCommands(settings: Settings, logLevel: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: [{ ...logOptions(logLevel), ...requestLines }, logDestination()] }),
        PlatformModule.with(settings, tables, migrations),
        ...[JobsModule, AccessModule, SignalsModule, CasesModule, ImportsModule],
      ],
    };
  }

  /** The rooms and the pages. */
  static forServing(settings: Settings): DynamicModule {
    const { module, imports } = this.forCommands(settings, settings.LEERSPOOR_LOGNIVEAU);
    return { module, imports: [...imports!, WebModule, ServingModule] };
  }
}
