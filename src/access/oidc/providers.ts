import { Inject, Injectable } from '@nestjs/common';
import type { Configuration, IDToken, TokenEndpointResponse } from 'openid-client';
import { Problem } from '../../platform/errors';
import { publicAddress, Settings } from '../../platform/settings';
import type { Claims } from './person';
import { type OidcFile, type ProviderSettings, readProviderFile } from './provider-file';

/** What must be remembered between leaving for a provider and coming back. */
export interface Departure {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  /** where to go after it */
  to: string;
  /** a second time, asked for a stronger login */
  stepUp: boolean;
}

/** What a provider gave. `renewIn`: seconds, where it can be renewed. */
export interface Tokens {
  claims: IDToken;
  idToken: string;
  refreshToken: string | null;
  renewIn: number | null;
}

/** What renewing gives: `claims` where there was an ID token with it. */
export type Renewed = Omit<Tokens, 'claims'> & { claims: IDToken | null; accessToken: string };

const SECONDS = 10;
/** where a provider does not say how long its token lasts */
const USUAL_RENEWAL = 300;

// openid-client is an ES module, and only who has providers needs it
const library = () => import('openid-client');

/** The OpenID providers of the settings: authorization code with PKCE, renewal, logout. */
@Injectable()
export class Providers {
  readonly file: OidcFile;
  private readonly known = new Map<string, Promise<Configuration>>();

  constructor(@Inject(Settings) private readonly settings: Settings) {
    this.file = readProviderFile(settings.LEERSPOOR_OIDC);
  }

  /** Throws the usual 404 where there is no such provider. */
  require(code: string): ProviderSettings {
    const found = this.file.aanbieders.find((one) => one.code === code);
    if (!found)
      throw new Problem('niet-gevonden', 'Deze pagina bestaat niet, of u heeft er geen toegang toe.', { status: 404 });
    return found;
  }

  /** The address to send someone to, and what to remember until the return. */
  async depart(
    provider: ProviderSettings,
    to: string,
    stepUp: boolean,
  ): Promise<{ address: string; departure: Departure }> {
    const oidc = await library();
    const configuration = await this.configurationOf(provider);
    const departure = {
      ...{ provider: provider.code, to, stepUp },
      ...{ state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() },
    };
    const acr = provider.verhoging?.acr ?? [];
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.returnAddress(provider),
      scope: (provider.scopes ?? ['openid', 'profile']).join(' '),
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
      ...(stepUp ? { prompt: 'login', ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}) } : {}),
    });
    return { address: address.href, departure };
  }

  /** Trades the code that someone came back with. @param query what stands after the question mark */
  async arrive(provider: ProviderSettings, departure: Departure, query: string): Promise<Tokens> {
    const oidc = await library();
    const configuration = await this.configurationOf(provider);
    const address = new URL(`${this.returnAddress(provider)}?${query}`);
    const answer = await oidc.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: departure.verifier,
      expectedState: departure.state,
      expectedNonce: departure.nonce,
      idTokenExpected: true,
    });
    const claims = answer.claims()!;
    // many a provider tells more of a person when asked than in the token
    const told = configuration.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(configuration, answer.access_token, claims.sub)
      : {};
    return tokensOf(answer, { ...told, ...claims }, answer.id_token!);
  }

  /** New tokens for a session, or null where the provider ends it. Throws where it cannot be asked. */
  async renew(provider: ProviderSettings, refreshToken: string, idToken: string): Promise<Renewed | null> {
    const oidc = await library();
    const configuration = await this.configurationOf(provider);
    try {
      const answer = await oidc.refreshTokenGrant(configuration, refreshToken);
      const renewed = tokensOf(answer, answer.claims() ?? ({} as IDToken), answer.id_token ?? idToken);
      return {
        ...{ ...renewed, refreshToken: answer.refresh_token ?? refreshToken, accessToken: answer.access_token },
        claims: answer.claims() ?? null,
      };
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError) return null;
      throw error;
    }
  }

  /** What the provider says now of who has these tokens, as it did at the login. Throws where it cannot be asked. */
  async tell(provider: ProviderSettings, { accessToken, claims, idToken }: Renewed): Promise<Claims> {
    const oidc = await library();
    const configuration = await this.configurationOf(provider);
    if (!configuration.serverMetadata().userinfo_endpoint) return claims ?? {};
    // the token of the login, which was checked then
    const { sub = '' } = (await import('jose')).decodeJwt(idToken);
    return { ...(await oidc.fetchUserInfo(configuration, accessToken, sub)), ...claims };
  }

  /** Where to send someone who logged out here, so that the provider ends its session too; null: it has no such place. */
  async farewell(provider: ProviderSettings, idToken: string): Promise<string | null> {
    const oidc = await library();
    const configuration = await this.configurationOf(provider);
    if (!configuration.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${publicAddress(this.settings)}/inloggen`,
    }).href;
  }

  /** The address of the provider's keys. */
  async keysOf(provider: ProviderSettings): Promise<string> {
    return (await this.configurationOf(provider)).serverMetadata().jwks_uri!;
  }

  private returnAddress(provider: ProviderSettings): string {
    return `${publicAddress(this.settings)}/inloggen/oidc/${provider.code}/terug`;
  }

  /** Asked once; a provider that did not answer is asked again the next time. */
  private configurationOf(provider: ProviderSettings): Promise<Configuration> {
    let found = this.known.get(provider.code);
    if (!found) {
      found = this.discover(provider);
      this.known.set(provider.code, found);
      found.catch(() => this.known.delete(provider.code));
    }
    return found;
  }

  private async discover(provider: ProviderSettings): Promise<Configuration> {
    const oidc = await library();
    const here = provider.uitgever.startsWith('http://');
    return oidc.discovery(
      new URL(provider.uitgever),
      provider.client,
      undefined,
      provider.secret ? oidc.ClientSecretBasic(provider.secret) : oidc.None(),
      { timeout: SECONDS, execute: here ? [oidc.allowInsecureRequests] : [] },
    );
  }
}

function tokensOf(answer: TokenEndpointResponse, claims: IDToken, idToken: string): Tokens {
  const refreshToken = answer.refresh_token ?? null;
  const renewIn = refreshToken === null ? null : (answer.expires_in ?? USUAL_RENEWAL);
  return { claims, idToken, refreshToken, renewIn };
}
