import { Browser } from './browser';
import { aDossier, aLogin, aMelding, anAbsence, anEnrolment, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let youth: { id: string; pgn: string };
let double: { id: string; pgn: string };
let other: { id: string; pgn: string };
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0363'] });
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'ander', 'schoolmedewerker', { school: ['02CD'] });
  for (const [i, code] of ['lpa', 'elders', 'school', 'ander'].entries()) {
    const browser = new Browser(web, `10.13.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  youth = await aPupil(web, { municipality: '0037', first: 'Yara', last: 'Jong', prefix: null, born: '2008-05-04' });
  double = await aPupil(web, { municipality: '0037', first: 'Jara', last: 'Jong', prefix: null, born: '2008-05-04' });
  other = await aPupil(web, { municipality: '0363', first: 'Ver', last: 'Weg', prefix: null });
  for (const one of [youth, double]) await anEnrolment(web, one.id, '99VA00');
  await anAbsence(web, double.id, '2026-03-02', 400, 'ongeoorloofd');
  dossier = await aDossier(web, youth.id, { employee: 'lpa', status: 'in_behandeling' });
});
afterAll(() => web.close());

describe('putting right what was written in a dossier', () => {
  it('shows the words as they were, keeps them, and ends where the item went on', async () => {
    await as('lpa').get(`/dossiers/${dossier}/toevoegen/taak`);
    await as('lpa').post(`/dossiers/${dossier}/toevoegen/taak`, { tekst: 'Bel moedr', tot: '2026-04-01' });
    const page = (await as('lpa').get(`/dossiers/${dossier}`)).body;
    const address = /href="(\/dossiers\/[^"]+\/corrigeren)"/.exec(page)![1]!;
    const form = (await as('lpa').get(address)).body;
    expect(form).toContain('Bel moedr');
    expect(form).toContain('value="2026-04-01"');
    expect((await as('elders').get(address)).statusCode).toBe(404);
    expect((await as('lpa').post(address, { tekst: '', tot: '' })).body).toContain('id="tekst-fout"');
    expect((await as('lpa').post(address, { tekst: 'Bel moeder', tot: '2026-04-02' })).statusCode).toBe(303);
    expect((await as('lpa').get(`/dossiers/${dossier}`)).body).toContain('Bel moeder');
    expect(await web.database.read.all('SELECT version FROM dossier_item_version')).toEqual([{ version: 1 }]);
    await as('lpa').post(address.replace('corrigeren', 'afronden'), {});
    expect((await as('lpa').get(address)).statusCode).toBe(404);
  });

  it('shows the moments of a talk as the clock said them', async () => {
    const talk = { soort: 'gesprek', begin: '2026-04-01T10:00', einde: '2026-04-01T10:30', met: 'ouders' };
    await as('lpa').get(`/dossiers/${dossier}/toevoegen/afspraak`);
    await as('lpa').post(`/dossiers/${dossier}/toevoegen/afspraak`, talk);
    const item = (await web.database.read.get<{ id: string }>(`SELECT id FROM dossier_item WHERE kind = 'afspraak'`))!;
    const form = (await as('lpa').get(`/dossiers/${dossier}/onderdelen/${item.id}/corrigeren`)).body;
    expect(form).toContain('value="2026-04-01T10:00"');
    expect(form).toContain('value="2026-04-01T10:30"');
  });
});

describe('a school that takes a melding back', () => {
  it('may where it made it by hand, with a reason, and sees no such thing where absence obliges', async () => {
    await as('school').get(`/school/leerlingen/${youth.id}/melden`);
    const sent = await as('school').post(`/school/leerlingen/${youth.id}/melden`, {
      ...{ soort: 'overig', vestiging: '99VA00', begindatum: '2026-03-23', vermoedelijkeReden: 'motivatie' },
      ...{ alleLessenGemist: 'nee', actieInstelling: 'Gesprek', actieGemeenteGewenst: 'ja', prioriteit: 'normaal' },
      ...{ contactNaam: 'M. Mentor', contactTelefoon: '0591-1' },
    });
    expect(sent.statusCode).toBe(303);
    const address = `${sent.headers.location as string}/intrekken`;
    expect((await as('school').get(sent.headers.location as string)).body).toContain(address);
    expect((await as('ander').get(address)).statusCode).toBe(404);
    await as('school').get(address);
    expect((await as('school').post(address, { reden: '' })).body).toContain('id="reden-fout"');
    expect((await as('school').post(address, { reden: 'verkeerde leerling' })).statusCode).toBe(303);
    expect((await as('school').get(sent.headers.location as string)).body).toContain('Ingetrokken');
    expect((await as('school').get(address)).statusCode).toBe(404);
  });

  it('is led to the absence where the melding follows from it', async () => {
    const melding = await aMelding(web, youth.id, dossier, '99VA00');
    await web.database.work((work) => work.run('UPDATE melding SET signal_id = id WHERE id = ?', [melding]));
    const page = (await as('school').get(`/school/meldingen/${melding}`)).body;
    expect(page).toContain('Verbeter het verzuim');
    expect((await as('school').get(`/school/meldingen/${melding}/intrekken`)).statusCode).toBe(404);
  });
});

describe('a trajectory before 18', () => {
  it('is begun from the dossier of a youth of 17, once, with a reason', async () => {
    const address = `/dossiers/${dossier}/vervroegd`;
    expect((await as('lpa').get(`/dossiers/${dossier}`)).body).toContain(address);
    expect((await as('elders').get(address)).statusCode).toBe(404);
    await as('lpa').get(address);
    expect((await as('lpa').post(address, { herkomst: 'leerplicht', reden: '' })).statusCode).toBe(422);
    const sent = { herkomst: 'leerplicht', reden: 'Wil werken' };
    expect((await as('lpa').post(address, sent)).statusCode).toBe(303);
    expect(await web.database.read.all('SELECT source FROM trajectory')).toEqual([{ source: 'leerplicht' }]);
    expect((await as('lpa').post(address, sent)).statusCode).toBe(422);
  });
});

describe('two pupils who are one, on pages', () => {
  const path = '/leerlingen/samenvoegen';
  const look = (code: string, blijft: string, dubbel: string) => as(code).post(path, { blijft, dubbel });

  it('are looked up by number, compared, joined with a reason and made two again', async () => {
    await as('lpa').get(path);
    expect((await look('lpa', youth.pgn, other.pgn)).body).toContain('id="dubbel-fout"');
    expect((await look('lpa', youth.pgn, youth.pgn)).body).toContain('Dit is al één leerling.');
    const { body } = await look('lpa', youth.pgn, double.pgn);
    for (const text of ['Yara Jong', 'Jara Jong', 'gaat op in de ander']) expect(body).toContain(text);
    expect(body).not.toContain(youth.pgn);
    expect(body).not.toContain('De geboortedatums verschillen');
    const older = await aPupil(web, {
      municipality: '0037',
      first: 'Jara',
      last: 'Jong',
      prefix: null,
      born: '2008-04-05',
    });
    expect((await look('lpa', youth.pgn, older.pgn)).body).toContain('De geboortedatums verschillen');
    const sent = { blijft: youth.id, dubbel: double.id, reden: '' };
    expect((await as('lpa').post(`${path}/uitvoeren`, sent)).body).toContain('id="reden-fout"');
    await as('elders').get(path);
    expect((await as('elders').post(`${path}/uitvoeren`, { ...sent, reden: 'x' })).statusCode).toBe(404);
    expect((await as('lpa').post(`${path}/uitvoeren`, { ...sent, reden: 'tikfout' })).statusCode).toBe(303);
    const list = (await as('lpa').get(path)).body;
    expect(list).toContain('tikfout');
    expect((await as('elders').get(path)).body).not.toContain('tikfout');
    const undo = /action="(\/leerlingen\/samenvoegen\/[^"]+\/ongedaan)"/.exec(list)![1]!;
    expect((await as('elders').post(undo, {})).statusCode).toBe(404);
    expect((await as('lpa').post(undo, {})).statusCode).toBe(303);
    expect((await as('lpa').get(path)).body).toContain('ongedaan gemaakt op');
    expect(await web.database.read.all('SELECT pupil_id FROM absence_record')).toEqual([{ pupil_id: double.id }]);
  });
});
