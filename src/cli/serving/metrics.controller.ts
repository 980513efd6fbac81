import { Controller, Get, Header, Headers, Inject, Injectable, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { OpenToAll } from '../../access/open-to-all';
import { sameSecret } from '../../access/tokens';
import { Queue } from '../../jobs/queue';
import { Settings } from '../../platform/settings';
import { observed } from '../../platform/telemetry';

/** What Prometheus reads: the process, and how many jobs wait and failed, per kind and in all, and for how long. No one in particular. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor(@Inject(Queue) queue: Queue) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'leerspoor_taken',
      help: 'Taken in de wachtrij per soort en staat',
      labelNames: ['soort', 'staat'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { kind, state, count } of await queue.counts()) this.set({ soort: kind, staat: state }, count);
      },
    });
    // for Prometheus that asks, and for OpenTelemetry where it is told
    const gauge = (name: string, unit: string, help: string, value: () => Promise<number>) => {
      new Gauge({
        ...{ name, help, registers: [this.registry] },
        async collect() {
          this.set(await value());
        },
      });
      observed(name.replace('_', '.').replace('_', '.'), help, unit, value);
    };
    gauge('leerspoor_wachtrij_wachtend', '{taak}', 'Taken die wachten', () => queue.count('wacht'));
    gauge('leerspoor_wachtrij_mislukt', '{taak}', 'Taken die na alle pogingen mislukten', () => queue.count('mislukt'));
    gauge('leerspoor_wachtrij_oudste_seconden', 's', 'Hoe lang de oudste taak wacht; 0 waar niets wacht', () =>
      queue.oldestSeconds(),
    );
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** Without a login, but with the token of LEERSPOOR_METRICS_TOKEN; where that is not set the page does not exist. */
@OpenToAll()
@Controller()
export class MetricsController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async read(
    @Headers('authorization') given: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const token = this.settings.LEERSPOOR_METRICS_TOKEN;
    if (token && sameSecret(given ?? '', `Bearer ${token}`)) return this.metrics.text();
    void reply.code(token ? 401 : 404);
    return token ? 'Geef het token van LEERSPOOR_METRICS_TOKEN.\n' : 'Deze pagina bestaat niet.\n';
  }
}
