import { SweepService } from '../../src/cases/sweep/sweep';
import { SendMail } from '../../src/correspondence/mail/send-mail';
import { asDay } from '../../src/law/day';
import { Settings } from '../../src/platform/settings';
import { type House, openHouse } from '../support/house';
import { type MailServer, openMailServer } from '../support/smtp';

describe('mail before a report is due', () => {
  let house: House;
  let server: MailServer;

  beforeEach(async () => {
    server = await openMailServer();
    const settings = Object.assign(new Settings(), {
      LEERSPOOR_SMTP: server.address,
      LEERSPOOR_MAIL_VAN: 'leerspoor@emmen.example',
    });
    house = await openHouse('2026-08-01', { settings });
    const email = (name: string) => ({ email: `${name}@emmen.example`, email_index: null });
    const staff = (code: string, areas: string[], roles: string, more: Record<string, string> = {}) =>
      house.build.employee(code, areas, { roles, ...email(code), ...more });
    await staff('coordinator', ['regio:28'], 'rmc-coordinator');
    await staff('beide', ['regio:28', 'gemeente:0518'], 'leerplichtambtenaar,rmc-coordinator');
    // The Hague lies in region 28, Emmen in none that is coordinated here
    await staff('haags', ['gemeente:0518'], 'leerplichtambtenaar');
    await staff('emmens', ['gemeente:0114'], 'leerplichtambtenaar');
    await staff('begeleider', ['regio:28'], 'rmc-trajectbegeleider');
    await staff('vertrokken', ['regio:28'], 'rmc-coordinator', { until_date: '2026-08-31' });
    await house.build.employee('zonder', ['regio:28'], { roles: 'rmc-coordinator' });
  });
  afterEach(async () => {
    await house.close();
    await server.close();
  });

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  /** the mail of the sweep of this day, on that day or a later one */
  const sweep = async (day: string, today = day): Promise<string[]> => {
    house.clock.day = asDay(today);
    const before = server.received.length;
    await get(SweepService).sweep(asDay(day));
    await house.workAll();
    await get(SendMail).start();
    return server.received
      .slice(before)
      .map(
        ({ to, text }) =>
          `${to.join()}: ${/Lever het jaarverslag/.test(text) ? 'jaarverslag' : 'effectrapportage'} ${/\d{4}-\d{4}/.exec(text)![0]}`,
      )
      .sort();
  };
  const report = (...names: string[]) => names.map((name) => `${name}@emmen.example: jaarverslag 2025-2026`);
  const effect = (...names: string[]) => names.map((name) => `${name}@emmen.example: effectrapportage 2025-2026`);

  it('goes out at thirty and at seven days, once each, to who hands it in', async () => {
    const readers = ['beide', 'coordinator', 'emmens'];
    expect(await sweep('2026-08-31')).toEqual([]);
    expect(await sweep('2026-09-01')).toEqual(report(...readers));
    expect(await sweep('2026-09-01')).toEqual([]);
    expect(await sweep('2026-09-15')).toEqual([]);
    expect(await sweep('2026-09-24')).toEqual(report(...readers));
    for (const day of ['2026-09-25', '2026-09-30', '2026-10-01', '2026-11-14']) expect(await sweep(day)).toEqual([]);
    expect(await sweep('2026-11-15')).toEqual(effect('beide', 'coordinator'));
    expect(await sweep('2026-12-08')).toEqual(effect('beide', 'coordinator'));
    expect(await sweep('2026-12-15')).toEqual([]);
    const { text } = server.received.at(-1)!;
    expect(text).toContain('2026-12-14. U heeft nog 7 dagen');
    expect(text).not.toMatch(/begeleider|Zevenster/);
  });

  it('misses nothing where no sweep ran on the day, and reminds nobody of what is past', async () => {
    expect(await sweep('2026-09-29')).toEqual(report('beide', 'coordinator', 'emmens'));
    // the sweeps of the days before come late
    expect(await sweep('2026-09-10', '2026-10-05')).toEqual([]);
    // who begins later hears it too
    expect(await sweep('2026-11-20')).toEqual(effect('beide', 'coordinator'));
    await house.build.employee('nieuw', ['regio:28'], {
      ...{ roles: 'rmc-coordinator', from_date: '2026-11-21', email: 'nieuw@emmen.example', email_index: null },
    });
    expect(await sweep('2026-11-21')).toEqual(effect('nieuw'));
  });
});
