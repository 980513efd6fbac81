import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { DailySchedule } from '../../jobs/daily-schedule';
import { DeliverEvents } from '../../exchange/events/deliver-events';
import { Transport } from '../../jobs/transport';
import { requireDatabaseFile, requireUsableFile } from '../../platform/database/database-file';
import { Problem } from '../../platform/errors';
import { Database } from '../../platform/database/database';
import type { Settings } from '../../platform/settings';
import { registerQueueBoard } from '../../web/beheer/queue-board';
import { adapterOptions, registerWeb } from '../../web/http/register-web';
import { registerRequestLimit } from '../../web/http/request-limit';
import { servedApp } from './served-app';
import { KeyHolders } from '../../access/keys/key-holders';

const BODY_BYTES = 1_048_576;
const REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;

export interface Server {
  app: NestFastifyApplication;
  /** where it listens, as a person types it */
  address: string;
}

/** Starts pages and API, and what gets waiting work done: the embedded worker, or the relay to the shared queue. Throws a Problem where the port is taken or the database is not current. */
export async function startServer(settings: Settings): Promise<Server> {
  requireDatabaseFile(settings.LEERSPOOR_DATABASE);
  requireUsableFile(settings.LEERSPOOR_DATABASE);
  const adapter = new FastifyAdapter({
    ...adapterOptions,
    // a proxy in front is believed only once a setting names it
    trustProxy: settings.LEERSPOOR_PROXY?.split(',').map((one) => one.trim()) ?? false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const app = await NestFactory.create<NestFastifyApplication>(servedApp(settings), adapter, {
    abortOnError: false,
    // what Nest tells while it starts is for its makers; a fault is thrown
    logger: false,
  });
  try {
    await app.get(Database).requireCurrent();
    await app.get(KeyHolders).begin();
    await registerWeb(app);
    await registerRequestLimit(app, settings.LEERSPOOR_VERZOEKEN_PER_MINUUT);
    await registerQueueBoard(app);
    await listen(app, settings);
    app.useLogger(app.get(Logger));
    app.get(Transport).start();
    // what another process left undelivered
    void app.get(DeliverEvents).start();
    app.get(DailySchedule).start();
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, address: addressOf(app, settings) };
}

async function listen(app: NestFastifyApplication, { PORT, HOST }: Settings): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new Problem(
        'poort-bezet',
        `Poort ${PORT} is al in gebruik. Kies een andere met PORT, of 0 voor een vrije.`,
      );
    }
    if (code === 'EACCES') throw new Problem('poort-verboden', `Poort ${PORT} mag niet. Kies een poort boven 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new Problem('adres-onbekend', `HOST ${HOST} is geen adres van deze machine.`);
    }
    throw error;
  }
}

function addressOf(app: NestFastifyApplication, { HOST }: Settings): string {
  const bound = app.getHttpServer().address() as { port: number };
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
}
