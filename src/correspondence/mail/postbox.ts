import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../../jobs/outbox';
import { AT_ONCE } from '../../jobs/job-time';
import { Clock } from '../../platform/clock';
import type { Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import { cell } from '../../platform/place';
import { mail } from './tables';

/** A message without names: whoever reads the mail of somebody else learns no more than that there is work. */
export interface Message {
  kind: 'dagoverzicht' | 'inleveren' | 'terugkoppeling' | 'wachtwoord';
  /** code of the employee, or id of what holds the address */
  recipient: string;
  fact: string;
  address: string;
  subject: string;
  body: string;
}

const COLUMNS = [
  ...['id', 'kind', 'recipient', 'fact', 'address', 'subject', 'body', 'state', 'attempts', 'free_at', 'made_at'],
];

/** Where mail is left in the unit of work that makes it necessary. */
@Injectable()
export class Postbox {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Without LEERSPOOR_SMTP nothing is sent, and nothing is kept to be sent later. */
  get isOpen(): boolean {
    return this.settings.LEERSPOOR_SMTP !== undefined;
  }

  /** A message about a fact that the recipient was told of already is left out. Gives how many are new. */
  async put(work: Work, messages: readonly Message[]): Promise<number> {
    if (!this.isOpen || messages.length === 0) return 0;
    const now = this.clock.instant();
    const rows = messages.map((one): Value[] => {
      const id = newId();
      const address = this.encryption.encrypt(one.address, cell(mail, 'address', { id }));
      const body = this.encryption.encrypt(one.body, cell(mail, 'body', { id }));
      return [id, one.kind, one.recipient, one.fact, address, one.subject, body, 'wacht', 0, AT_ONCE, now];
    });
    const known = await work.insertNew('mail', COLUMNS, rows, ['kind', 'recipient', 'fact']);
    if (known.length < rows.length) await this.outbox.add(work, 'verstuur-mail', ['']);
    return rows.length - known.length;
  }
}
