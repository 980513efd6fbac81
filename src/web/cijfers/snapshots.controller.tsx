import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { choice, field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { STORED_KINDS } from '../../figures/stored/kinds';
import { listStored } from '../../figures/stored/read-stored';
import { firstDefinedYear } from '../../figures/vsv/definition';
import { listSnapshots } from '../../figures/vsv/snapshots';
import { mayStore, StoreSnapshot } from '../../figures/vsv/store-snapshot';
import { lastYear } from '../../figures/vsv/vsv-figures';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { type FormError, formErrors } from '../http/form-errors';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { SnapshotsPage } from './snapshots-page';

export const SNAPSHOTS_PATH = '/cijfers/vastgelegd';

/** Counts of the statistic that were stored for good: to see, to compare, and for the coordinator to store. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Controller(SNAPSHOTS_PATH.slice(1))
export class SnapshotsPageController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StoreSnapshot) private readonly store: StoreSnapshot,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  show(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    return this.send(request, reply, []);
  }

  @Voor('rmc-coordinator')
  @Post()
  async keep(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'rmc-coordinator');
    const asked = { schoolYear: Number(field(body, 'schooljaar')), state: choice(body, 'stand', STATES) };
    const errors = this.years().includes(asked.schoolYear)
      ? await this.keepIt(request, body, asked)
      : [{ field: 'schooljaar', text: 'Kies een schooljaar uit de lijst.' }];
    if (errors.length > 0) return this.send(request, reply, errors);
    this.pages.leadTo(request, reply, SNAPSHOTS_PATH, 'bewaard');
  }

  /** Definitive stands for ever: it is asked for twice. */
  private async keepIt(
    request: Request,
    body: unknown,
    asked: Parameters<StoreSnapshot['run']>[1],
  ): Promise<FormError[]> {
    if (asked.state === 'definitief' && field(body, 'zeker') !== 'ja') {
      return [{ field: 'zeker', text: 'Zet een vinkje: definitief vastleggen is niet terug te draaien.' }];
    }
    return this.store.run(actorOf(request), asked).then(() => [], formErrors);
  }

  private years(): number[] {
    const last = lastYear(this.clock.today());
    const first = Math.max(firstDefinedYear(), last - YEARS + 1);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => last - i);
  }

  private async send(request: Request, reply: Reply, errors: readonly FormError[]): Promise<void> {
    const { session, visitor } = visitOf(request);
    const snapshots = await listSnapshots(this.database.read);
    const others = await listStored(this.database.read, STORED_KINDS);
    const stores =
      visitor.roles.includes('rmc-coordinator') && (await mayStore(this.database.read, visitor, this.clock.today()));
    const body = <SnapshotsPage {...{ snapshots, others, stores, errors }} years={this.years()} csrf={session.csrf} />;
    const content = () => ({ title: t('Vastgelegde vsv-cijfers'), current: '/cijfers', wide: true, body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

/** School years of which one may store a count. */
const YEARS = 5;
const STATES = ['voorlopig', 'definitief'] as const;
