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

/**
 * What became of one message. `geweigerd`: the server will never take it. `later`: not now; `away` where that holds for
 * every message. `code` may be shown: it names nobody.
 */
export type Delivery =
  { result: 'verzonden' } | { result: 'geweigerd'; code: string } | { result: 'later'; code: string; away: boolean };

/** The server is closing the connection, whatever the message (RFC 5321 4.2.2). */
const CLOSING = 421;

/** The mail server of LEERSPOOR_SMTP: one connection that is kept while there is mail. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  /** how long the server may be silent in the middle of a message; milliseconds */
  silenceMs = 15_000;
  private transport: ReturnType<typeof open> | null = null;

  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /** Whether there is a server to send to; one may be taken out of the settings while mail waits. */
  get isOpen(): boolean {
    return this.settings.LEERSPOOR_SMTP !== undefined;
  }

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
      return deliveryOf(error as SmtpError);
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

interface SmtpError {
  responseCode?: number;
  code?: string;
  command?: string;
}

/**
 * A refusal of this recipient or this text is about this message alone. Anything else (no connection, a login or a
 * sender that is not accepted) is about us or the server, and can be mended: then nothing is lost.
 */
function deliveryOf({ responseCode, code, command }: SmtpError): Delivery {
  const told = `${code ?? 'ETIMEDOUT'}${responseCode ? ` ${responseCode}` : ''}`;
  const about = command === 'RCPT TO' || code === 'EMESSAGE';
  if (!about || responseCode === undefined || responseCode === CLOSING) {
    return { result: 'later', code: told, away: true };
  }
  return responseCode >= 500 ? { result: 'geweigerd', code: told } : { result: 'later', code: told, away: false };
}

function open(address: string, socketTimeout: number) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const user = decodeURIComponent(url.username);
  return createTransport({
    // it tries once: when to try again is for `SendMail`, which notes each try
    ...{ pool: true, maxConnections: 1, maxRequeues: 0, host: url.hostname.replace(/^\[|\]$/g, ''), secure },
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
