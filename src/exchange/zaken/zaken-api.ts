import { SignJWT } from 'jose';
import { type SafeAnswer, RequestFailed, safeRequest } from '../safe-request';
import type { CaseSystem } from './zaken-file';

const CRS = { 'accept-crs': 'EPSG:4326', 'content-crs': 'EPSG:4326' };

/** A thing of the Zaken API, as far as we read it. */
export type Resource = Record<string, unknown> & { url: string };

/** The fields that we send; the address of the zaak is one of them where it belongs to one. */
export type Fields = Record<string, unknown>;

/**
 * A ZGW Zaken API, version 1.5 (VNG Realisatie), asked with the token of a client (JWT, HS256). Everything made is
 * looked for first: who died after it was made and before it was noted finds it back. Throws a RequestFailed with a code
 * that names nobody: `HTTP 403`, `te-laat`.
 */
export class ZakenApi {
  constructor(private readonly system: CaseSystem) {}

  /** Things of a list that match all of `query`; the first page holds all that one zaak has of it. */
  async find(list: string, query: Record<string, string>): Promise<Resource[]> {
    const url = `${this.system.zaken}/${list}?${new URLSearchParams(query).toString()}`;
    const { results } = JSON.parse((await this.ask('GET', url)).body) as { results?: Resource[] };
    if (!Array.isArray(results)) throw new RequestFailed('antwoord onleesbaar');
    return results;
  }

  async make(list: string, fields: Fields): Promise<Resource> {
    const made = JSON.parse((await this.ask('POST', `${this.system.zaken}/${list}`, fields)).body) as Resource;
    if (typeof made.url !== 'string') throw new RequestFailed('antwoord onleesbaar');
    return made;
  }

  async change(url: string, fields: Fields): Promise<void> {
    await this.ask('PATCH', this.own(url), fields);
  }

  async remove(url: string): Promise<void> {
    await this.ask('DELETE', this.own(url));
  }

  /** An address that the other side gave leads nowhere but to that other side. */
  private own(url: string): string {
    if (!url.startsWith(`${this.system.zaken}/`)) throw new RequestFailed('adres-verboden');
    return url;
  }

  private async ask(method: string, url: string, fields?: Fields): Promise<SafeAnswer> {
    const headers = {
      authorization: `Bearer ${await this.token()}`,
      accept: 'application/json',
      'user-agent': 'Leerspoor',
      ...CRS,
      ...(fields === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const body = fields === undefined ? undefined : JSON.stringify(fields);
    // the address comes from the administrator's file, who may well have the case system inside the network
    const answer = await safeRequest({ method, url, headers, body, inside: true });
    if (answer.status < 200 || answer.status > 299) throw new RequestFailed(`HTTP ${answer.status}`);
    return answer;
  }

  /** Made for each request: the other side takes it for an hour at most from `iat`. */
  private token(): Promise<string> {
    const { client, secret } = this.system;
    const claims = { client_id: client, user_id: 'leerspoor', user_representation: 'Leerspoor' };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(client)
      .setIssuedAt()
      .sign(new TextEncoder().encode(secret));
  }
}
