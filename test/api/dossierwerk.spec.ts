import { aLogin, anAbsence, anEnrolment, aPupil, aSchool } from '../web/builders';
import { Outbox } from '../../src/jobs/outbox';
import { Database } from '../../src/platform/database/database';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';
import { workAll } from '../support/transport';

const SCHOOL_FIELDS = {
  ...{ vermoedelijkeReden: 'motivatie', alleLessenGemist: false, actieInstelling: 'Gesprek', prioriteit: 'hoog' },
  ...{ actieGemeenteGewenst: true, contactNaam: 'M. Mentor', contactTelefoon: '0591-123456' },
};

describe('working a dossier over the API', () => {
  let web: TestWeb;
  let officer: ApiClient;
  let school: ApiClient;
  let elsewhere: ApiClient;
  let pgn: string;
  let dossier: string;
  let melding: string;

  beforeAll(async () => {
    web = await startWeb();
    await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
    await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0047'] });
    await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
    await aSchool(web, '99VA00', 'De Veenborg', '0037');
    const pupil = await aPupil(web, { municipality: '0037' });
    await anEnrolment(web, pupil.id, '99VA00');
    for (const day of ['2026-03-16', '2026-03-17']) await anAbsence(web, pupil.id, day, 800, 'ongeoorloofd');
    const database = web.app.get(Database);
    await database.work((work) => web.app.get(Outbox, { strict: false }).add(work, 'beoordeel-leerling', [pupil.id]));
    await workAll(web.app);
    const row = await database.read.get<{ id: string; dossier: string; pupil: string }>(
      'SELECT m.id, m.dossier_id AS "dossier", p.id AS "pupil" FROM melding m JOIN pupil p ON p.id = m.pupil_id',
    );
    [melding, dossier, pgn] = [row!.id, row!.dossier, pupil.pgn];
    officer = await ApiClient.login(web, 'lpa');
    school = await ApiClient.login(web, 'school');
    elsewhere = await ApiClient.login(web, 'elders');
  });
  afterAll(() => web.close());

  const step = (client: ApiClient, path: string, stap: string, gegevens: object = {}) =>
    client.post(`/${path}/stappen`, { stap, gegevens });

  it('takes the dossier and its melding through their steps, each side its own', async () => {
    expect(
      (
        await step(school, `meldingen/${melding}`, 'afsluiten', {
          reden: 'terug_naar_school',
          opmerking: 'geen_actie_meer',
        })
      ).status,
    ).toBe(403);
    expect((await step(school, `meldingen/${melding}`, 'aanvullen', SCHOOL_FIELDS)).json()).toMatchObject({
      prioriteit: 'hoog',
    });
    expect((await step(officer, `dossiers/${dossier}`, 'hervatten')).status).toBe(409);
    expect((await step(officer, `dossiers/${dossier}`, 'oppakken')).json()).toMatchObject({ status: 'in_behandeling' });
    expect((await school.get(`/meldingen/${melding}`)).json()).toMatchObject({ status: 'in_behandeling' });
    expect((await step(officer, `dossiers/${dossier}`, 'toveren')).status).toBe(400);
    expect((await step(officer, `meldingen/${melding}`, 'toveren')).status).toBe(400);
    expect((await step(officer, `dossiers/${dossier}`, 'aanhouden')).json()).toMatchObject({ status: 400 });
  });

  it('lists the meldingen of the own dossiers and of the own school', async () => {
    const totals = await Promise.all(
      [officer, school, elsewhere].map(
        async (client) => (await client.get('/meldingen')).json<{ totaal: number }>().totaal,
      ),
    );
    expect(totals).toEqual([1, 1, 0]);
    expect((await school.get('/meldingen?status=geregistreerd')).json()).toMatchObject({ totaal: 0 });
    expect((await school.get(`/meldingen?dossier=${dossier}`)).json()).toMatchObject({ resultaten: [{ id: melding }] });
  });

  it('keeps what is done in it, and tells what comes next', async () => {
    const made = await officer.post(`/dossiers/${dossier}/onderdelen`, {
      soort: 'taak',
      gegevens: { tekst: 'Bellen' },
    });
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect((await officer.get(`/dossiers/${dossier}/onderdelen`)).json()).toMatchObject({
      onderdelen: [{ id, status: 'open' }],
    });
    const timeline = (await officer.get(`/dossiers/${dossier}/tijdlijn`)).json<{
      gebeurtenissen: { stap: string }[];
    }>();
    expect(timeline.gebeurtenissen.map((one) => one.stap)).toEqual(
      expect.arrayContaining(['openen', 'registreren', 'aanvullen', 'oppakken', 'in-behandeling-nemen', 'toevoegen']),
    );
    expect(timeline).toMatchObject({ volgende: { soort: 'taak' }, mogelijk: ['aanhouden', 'sluiten'] });
    expect((await step(officer, `onderdelen/${id}`, 'corrigeren', { tekst: 'Mailen' })).json()).toMatchObject({
      versie: 2,
    });
    expect((await step(officer, `onderdelen/${id}`, 'afronden')).json()).toMatchObject({ status: 'klaar' });
  });

  it('is not there for others, not even that it exists', async () => {
    for (const client of [school, elsewhere]) {
      expect((await client.get(`/dossiers/${dossier}/tijdlijn`)).status).toBe(404);
      expect((await client.get(`/dossiers/${dossier}/onderdelen`)).status).toBe(404);
      expect((await step(client, `dossiers/${dossier}`, 'oppakken')).status).toBe(404);
    }
    expect((await elsewhere.get(`/meldingen/${melding}`)).status).toBe(404);
    expect((await officer.get('/meldingen/geen-nummer')).status).toBe(404);
  });

  it('takes reports by hand and leave', async () => {
    const report = { pgn, vestiging: '99VA00', soort: 'zorg', begindatum: '2026-03-18', gegevens: SCHOOL_FIELDS };
    expect((await school.post('/meldingen', report)).status).toBe(201);
    expect((await school.post('/meldingen', report)).status).toBe(409);
    expect((await officer.post('/meldingen', report)).status).toBe(403);
    const leave = { pgn, artikel: 'ART11G', begindatum: '2026-03-16', einddatum: '2026-03-17' };
    const made = await school.post('/verlofaanvragen', {
      ...leave,
      gegevens: { aanvrager: 'Ouders', reden: 'Huwelijk' },
    });
    expect(made.json()).toMatchObject({ beslisser: 'hoofd', schooldagen: 2, status: 'ingediend' });
    const { id } = made.json<{ id: string }>();
    expect((await step(officer, `verlofaanvragen/${id}`, 'toekennen')).status).toBe(403);
    expect((await step(school, `verlofaanvragen/${id}`, 'toekennen')).json()).toMatchObject({ status: 'toegekend' });
    expect((await elsewhere.get(`/verlofaanvragen/${id}`)).status).toBe(404);
  });

  it('takes a step only where nothing changed since it was read, if asked to', async () => {
    const made = await officer.post(`/dossiers/${dossier}/onderdelen`, {
      soort: 'notitie',
      gegevens: { tekst: 'Een' },
    });
    const item = `onderdelen/${made.json<{ id: string }>().id}`;
    const correct = (tekst: string, tag: string) =>
      officer.post(`/${item}/stappen`, { stap: 'corrigeren', gegevens: { tekst } }, { 'if-match': tag });
    const read = await officer.get(`/${item}`);
    expect(read.json()).toEqual(made.json());
    const tag = String(read.headers['etag']);
    expect((await officer.get(`/${item}`, { 'if-none-match': tag })).status).toBe(304);
    // both read the same: one of them hears that the other was first
    const both = await Promise.all([correct('Twee', tag), correct('Drie', tag)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect((await officer.get(`/${item}`)).json()).toMatchObject({ versie: 2 });
    expect((await elsewhere.get(`/${item}`)).status).toBe(404);

    const steps = [
      [school, `meldingen/${melding}`, { stap: 'aanvullen', gegevens: SCHOOL_FIELDS }],
      [
        officer,
        `dossiers/${dossier}`,
        { stap: 'aanhouden', gegevens: { reden: 'Wacht op school', tot: '2026-04-20' } },
      ],
    ] as const;
    for (const [client, path, body] of steps) {
      const now = String((await client.get(`/${path}`)).headers['etag']);
      const stale = await client.post(`/${path}/stappen`, body, { 'if-match': '"van-vroeger"' });
      expect([stale.status, stale.json<{ title: string }>().title]).toEqual([412, 'Intussen gewijzigd']);
      expect((await client.get(`/${path}`)).headers['etag']).toBe(now);
      expect((await client.post(`/${path}/stappen`, body, { 'if-match': now })).status).toBe(200);
    }
    await step(officer, `dossiers/${dossier}`, 'hervatten');
  });

  it('points to each bad field where it stands in the message', async () => {
    const pointers = async (path: string, body: object, client = officer) =>
      (await client.post(path, body)).json<{ fouten: { pointer: string }[] }>().fouten.map((one) => one.pointer);
    const item = { soort: 'notitie', gegevens: { tekst: 3 } };
    expect(await pointers(`/dossiers/${dossier}/onderdelen`, item)).toEqual(['/gegevens/tekst']);
    expect(await pointers(`/dossiers/${dossier}/stappen`, { stap: 'aanhouden' })).toContain('/gegevens/reden');
    const report = { pgn, vestiging: '99VA00', soort: 'luxe', begindatum: '2099-01-01', gegevens: { prioriteit: 'x' } };
    expect(await pointers('/meldingen', report, school)).toEqual(
      expect.arrayContaining(['/begindatum', '/gegevens/prioriteit']),
    );
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await officer.post(`/dossiers/${dossier}/stappen`, 'stap=oppakken', form)).status).toBe(415);
  });

  it('lets a school choose where it hears of its meldingen', async () => {
    const read = await school.get('/terugkoppeladressen/99VA00');
    expect(read.json()).toEqual({ vestiging: '99VA00', naam: 'De Veenborg', email: null });
    const put = (email: string, tag?: unknown, location = '99VA00') =>
      school.send('PUT', `/terugkoppeladressen/${location}`, {
        body: { email },
        headers: tag === undefined ? {} : { 'if-match': String(tag) },
      });
    const tag = read.headers['etag'];
    expect((await put('a@b.nl')).status).toBe(428);
    expect((await put('geen adres', tag)).json()).toMatchObject({ fouten: [{ pointer: '/email' }] });
    expect((await put('verzuim@school.nl', tag)).json()).toMatchObject({ email: 'verzuim@school.nl' });
    expect((await put('ander@school.nl', tag)).status).toBe(412);
    expect((await school.get('/terugkoppeladressen')).json()).toMatchObject({
      adressen: [{ email: 'verzuim@school.nl' }],
    });
    expect((await put('a@b.nl', tag, '99VB00')).status).toBe(404);
    expect((await officer.get('/terugkoppeladressen')).status).toBe(403);
  });

  it('gives an officer what is planned in a time, and nobody else', async () => {
    const talk = { soort: 'gesprek', begin: '2026-04-01T08:00:00Z', einde: '2026-04-01T08:30:00Z', met: 'ouders' };
    await officer.post(`/dossiers/${dossier}/onderdelen`, { soort: 'afspraak', gegevens: talk });
    await officer.post(`/dossiers/${dossier}/onderdelen`, {
      ...{ soort: 'taak', gegevens: { tekst: 'Bel school', tot: '2026-04-02' } },
    });
    const planned = async (query: string, by = officer) => {
      const answer = await by.get(`/agenda${query}`);
      return answer.status === 200
        ? answer.json<{ regels: { soort: string; dag: string }[] }>().regels.filter(({ soort }) => soort !== 'termijn')
        : answer.status;
    };
    expect(await planned('?van=2026-04-01&tot=2026-04-02')).toMatchObject([
      { soort: 'afspraak', dossier, begin: '2026-04-01T08:00:00.000Z', afspraak: 'gesprek', tekst: null },
      { soort: 'taak', dossier, dag: '2026-04-02', tekst: 'Bel school', begin: null },
    ]);
    expect(await planned('?van=2026-04-01&tot=2026-04-01')).toHaveLength(1);
    expect(await planned('?van=2026-04-02&tot=2026-04-02')).toHaveLength(1);
    expect(await planned('')).toHaveLength(2);
    expect(await planned('?van=2026-04-01&tot=2026-04-02', elsewhere)).toEqual([]);
    expect(await planned('', school)).toBe(403);
    expect(await planned('?van=2026-04-02&tot=2026-04-01')).toBe(400);
    expect(await planned('?van=2026-01-01&tot=2026-04-03')).toHaveLength(2);
    expect(await planned('?van=2026-01-01&tot=2026-04-04')).toBe(400);
  });

  it('gives an officer a calendar by a secret address, which ends when it is revoked', async () => {
    expect((await school.post('/agenda', {})).status).toBe(403);
    const { adres } = (await officer.post('/agenda', {})).json<{ adres: string }>();
    const read = (url: string) => web.app.getHttpAdapter().getInstance().inject({ method: 'GET', url });
    const answer = await read(adres);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(answer.body).toContain('BEGIN:VCALENDAR');
    expect((await read(adres.replace('.ics', 'x.ics'))).statusCode).toBe(404);
    expect((await officer.send('DELETE', '/agenda', {})).status).toBe(204);
    expect((await read(adres)).statusCode).toBe(404);
  });
});
