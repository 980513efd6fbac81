import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { MixedList } from 'typeorm';
import { Clock, makeClock } from './clock';
import type { Table } from './database/columns';
import { Database } from './database/database';
import { openDatabase } from './database/open-database';
import { Encryption } from './encryption';
import { findSecret } from './key-file';
import { LookUps } from './look-ups';
import { Settings } from './settings';

@Injectable()
class CloseDatabase implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}

/** The ground that every room stands on: settings, clock, encryption, database. Inject them by class. */
@Global()
@Module({})
export class PlatformModule {
  /** `clock`: instead of the one that the settings ask for */
  static with(
    settings: Settings,
    tables: Table[],
    migrations: MixedList<new () => unknown>,
    clock: Clock = makeClock(settings.LEERSPOOR_PEILDATUM ?? null),
  ): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
        { provide: Encryption, useFactory: () => new Encryption(findSecret(settings)) },
        {
          provide: Database,
          // the key comes first: a new database never exists without one
          inject: [Encryption],
          useFactory: () =>
            openDatabase({
              address: settings.LEERSPOOR_DATABASE,
              tables,
              migrations,
              connections: settings.LEERSPOOR_DATABASE_VERBINDINGEN,
            }),
        },
        {
          provide: LookUps,
          inject: [Database, Encryption],
          useFactory: (database: Database, encryption: Encryption) => new LookUps(database, encryption),
        },
        CloseDatabase,
      ],
      exports: [Settings, Clock, Encryption, Database, LookUps],
    };
  }
}
