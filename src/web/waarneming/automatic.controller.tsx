import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { DossierReach } from '../../cases/dossier/reach';
import { AutomaticActions } from '../../cases/worklist/automatic-actions';
import { Database } from '../../platform/database/database';
import { isId } from '../../platform/ids';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { AutomaticPage } from './automatic-page';

const PAGE = 50;

/** Everything that happened by itself, with the reason. */
@Controller('automatisch')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class AutomaticController {
  constructor(
    @Inject(AutomaticActions) private readonly automatic: AutomaticActions,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Database) private readonly database: Database,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** `dossier`: of one dossier only; `voor`: what came before this one. */
  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const [dossier, before] = [field(query, 'dossier'), field(query, 'voor')];
    if (dossier !== '') await this.reach.one(this.database.read, actorOf(request), dossier);
    if (before !== '' && !isId(before)) throw notFound();
    const asked = { dossierId: dossier || undefined, before: before || undefined };
    const found = await this.automatic.page(actorOf(request), { ...asked, limit: PAGE + 1 });
    const actions = found.slice(0, PAGE);
    const of = dossier === '' ? '' : `dossier=${dossier}&`;
    const next = found.length > PAGE ? `/automatisch?${of}voor=${actions.at(-1)!.id}` : null;
    const names = await this.names(actions.map((one) => one.what));
    const body = <AutomaticPage {...{ actions, next, names }} dossierId={dossier || null} />;
    this.pages.send(request, reply, () => ({ title: t('Wat Leerspoor zelf deed'), current: '/dossiers', body }));
  }

  private async names(codes: readonly string[]): Promise<Map<string, string>> {
    const { read } = this.database;
    const these = read.oneOf('code', [...new Set(codes)], 'code');
    const sql = `SELECT code, name FROM employee WHERE ${these.sql}`;
    const rows = await read.all<{ code: string; name: string }>(sql, [these.value]);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}
