import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A whole request takes no longer; milliseconds. */
const DEADLINE_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;

/** Addresses of this machine, of networks behind a router, and others that are nobody's on the internet. */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const) {
  INSIDE.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ...([
    ['::', 128],
    ['::1', 128],
    ['64:ff9b::', 96],
    ['100::', 64],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
    ['2002::', 16],
  ] as const),
] as const) {
  INSIDE.addSubnet(net, bits, 'ipv6');
}

/** Whether an address is one that a request from outside must never be led to. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isInside(mapped);
  const family = isIP(address);
  return family === 0 || INSIDE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export interface SafeRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** whether addresses inside the network and plain http may be asked */
  inside: boolean;
}

export interface SafeAnswer {
  status: number;
  body: string;
}

/** Why nothing came back: a code that names nobody. */
export class RequestFailed extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * A request to an address that somebody else chose. The address is looked at when the connection is made, after the
 * name was resolved, so that no name can lead inside; redirects are not followed, and an answer that takes long or is
 * long is cut off. Throws a RequestFailed.
 */
export function safeRequest({ method, url, headers, body, inside }: SafeRequest): Promise<SafeAnswer> {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  if (!secure && !(inside && target.protocol === 'http:')) return Promise.reject(new RequestFailed('geen-https'));
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (!inside && isIP(host) !== 0 && isInside(host)) return Promise.reject(new RequestFailed('adres-verboden'));
  const send = secure ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const fail = (code: string) => reject(new RequestFailed(code.slice(0, 60)));
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = send(target, {
      ...{ method, headers: { ...headers, ...length }, signal, agent: false },
      lookup: inside ? undefined : onlyOutside,
    });
    sent.on('error', (error: NodeJS.ErrnoException) => fail(signal.aborted ? 'te-laat' : (error.code ?? 'fout')));
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
        if (text.length > MOST_ANSWER_BYTES) answer.destroy();
      });
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body: text.slice(0, MOST_ANSWER_BYTES) }));
      answer.on('error', () => fail(signal.aborted ? 'te-laat' : 'afgebroken'));
    });
    sent.end(body);
  });
}

const onlyOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const bad = addresses.some(({ address }) => isInside(address));
    if (bad || addresses.length === 0) {
      return callback(Object.assign(new Error('inside'), { code: 'adres-verboden' }), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};
