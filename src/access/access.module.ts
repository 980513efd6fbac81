import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module';
import { AccountList } from './accounts/account-list';
import { AccountService } from './accounts/accounts';
import { Attempts } from './accounts/attempts';
import { ChoosePassword } from './accounts/choose-password';
import { Links } from './accounts/links';
import { ManageAccounts } from './accounts/manage-accounts';
import { SecondFactor } from './accounts/second-factor';
import { Audit } from './audit';
import { AccessReports } from './log/access-report';
import { AuditSearch } from './log/audit-search';
import { ProcessingLog } from './log/processing';
import { Seals } from './log/seal';
import { DayTurn } from './day-turn';
import { Machines } from './machines/machines';
import { AdmitPerson } from './oidc/admit-person';
import { ProviderLogin } from './oidc/provider-login';
import { ProviderSessions } from './oidc/provider-sessions';
import { Providers } from './oidc/providers';
import { TokenCheck } from './oidc/token-check';
import { SessionService } from './sessions';
import { Visitors } from './visitor';
import { ChangeKey } from './keys/change-key';
import { KeyFileTurn } from './keys/key-file-turn';
import { KeyHolders } from './keys/key-holders';

const ACCOUNTS = [AccountList, AccountService, Attempts, ChoosePassword, Links, ManageAccounts, SecondFactor];
const OIDC = [AdmitPerson, ProviderLogin, ProviderSessions, Providers, TokenCheck];
const KEYS = [ChangeKey, KeyFileTurn, KeyHolders];
const LOG = [AccessReports, Audit, AuditSearch, ProcessingLog, Seals];
const SERVICES = [...ACCOUNTS, ...OIDC, ...KEYS, ...LOG, DayTurn, Machines, SessionService, Visitors];

/** Staff, accounts, systems that come in, sessions, who is asking, and the log of what they did. */
@Module({ imports: [JobsModule], providers: SERVICES, exports: SERVICES })
export class AccessModule {}
