import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { systemActor } from '../actor';
import type { Session } from '../sessions';
import { hashOfToken } from '../tokens';
import { AdmitPerson, sessionName, subjectName } from './admit-person';
import { isStrongEnough, personOf, speaksOfRoles } from './person';
import { Providers, type Renewed, type Tokens } from './providers';
import type { ProviderSettings } from './provider-file';
import { TokenCheck } from './token-check';
import { cell } from '../../platform/place';
import { session as table } from '../tables';

/** While one request asks the provider the others go on; a provider that does not answer is asked again after this. */
const PAUSE_MS = 60_000;

interface ProviderRow {
  provider: string | null;
  id_token: string | null;
  refresh_token: string | null;
  renew_at: string | null;
}

/** What a session has of the provider where it began: renewed there, ended there, and ended by it. */
@Injectable()
export class ProviderSessions {
  private readonly logger = new Logger(ProviderSessions.name);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(TokenCheck) private readonly tokens: TokenCheck,
    @Inject(AdmitPerson) private readonly admit: AdmitPerson,
  ) {}

  /** @param token of the session that was just opened */
  async remember(token: string, provider: ProviderSettings, tokens: Tokens): Promise<void> {
    await this.keep(hashOfToken(token), tokens, sessionName(provider, tokens.claims['sid']));
  }

  /** Whether the provider still stands behind this session: asked when its time is up. False: the session was ended. */
  async stillHolds(session: Session): Promise<boolean> {
    const now = this.clock.now();
    if (session.renewAt === null || session.renewAt > now.toISOString()) return true;
    const pause = new Date(now.getTime() + PAUSE_MS).toISOString();
    const mine = await this.database.work((work) =>
      work.run('UPDATE session SET renew_at = ? WHERE token_hash = ? AND renew_at = ?', [
        ...[pause, session.tokenHash, session.renewAt],
      ]),
    );
    if (mine === 0) return true;
    const row = await this.row(session.tokenHash);
    if (!row?.provider || !row.refresh_token || !row.id_token) return true;
    const [refresh, id] = [
      this.encryption.decrypt(row.refresh_token, cell(table, 'refresh_token', { token_hash: session.tokenHash })),
      this.encryption.decrypt(row.id_token, cell(table, 'id_token', { token_hash: session.tokenHash })),
    ];
    try {
      const provider = this.providers.require(row.provider);
      const renewed = await this.providers.renew(provider, refresh, id);
      // kept first: the refresh token of before is used up
      if (renewed) await this.keep(session.tokenHash, renewed);
      const holds = renewed !== null && (await this.follow(session, provider, renewed));
      if (!holds) await this.end(session.tokenHash);
      return holds;
    } catch {
      this.logger.warn({ msg: 'aanbieder antwoordt niet', aanbieder: row.provider });
      return true;
    }
  }

  /**
   * Roles and areas follow what the provider says at a renewal, as at a login. False where it lets this person in no
   * longer, or gives a role that asks for a stronger login than this one was.
   */
  private async follow(session: Session, provider: ProviderSettings, renewed: Renewed): Promise<boolean> {
    const claims = await this.providers.tell(provider, renewed);
    if (!speaksOfRoles(provider, claims, renewed.claims)) return true;
    const person = personOf(provider, claims);
    if (!person) return false;
    const had = await this.admit.rolesOf(this.database.read, session.employee);
    const gained = person.roles.filter((role) => !had.includes(role));
    if (!isStrongEnough(provider, gained, claims)) return false;
    try {
      return (await this.admit.admit(systemActor('pagina'), provider, person, session.tokenHash)) === session.accountId;
    } catch (error) {
      if (error instanceof Problem && error.status === 403) return false;
      throw error;
    }
  }

  /** Where to send someone who logs out, or null where the session began here. Call it before the session is closed. */
  async farewell(session: Session): Promise<string | null> {
    const row = await this.row(session.tokenHash);
    if (!row?.provider || !row.id_token) return null;
    try {
      const place = cell(table, 'id_token', { token_hash: session.tokenHash });
      const token = this.encryption.decrypt(row.id_token, place);
      return await this.providers.farewell(this.providers.require(row.provider), token);
    } catch {
      return null;
    }
  }

  /** A provider says that it logged someone out. False where that is no word of this provider. */
  async endByProvider(provider: ProviderSettings, logoutToken: string): Promise<boolean> {
    const ended = await this.tokens.loggedOut(provider, logoutToken);
    if (!ended) return false;
    await this.database.work(async (work) => {
      if (ended.sid !== undefined) {
        await work.run('DELETE FROM session WHERE provider_session = ?', [sessionName(provider, ended.sid)]);
      } else {
        await work.run('DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE username = ?)', [
          subjectName(provider, ended.subject!),
        ]);
      }
    });
    return true;
  }

  private async keep(
    tokenHash: string,
    { idToken, refreshToken, renewIn }: Pick<Tokens, 'idToken' | 'refreshToken' | 'renewIn'>,
    name?: string | null,
  ): Promise<void> {
    const renewAt = renewIn === null ? null : new Date(this.clock.now().getTime() + renewIn * 1000).toISOString();
    const refresh =
      refreshToken && this.encryption.encrypt(refreshToken, cell(table, 'refresh_token', { token_hash: tokenHash }));
    const id = this.encryption.encrypt(idToken, cell(table, 'id_token', { token_hash: tokenHash }));
    await this.database.work(async (work) => {
      await work.run('UPDATE session SET id_token = ?, refresh_token = ?, renew_at = ? WHERE token_hash = ?', [
        ...[id, refresh, renewAt, tokenHash],
      ]);
      if (name) await work.run('UPDATE session SET provider_session = ? WHERE token_hash = ?', [name, tokenHash]);
    });
  }

  private async end(tokenHash: string): Promise<void> {
    await this.database.work((work) => work.run('DELETE FROM session WHERE token_hash = ?', [tokenHash]));
  }

  private row(tokenHash: string): Promise<ProviderRow | undefined> {
    return this.database.read.get<ProviderRow>(
      `SELECT a.provider, s.id_token, s.refresh_token, s.renew_at FROM session s JOIN account a ON a.id = s.account_id
       WHERE s.token_hash = ?`,
      [tokenHash],
    );
  }
}
