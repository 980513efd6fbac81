import { Controller, Get, Header, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../../access/open-to-all';
import { Queue } from '../../jobs/queue';
import { Transport } from '../../jobs/transport';
import { Database } from '../../platform/database/database';

/** Whether this process lives, and whether it can do its work. Says nothing about anyone, so open to all. */
@OpenToAll()
@Controller()
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(Database) private readonly database: Database,
    @Inject(Queue) private readonly queue: Queue,
    @Inject(Transport) private readonly transport: Transport,
  ) {}

  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  alive() {
    return { status: 'ok' };
  }

  /** 503 where the database does not answer or is of another version, or the queue does not answer. */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    try {
      return await this.health.check([
        () => this.answer('database', () => this.database.isCurrent()),
        () =>
          this.answer(
            'wachtrij',
            () => this.transport.answers(),
            () => this.state(),
          ),
      ]);
    } catch (error) {
      // answered here: a probe wants this body, not the page that a person gets
      if (!(error instanceof ServiceUnavailableException)) throw error;
      void reply.code(503);
      return error.getResponse();
    }
  }

  private async answer(name: string, question: () => Promise<boolean>, more?: () => Promise<Record<string, number>>) {
    const indicator = this.indicators.check(name);
    const good = await question().catch(() => false);
    const details = await more?.().catch(() => undefined);
    return good ? indicator.up(details) : indicator.down(details);
  }

  /** How much work waits, for how long, and what failed: a queue that answers may still be stuck. */
  private async state() {
    const [wachtend, mislukt, oudsteSeconden] = await Promise.all([
      this.queue.count('wacht'),
      this.queue.count('mislukt'),
      this.queue.oldestSeconds(),
    ]);
    return { wachtend, mislukt, oudsteSeconden: Math.round(oudsteSeconden) };
  }
}
