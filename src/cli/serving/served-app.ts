import type { DynamicModule } from '@nestjs/common';
import type { Settings } from '../../platform/settings';
import { WebModule } from '../../web/web.module';
import { AppModule } from '../app.module';
import { ServingModule } from './serving.module';

/** The rooms and the pages. */
export function servedApp(settings: Settings): DynamicModule {
  const { module, imports } = AppModule.forCommands(settings, settings.LEERSPOOR_LOGNIVEAU);
  return { module, imports: [...imports!, WebModule, ServingModule] };
}
