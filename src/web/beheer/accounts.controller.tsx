import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { AccountList } from '../../access/accounts/account-list';
import { ACCOUNT_STEPS, ManageAccounts } from '../../access/accounts/manage-accounts';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { publicAddress, Settings } from '../../platform/settings';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { AccountsPage, LinkPage } from './accounts-page';

const MOST_PAGES = 1000;
const PER_PAGE = 50;

/** Who can log in: invite, give a new link, block, end sessions. */
@Voor('functioneel-beheerder')
@Controller('beheer/accounts')
export class AccountsController {
  constructor(
    @Inject(AccountList) private readonly accounts: AccountList,
    @Inject(ManageAccounts) private readonly manage: ManageAccounts,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const page = Math.min(Math.max(Number.parseInt(field(query, 'pagina'), 10) || 1, 1), MOST_PAGES);
    const { rows, total } = await this.accounts.list(PER_PAGE, (page - 1) * PER_PAGE);
    const body = <AccountsPage {...{ rows, page }} more={page * PER_PAGE < total} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Accounts'), current: '/beheer', wide: true, body }));
  }

  /** `wie`: the id of an account, or with `uitnodigen` the code of an employee. */
  @Post()
  async change(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const action = field(body, 'actie');
    const who = field(body, 'wie');
    const step = ACCOUNT_STEPS.find((one) => one === action);
    if (action !== 'uitnodigen' && !(step && isId(who))) throw unknown();
    const path = step
      ? await this.manage.step(actorOf(request), who, step)
      : (await this.manage.invite(actorOf(request), who)).path;
    if (path === null) return this.pages.leadTo(request, reply, '/beheer/accounts', 'bewaard');
    const link = publicAddress(this.settings) + path;
    const content = () => ({ title: t('Link'), current: '/beheer', body: <LinkPage link={link} /> });
    this.pages.send(request, reply, content);
  }
}

function unknown(): Problem {
  return new Problem('actie-onbekend', 'Kies een van de knoppen bij een account.', { status: 422 });
}
