import { Inject, Injectable } from '@nestjs/common';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { Providers } from './providers';
import type { ProviderSettings, TokenIssuer } from './provider-file';

/** A system as an issuer of tokens knows it. */
export interface TokenClient {
  issuer: string;
  client: string;
}

/** Signatures with a secret that both sides know, and none at all, are refused. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const SLACK = '5s';
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

// an ES module, and only who has issuers needs it
const library = () => import('jose');

/** Checks signed tokens of issuers in the settings: access tokens of systems, and words of a provider that a session ended. */
@Injectable()
export class TokenCheck {
  private readonly keys = new Map<string, JWTVerifyGetKey>();

  constructor(@Inject(Providers) private readonly providers: Providers) {}

  /** Whom an access token was given to (RFC 9068), or null where it is not good, for whatever reason. */
  async clientOf(token: string): Promise<TokenClient | null> {
    const issuers = this.providers.file.systemen;
    if (issuers.length === 0 || token.split('.').length !== 3) return null;
    for (const issuer of issuers) {
      const payload = await this.verified(token, issuer).catch(() => null);
      const client =
        payload && [payload['client_id'], payload['azp'], payload.sub].find((one) => typeof one === 'string');
      if (client) return { issuer: issuer.uitgever, client: client as string };
    }
    return null;
  }

  /** Which session or person a provider logged out (OpenID Connect Back-Channel Logout 1.0), or null where it is no such word. */
  async loggedOut(provider: ProviderSettings, token: string): Promise<{ sid?: string; subject?: string } | null> {
    const issuer = {
      uitgever: provider.uitgever,
      publiek: provider.client,
      jwks: await this.providers.keysOf(provider),
    };
    const payload = await this.verified(token, issuer, ['iat', 'jti', 'events']).catch(() => null);
    const events = payload?.['events'];
    if (!payload || payload['nonce'] !== undefined || typeof events !== 'object' || events === null) return null;
    if (!(LOGOUT in events)) return null;
    const sid = typeof payload['sid'] === 'string' ? payload['sid'] : undefined;
    return sid === undefined && payload.sub === undefined ? null : { sid, subject: payload.sub };
  }

  private async verified(
    token: string,
    { uitgever, publiek, jwks }: TokenIssuer,
    requiredClaims = ['exp'],
  ): Promise<JWTPayload> {
    const jose = await library();
    let keys = this.keys.get(jwks);
    if (!keys) this.keys.set(jwks, (keys = jose.createRemoteJWKSet(new URL(jwks), { timeoutDuration: 5_000 })));
    const demands = {
      issuer: uitgever,
      audience: publiek,
      algorithms: ALGORITHMS,
      clockTolerance: SLACK,
      requiredClaims,
    };
    return (await jose.jwtVerify(token, keys, demands)).payload;
  }
}
