import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { within } from '../../jobs/within';
import { Settings } from '../../platform/settings';

/** One try takes no longer than this, whatever the server does; milliseconds. */
export const LONGEST_TRY_MS = 45_000;
const CONNECT_MS = 10_000;

export interface Sendable {
  id: string;
  address: string;
  subject: string;
  body: string;
}

/** What became of one message. `geweigerd`: the server will never take it. `code` may be shown: it names nobody. */
export type Delivery = { result: 'verzonden' } | { result: 'later' | 'geweigerd'; code: string };

/** The mail server of LEERSPOOR_SMTP: one connection that is kept while there is mail. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  /** how long the server may be silent in the middle of a message; milliseconds */
  silenceMs = 15_000;
  private transport: ReturnType<typeof open> | null = null;

  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /**
   * Sends one message. Its Message-ID hangs on the id alone: where a process dies between the server's "taken" and our
   * own note of it, the same message goes out again under the same Message-ID, which mail servers and readers know as
   * one and the same (RFC 5322 3.6.4).
   */
  async send({ id, address, subject, body }: Sendable): Promise<Delivery> {
    const from = this.settings.LEERSPOOR_MAIL_VAN!;
    this.transport ??= open(this.settings.LEERSPOOR_SMTP!, this.silenceMs);
    try {
      await within(
        LONGEST_TRY_MS,
        this.transport.sendMail({
          ...{ from, to: address, subject, text: body, messageId: `<${id}@${from.split('@').at(-1)}>` },
          headers: { 'Auto-Submitted': 'auto-generated' },
        }),
      );
      return { result: 'verzonden' };
    } catch (error) {
      this.close();
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      // 5xx for this message: trying again will not help; a login that fails may be mended
      const refused = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
      return {
        result: refused ? 'geweigerd' : 'later',
        code: `${code ?? 'ETIMEDOUT'}${responseCode ? ` ${responseCode}` : ''}`,
      };
    }
  }

  close(): void {
    this.transport?.close();
    this.transport = null;
  }

  onApplicationShutdown(): void {
    this.close();
  }
}

function open(address: string, socketTimeout: number) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const user = decodeURIComponent(url.username);
  return createTransport({
    ...{ pool: true, maxConnections: 1, host: url.hostname.replace(/^\[|\]$/g, ''), secure },
    port: Number(url.port) || (secure ? 465 : 587),
    // nothing leaves this machine in the open
    requireTLS: !secure && !local,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : undefined,
    ...{
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout,
      dnsTimeout: CONNECT_MS,
    },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}
