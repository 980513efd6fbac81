import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { jwtVerify } from 'jose';

const url = { type: 'string', format: 'uri', minLength: 1, maxLength: 1000 };
const day = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const text = (maxLength: number) => ({ type: 'string', maxLength });

/**
 * What the Zaken API 1.5.1 (VNG Realisatie) lets a client write, as far as we write it: which fields there are, which
 * must be there, and how long they may be. `zaken-contract.spec` compares it with the published document where that is at hand.
 */
export const WRITABLE: Record<string, { schema: string; required: string[]; properties: Record<string, object> }> = {
  zaken: {
    schema: 'Zaak',
    required: ['bronorganisatie', 'zaaktype', 'verantwoordelijkeOrganisatie', 'startdatum'],
    properties: {
      ...{ identificatie: text(40), bronorganisatie: text(9), omschrijving: text(80), zaaktype: url },
      ...{ verantwoordelijkeOrganisatie: text(9), startdatum: day },
      vertrouwelijkheidaanduiding: {
        enum: ['openbaar', 'beperkt_openbaar', 'intern', 'zaakvertrouwelijk', 'vertrouwelijk', 'confidentieel'],
      },
    },
  },
  statussen: {
    schema: 'Status',
    required: ['zaak', 'statustype', 'datumStatusGezet'],
    properties: { zaak: url, statustype: url, datumStatusGezet: moment },
  },
  resultaten: {
    schema: 'Resultaat',
    required: ['zaak', 'resultaattype'],
    properties: { zaak: url, resultaattype: url },
  },
  rollen: {
    schema: 'Rol',
    required: ['zaak', 'betrokkeneType', 'roltype', 'roltoelichting'],
    properties: {
      ...{ zaak: url, roltype: url, roltoelichting: text(1000) },
      betrokkeneType: { enum: ['natuurlijk_persoon', 'medewerker'] },
      betrokkeneIdentificatie: {
        type: 'object',
        additionalProperties: false,
        properties: { identificatie: text(24), achternaam: text(200), inpBsn: text(9) },
      },
    },
  },
};

/** Keeps to the shapes above and to the rules of the standard that our writing must meet (zrc-006 … zrc-021). */
export class TestZakenApi {
  things: Record<string, Record<string, unknown>[]> = {};
  /** of every request: method, list, status */
  asked: string[] = [];
  faults: string[] = [];
  /** a status to answer with instead, before or after the work is done */
  before: (asked: string) => number | null = () => null;
  after: (asked: string) => number | null = () => null;
  address = '';
  private server!: Server;
  private readonly checks = new Map<string, ValidateFunction>();

  constructor(
    private readonly client: string,
    private readonly secret: string,
    private readonly ends: string[],
  ) {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    for (const [list, { required, properties }] of Object.entries(WRITABLE)) {
      this.checks.set(list, ajv.compile({ type: 'object', additionalProperties: false, required, properties }));
    }
    this.clear();
  }

  clear(): void {
    this.things = { zaken: [], statussen: [], resultaten: [], rollen: [] };
    [this.asked, this.faults] = [[], []];
    [this.before, this.after] = [() => null, () => null];
  }

  async start(): Promise<void> {
    this.server = createServer((request, reply) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        void this.answer(request, body).then(({ status, json }) => {
          reply.writeHead(status, { 'content-type': 'application/json' });
          reply.end(json === undefined ? '' : JSON.stringify(json));
        });
      });
    }).listen(0, '127.0.0.1');
    await new Promise((done) => this.server.once('listening', done));
    this.address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/zaken/api/v1`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, body: string): Promise<{ status: number; json?: unknown }> {
    const target = new URL(request.url!, this.address);
    const [list, id] = target.pathname.replace('/zaken/api/v1/', '').split('/') as [string, string | undefined];
    const asked = `${request.method} ${list}`;
    const early = this.before(asked);
    if (early !== null) return { status: early };
    if (!(await this.knows(request))) return this.refuse(asked, 403, 'token');
    if (list === 'zaken' && request.headers['accept-crs'] !== 'EPSG:4326') return this.refuse(asked, 406, 'crs');
    const done = this.do(request.method!, list, id, target, body);
    this.asked.push(`${asked} ${done.status}`);
    const late = this.after(asked);
    return late === null ? done : { status: late };
  }

  private refuse(asked: string, status: number, why: string): { status: number } {
    this.faults.push(`${asked}: ${why}`);
    return { status };
  }

  private async knows({ headers }: IncomingMessage): Promise<boolean> {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(this.secret), { maxTokenAge: '1h' });
      return payload.iss === this.client && payload['client_id'] === this.client && payload['user_id'] !== undefined;
    } catch {
      return false;
    }
  }

  private do(method: string, list: string, id: string | undefined, target: URL, body: string) {
    const things = this.things[list]!;
    if (method === 'GET') {
      const results = things.filter((one) => [...target.searchParams].every(([key, value]) => one[key] === value));
      return { status: 200, json: { count: results.length, next: null, previous: null, results } };
    }
    const one = things.find((thing) => thing['url'] === `${this.address}/${list}/${id}`);
    if (method === 'DELETE') {
      this.things[list] = things.filter((thing) => thing !== one);
      return { status: one ? 204 : 404 };
    }
    const fields = JSON.parse(body) as Record<string, unknown>;
    if (method === 'PATCH') {
      if (!one) return { status: 404 };
      Object.assign(one, fields);
      return { status: 200, json: one };
    }
    const wrong = this.wrong(list, fields);
    if (wrong !== null) return this.refuse(`POST ${list}`, 400, wrong);
    const made = { ...fields, url: `${this.address}/${list}/${things.length + 1}-${list}` };
    things.push(made);
    return { status: 201, json: made };
  }

  private wrong(list: string, fields: Record<string, unknown>): string | null {
    const check = this.checks.get(list)!;
    if (!check(fields)) return JSON.stringify(check.errors);
    const same = (other: Record<string, unknown>, ...keys: string[]) => keys.every((key) => other[key] === fields[key]);
    if (list === 'zaken') {
      const taken = this.things['zaken']!.some((one) => same(one, 'identificatie', 'bronorganisatie'));
      return taken ? 'identificatie-niet-uniek' : null;
    }
    if (!this.things['zaken']!.some(({ url: known }) => known === fields['zaak'])) return 'zaak onbekend';
    if (list === 'resultaten') return this.things[list]!.some((one) => same(one, 'zaak')) ? 'heeft al resultaat' : null;
    if (list !== 'statussen') return null;
    if (this.things[list]!.some((one) => same(one, 'zaak', 'datumStatusGezet'))) return 'moment niet uniek';
    if (Date.parse(String(fields['datumStatusGezet'])) > Date.now() + 60_000) return 'datum-in-toekomst';
    const ends = this.ends.includes(String(fields['statustype']));
    const result = this.things['resultaten']!.some((one) => same(one, 'zaak'));
    return ends && !result ? 'resultaat-does-not-exist' : null;
  }
}
