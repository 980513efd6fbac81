import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { AccountList } from '../../access/accounts/account-list';
import { ManageAccounts } from '../../access/accounts/manage-accounts';
import type { Actor } from '../../access/actor';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Problem } from '../../platform/errors';
import { publicAddress, Settings } from '../../platform/settings';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { type AccountAction, AccountsPage, LinkPage } from './accounts-page';

const MOST_PAGES = 1000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
    const shown = await this.accounts.page(page);
    const body = <AccountsPage {...shown} page={page} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Accounts'), current: '/beheer', wide: true, body }));
  }

  /** `wie`: the id of an account, or with `uitnodigen` the code of an employee. */
  @Post()
  async change(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const action = field(body, 'actie') as AccountAction;
    const who = field(body, 'wie');
    if (action !== 'uitnodigen' && !UUID.test(who)) throw unknown();
    const path = await this.carryOut(actorOf(request), action, who);
    if (path === null) return this.pages.leadTo(request, reply, '/beheer/accounts', 'bewaard');
    const link = publicAddress(this.settings) + path;
    const content = () => ({ title: t('Link'), current: '/beheer', body: <LinkPage link={link} /> });
    this.pages.send(request, reply, content);
  }

  /** The path of a one-time link, where the action gives one. */
  private async carryOut(actor: Actor, action: AccountAction, who: string): Promise<string | null> {
    switch (action) {
      case 'uitnodigen':
        return this.manage.invite(actor, who);
      case 'wachtwoord':
        return this.manage.link(actor, who, 'herstel');
      case 'opnieuw':
        return this.manage.link(actor, who, 'uitnodiging');
      case 'blokkeren':
        await this.manage.lock(actor, who, true);
        return null;
      case 'vrijgeven':
        await this.manage.lock(actor, who, false);
        return null;
      case 'uitloggen':
        await this.manage.endSessions(actor, who);
        return null;
      default:
        throw unknown();
    }
  }
}

function unknown(): Problem {
  return new Problem('actie-onbekend', 'Kies een van de knoppen bij een account.', { status: 422 });
}
