import { pauseAfter, SendMail } from '../../src/correspondence/mail/send-mail';
import { openMailServer } from '../support/smtp';
import { type MailHouse, openMailHouse } from './support/mail-house';

const refusal = (responseCode: number) => Object.assign(new Error('nee'), { responseCode });
const people = (count: number) => Array.from({ length: count }, (_, i) => `p${i}@emmen.example`);

describe('mail in trouble', () => {
  let house: MailHouse;
  beforeEach(async () => {
    house = await openMailHouse('2026-03-09');
  });
  afterEach(() => house.close());

  const send = () => house.module.get(SendMail, { strict: false }).start();
  const later = () => {
    house.time.ahead += pauseAfter(50) + 1_000;
    return send();
  };
  /** who got mail, in the order of arrival */
  const arrived = () => house.server.received.map(({ to }) => to.join());
  const all = (count: number, state: string) => Object.fromEntries(people(count).map((_, i) => [`p${i}`, state]));

  it('waits for a server that is away, whole, and goes out once each when it is back', async () => {
    const port = Number(new URL(house.server.address).port);
    await house.server.close();
    await house.leave(...people(25));
    await send();
    await later();
    expect(await house.states()).toEqual(all(25, 'wacht'));
    house.server = await openMailServer(port);
    await later();
    await later();
    expect(arrived().sort()).toEqual(people(25).sort());
    expect(await house.states()).toEqual(all(25, 'verzonden'));
  });

  it.each([
    ['554 at the door', () => (house.server.greeting = () => refusal(554))],
    ['421 at the door', () => (house.server.greeting = () => refusal(421))],
    ['421 for a recipient', () => (house.server.recipient = () => refusal(421))],
  ])('loses nothing to a server that says %s', async (_, set) => {
    set();
    await house.leave(...people(3));
    await send();
    expect([arrived(), await house.states()]).toEqual([[], all(3, 'wacht')]);
    Object.assign(house.server, { greeting: () => null, recipient: () => null });
    await later();
    expect(arrived()).toEqual(people(3));
  });

  it('gives up on one recipient who will never be taken, and on nobody else', async () => {
    house.server.recipient = (address) => (address.startsWith('p1@') ? refusal(550) : null);
    await house.leave(...people(4));
    await send();
    await later();
    expect(arrived()).toEqual(['p0@emmen.example', 'p2@emmen.example', 'p3@emmen.example']);
    expect(await house.states()).toEqual({ ...all(4, 'verzonden'), p1: 'geweigerd' });
  });

  it('keeps nobody waiting for one recipient who is not taken now', async () => {
    house.server.recipient = (address) => (address.startsWith('p0@') ? refusal(450) : null);
    await house.leave(...people(4));
    await send();
    expect(await house.states()).toEqual({ ...all(4, 'verzonden'), p0: 'wacht' });
    house.server.recipient = () => null;
    await later();
    expect(arrived().sort()).toEqual(people(4).sort());
  });

  it('goes once more where the server takes it and dies without a word; as the same message', async () => {
    house.server.answer = () => 'dies';
    await house.leave(...people(2));
    await send();
    expect([arrived(), await house.states()]).toEqual([['p0@emmen.example'], all(2, 'wacht')]);
    house.server.answer = () => null;
    await later();
    await later();
    expect(arrived()).toEqual(['p0@emmen.example', 'p0@emmen.example', 'p1@emmen.example']);
    expect(house.server.received[0]!.messageId).toBe(house.server.received[1]!.messageId);
    expect(await house.states()).toEqual(all(2, 'verzonden'));
  });

  it('goes out once each where more processes send at the same time', async () => {
    await house.leave(...people(50));
    const others = [house.another(), house.another()];
    await Promise.all([send(), ...others.map((one) => one.start())]);
    await Promise.all([later(), ...others.map((one) => one.start())]);
    expect(arrived().sort()).toEqual(people(50).sort());
    expect(await house.states()).toEqual(all(50, 'verzonden'));
  });

  it('waits where there is no server in the settings any more', async () => {
    await house.leave(...people(1));
    const { LEERSPOOR_SMTP } = house.settings;
    house.settings.LEERSPOOR_SMTP = undefined;
    await send();
    expect(await house.states()).toEqual(all(1, 'wacht'));
    house.settings.LEERSPOOR_SMTP = LEERSPOOR_SMTP;
    await later();
    expect(arrived()).toEqual(people(1));
  });
});
