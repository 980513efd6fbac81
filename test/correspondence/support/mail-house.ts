import { type Message, Postbox } from '../../../src/correspondence/mail/postbox';
import { SendMail } from '../../../src/correspondence/mail/send-mail';
import { Smtp } from '../../../src/correspondence/mail/smtp';
import { JobTime } from '../../../src/jobs/job-time';
import { Settings } from '../../../src/platform/settings';
import { type House, openHouse } from '../../support/house';
import { type MailServer, openMailServer } from '../../support/smtp';

/** A machine's time that a test sets forward. */
export class TestTime extends JobTime {
  ahead = 0;

  override now(): number {
    return super.now() + this.ahead;
  }
}

export interface MailHouse extends House {
  server: MailServer;
  time: TestTime;
  settings: Settings;
  /** leaves a message to each, without sending it: the name before the @ is what it is about */
  leave(...addresses: string[]): Promise<void>;
  /** one more process on the same database, with a connection of its own to the mail server */
  another(): SendMail;
  /** what became of each message, by what it is about */
  states(): Promise<Record<string, string>>;
}

/** A house with a mail server of its own. Close the house; the server is closed with it. */
export async function openMailHouse(day: string): Promise<MailHouse> {
  const server = await openMailServer();
  const time = new TestTime();
  const settings = Object.assign(new Settings(), {
    ...{ LEERSPOOR_SMTP: server.address, LEERSPOOR_MAIL_VAN: 'leerspoor@emmen.example' },
  });
  const house = await openHouse(day, { settings, time });
  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const others: SendMail[] = [];
  const made: MailHouse = {
    ...{ ...house, server, time, settings },
    leave: async (...addresses) => {
      const messages = addresses.map((address): Message => {
        const fact = address.split('@')[0]!;
        return { kind: 'dagoverzicht', recipient: fact, fact, address, subject: `Over ${fact}`, body: 'Tekst' };
      });
      await house.database.work((work) => get(Postbox).put(work, messages));
      await house.database.work((work) => work.run("DELETE FROM outbox WHERE kind = 'verstuur-mail'"));
    },
    another: () => {
      const own = new SendMail(house.database, new Smtp(settings), house.build.encryption, time, house.clock);
      others.push(own);
      return own;
    },
    states: async () => {
      const rows = await house.database.read.all<{ fact: string; state: string }>('SELECT fact, state FROM mail');
      return Object.fromEntries(rows.map(({ fact, state }) => [fact, state]));
    },
    close: async () => {
      for (const one of others) await one.beforeApplicationShutdown();
      await house.close();
      await made.server.close();
    },
  };
  return made;
}
