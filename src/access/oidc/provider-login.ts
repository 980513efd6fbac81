import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import type { Actor } from '../actor';
import { Audit, PURPOSES } from '../audit';
import { SessionService } from '../sessions';
import { AdmitPerson, refused } from './admit-person';
import { isStrongEnough, personOf } from './person';
import { ProviderSessions } from './provider-sessions';
import { type Departure, Providers, type Tokens } from './providers';
import { carried } from '../../platform/place';

/** `cookie`: what the browser keeps until the return. */
export interface Leaving {
  address: string;
  cookie: string;
}

export type Arrival = { kind: 'in'; token: string; to: string } | ({ kind: 'again' } & Leaving);

/** Logging in at an OpenID provider: there and back. */
@Injectable()
export class ProviderLogin {
  private readonly logger = new Logger(ProviderLogin.name);

  constructor(
    @Inject(Providers) private readonly providers: Providers,
    @Inject(AdmitPerson) private readonly admit: AdmitPerson,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(ProviderSessions) private readonly kept: ProviderSessions,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Throws a Problem (503) where the provider does not answer. */
  async leave(code: string, to: string, stepUp = false): Promise<Leaving> {
    const provider = this.providers.require(code);
    const { address, departure } = await this.asking(() => this.providers.depart(provider, to, stepUp));
    return { address, cookie: this.encryption.encrypt(JSON.stringify(departure), carried('aanmelding')) };
  }

  /**
   * Someone comes back. Opens a session, or sends on for a stronger login where the roles ask for one.
   * @param query what stands after the question mark
   * @param old token of a session of this browser: it ends
   */
  async arrive(actor: Actor, code: string, query: string, cookie: string | undefined, old?: string): Promise<Arrival> {
    const provider = this.providers.require(code);
    const departure = this.departureOf(cookie);
    if (departure?.provider !== code) throw failed();
    const tokens = await this.asking(() => this.providers.arrive(provider, departure, query), failed);
    const person = personOf(provider, tokens.claims);
    if (!person) throw this.told(actor, refused());
    if (!isStrongEnough(provider, person.roles, tokens.claims)) {
      if (departure.stepUp) throw this.told(actor, tooWeak());
      return { kind: 'again', ...(await this.leave(code, departure.to, true)) };
    }
    const account = await this.admit.admit(actor, provider, person).catch((error: unknown) => {
      throw this.told(actor, error);
    });
    const token = await this.open(account, old, provider, tokens);
    // a stronger login elsewhere may have brought roles in the meantime, after this one was let in
    const has = await this.admit.rolesOf(this.database.read, person.employee);
    if (!isStrongEnough(provider, has, tokens.claims)) {
      await this.sessions.close(token);
      throw this.told(actor, tooWeak());
    }
    this.account(actor, account);
    return { kind: 'in', token, to: departure.to };
  }

  private async open(
    account: string,
    old: string | undefined,
    provider: Parameters<ProviderSessions['remember']>[1],
    tokens: Tokens,
  ) {
    const token = await this.sessions.open(account, { old });
    await this.kept.remember(token, provider, tokens);
    return token;
  }

  private departureOf(cookie: string | undefined): Departure | null {
    if (!cookie) return null;
    try {
      return JSON.parse(this.encryption.decrypt(cookie, carried('aanmelding'))) as Departure;
    } catch {
      return null;
    }
  }

  /** What a provider says of a failure may hold a code or a token: only the kind of error is logged. */
  private async asking<T>(work: () => Promise<T>, otherwise = unreachable): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) throw error;
      const { name, code } = error as { name?: unknown; code?: unknown };
      this.logger.warn({ msg: 'inloggen bij een aanbieder mislukt', soort: name, code });
      throw otherwise();
    }
  }

  private told(actor: Actor, error: unknown): unknown {
    this.account(actor, null);
    return error;
  }

  private account(actor: Actor, objectId: string | null): void {
    const event = { action: 'inloggen', object: 'account', objectId, pupils: [], purpose: PURPOSES.toegang } as const;
    this.audit.read(actor, { ...event, result: objectId === null ? 'geweigerd' : 'gelukt' });
  }
}

function failed(): Problem {
  return new Problem('aanmelding-mislukt', 'Het inloggen bij uw organisatie is niet gelukt. Probeer het opnieuw.', {
    status: 403,
  });
}

function unreachable(): Problem {
  return new Problem(
    'aanbieder-onbereikbaar',
    'De inlogpagina van uw organisatie antwoordt niet. Probeer het over een paar minuten opnieuw.',
    { status: 503, logLevel: 'warn' },
  );
}

function tooWeak(): Problem {
  return new Problem(
    'aanmelding-te-zwak',
    'Uw rol vraagt om een sterkere manier van inloggen, bijvoorbeeld met een code. Vraag uw organisatie daarom.',
    { status: 403 },
  );
}
