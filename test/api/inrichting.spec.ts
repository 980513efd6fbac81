import { importRun } from '../../src/imports/tables';
import { aDossier, aLogin, aPupil } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient, type ApiAnswer } from './support';

/** How an installation is set up, as who keeps it reads it over the API. */
let web: TestWeb;
let beheer: ApiClient;
let officer: ApiClient;

const RUN = '01a20000-0000-7000-8000-000000000001';

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  const row = {
    ...{ id: RUN, kind: 'verzuim', at: '2026-03-25T08:00:00.000Z', rows_read: 10, rows_new: 7, rows_changed: 1 },
    ...{
      rows_unchanged: 1,
      rows_rejected: 1,
      per_location: '{"99VA00":3,"99VB00":7}',
      notices: '["minder dan anders"]',
    },
  };
  expect(Object.keys(row).sort()).toEqual(Object.keys(importRun.columns).sort());
  await web.database.work((work) => work.insert('import_run', Object.keys(row), [Object.values(row)]));
  beheer = await ApiClient.login(web, 'beheer');
  officer = await ApiClient.login(web, 'lpa');
});
afterAll(() => web.close());

const pointers = (answer: ApiAnswer) =>
  answer.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer);

describe('who would get a dossier', () => {
  it('is told with the reasons, and nothing is given', async () => {
    const pupil = await aPupil(web, { municipality: '0037', last: 'Zonderman' });
    const dossier = await aDossier(web, pupil.id, { municipality: '0037', employee: null });
    const answer = await beheer.get('/toewijzingsproeven?regime=leerplicht&gemeente=0037');
    expect(answer.json()).toMatchObject({ kandidaten: [{ medewerker: 'lpa', uitkomst: 'gekozen' }] });
    expect(answer.body).not.toContain('Zonderman');
    const kept = await web.database.read.all('SELECT employee FROM dossier WHERE id = ?', [dossier]);
    expect(kept).toEqual([{ employee: null }]);
    const waiting = await beheer.get('/verdeelbak');
    expect(waiting.json()).toEqual({ wachtend: [{ gemeente: '0037', regime: 'leerplicht', aantal: 1 }] });
    expect((await beheer.get('/toewijzingsproeven?regime=doorstroompunt&gemeente=0037&vestiging=99VA00')).status).toBe(
      200,
    );
  });

  it('is not asked of a municipality that does not exist, nor by others', async () => {
    expect(pointers(await beheer.get('/toewijzingsproeven?regime=leerplicht&gemeente=9999'))).toEqual([
      '/query/gemeente',
    ]);
    expect(pointers(await beheer.get('/toewijzingsproeven'))).toEqual(['/query/regime', '/query/gemeente']);
    for (const path of ['/toewijzingsproeven?regime=leerplicht&gemeente=0037', '/verdeelbak']) {
      expect((await officer.get(path)).status).toBe(403);
    }
  });
});

describe('what the law counts by', () => {
  it('is told: the school holidays of every region, and the values with their source', async () => {
    const { schooljaren, ontbreekt } = (await beheer.get('/kalenders')).json<{
      schooljaren: { schooljaar: number; vakanties: { regio: string; naam: string }[] }[];
      ontbreekt: number | null;
    }>();
    expect(ontbreekt).toBeNull();
    const year = schooljaren.find(({ schooljaar }) => schooljaar === 2025)!;
    expect(new Set(year.vakanties.map(({ regio }) => regio))).toEqual(new Set(['Noord', 'Midden', 'Zuid']));
    const { regels } = (await beheer.get('/regels')).json<{ regels: { naam: string; vanaf: string | null }[] }>();
    const ages = regels.filter(({ naam }) => naam === 'beginleeftijd');
    expect(ages[0]).toMatchObject({ onderdeel: 'leerplicht', vanaf: null, bron: expect.any(String) });
    for (const path of ['/kalenders', '/regels']) expect((await officer.get(path)).status).toBe(403);
  });
});

describe('what files came to', () => {
  it('is listed, and told per location', async () => {
    const list = await beheer.get('/inleesverslagen?velden=soort');
    expect(list.json()).toMatchObject({ totaal: 1, resultaten: [{ id: RUN, soort: 'verzuim' }] });
    expect((await beheer.get(`/inleesverslagen/${RUN}`)).json()).toMatchObject({
      ...{ gelezen: 10, nieuw: 7, afgekeurd: 1, meldingen: ['minder dan anders'] },
      vestigingen: [
        { vestiging: '99VB00', rijen: 7 },
        { vestiging: '99VA00', rijen: 3 },
      ],
    });
    expect((await beheer.get('/inleesverslagen/01a20000-0000-7000-8000-000000000002')).status).toBe(404);
    expect((await officer.get('/inleesverslagen')).status).toBe(403);
    expect((await officer.get(`/inleesverslagen/${RUN}`)).status).toBe(403);
  });
});
