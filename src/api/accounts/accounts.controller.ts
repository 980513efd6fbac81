import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountList, type AccountShown } from '../../access/accounts/account-list';
import { ManageAccounts } from '../../access/accounts/manage-accounts';
import { Voor } from '../../access/http/voor';
import { publicAddress, Settings } from '../../platform/settings';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import {
  Account,
  ACCOUNT_FIELDS,
  ACCOUNT_KEYS,
  AccountsQuery,
  AccountStap,
  AccountUitkomst,
  Uitnodiging,
} from './account';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Who can log in: invite, give a new link, block, end sessions. */
@Voor('functioneel-beheerder')
@Resource('accounts')
export class AccountsApiController {
  constructor(
    @Inject(AccountList) private readonly accounts: AccountList,
    @Inject(ManageAccounts) private readonly manage: ManageAccounts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Lists({ id: 'accountsLezen', does: 'Geeft de medewerkers en hoe zij inloggen, op naam', gives: Account })
  async list(
    @Query(new ApiValidation('query')) query: AccountsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, ACCOUNT_FIELDS, ACCOUNT_KEYS);
    const { rows, total } = await this.accounts.list(query.paginagrootte, offsetOf(query));
    return toPage(request, reply, query, { rows: rows.map(shown), total }, asked);
  }

  @Reads({ id: 'accountLezen', does: 'Geeft één account', path: ':id', gives: Account })
  @Numbered()
  async one(@Param('id') id: string): Promise<Account> {
    const found = await this.accounts.one(idOf(id));
    if (!found) throw notThere();
    return shown(found);
  }

  @Makes({
    ...{ id: 'medewerkerUitnodigen', does: 'Maakt een account en een link om het in te stellen' },
    ...{ gives: AccountUitkomst, secret: true, errors: [409] },
  })
  async invite(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { medewerker }: Uitnodiging,
  ): Promise<AccountUitkomst> {
    const { id, path } = await this.manage.invite(asker, medewerker);
    return this.outcome(id, path);
  }

  @Asks({
    ...{ id: 'accountStapZetten', does: 'Geeft een nieuwe link, blokkeert, geeft vrij of beëindigt de sessies' },
    ...{ path: ':id/stappen', gives: AccountUitkomst, secret: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap }: AccountStap,
  ): Promise<AccountUitkomst> {
    return this.outcome(idOf(id), await this.manage.step(asker, idOf(id), stap));
  }

  private async outcome(id: string, path: string | null): Promise<AccountUitkomst> {
    return { account: await this.one(id), link: path === null ? null : publicAddress(this.settings) + path };
  }
}

function shown({ employee, name, roles, until, account }: AccountShown): Account {
  return {
    ...{ medewerker: employee, id: account?.id ?? null, naam: name, rollen: [...roles], einddatum: until },
    ...{ aanbieder: account?.provider ?? null, geblokkeerd: account?.locked ?? false },
    ...{ ingesteld: account?.setUp ?? false, sessies: account?.sessions ?? 0 },
  };
}
