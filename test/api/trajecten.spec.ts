import { newId } from '../../src/platform/ids';
import { aDossier, aLogin, anAlarm, anEmployee, anEnrolment, aPupil, aSchool, aTrajectory } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

describe('trajectories, hand-overs and case work over the API', () => {
  let web: TestWeb;
  let rmc: ApiClient;
  let officer: ApiClient;
  let elsewhere: ApiClient;
  let school: ApiClient;
  let traject: string;
  let dossier: string;
  let pupil: { id: string; pgn: string };

  beforeAll(async () => {
    web = await startWeb();
    await aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'] });
    await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
    await anEmployee(web, 'collega', 'leerplichtambtenaar', { gemeente: ['0037'] });
    await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0363'] });
    await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
    await aSchool(web, '99VA00', 'De Veenborg', '0037');
    const youth = await aPupil(web, { municipality: '0037', born: '2006-05-04' });
    traject = (await aTrajectory(web, youth.id, {}, { employee: 'rmc' })).id;
    const silent = await aPupil(web, { municipality: '0037', born: '2006-05-04' });
    const other = await aTrajectory(web, silent.id, { state: 'lopend', intake_on: '2026-01-05' });
    await anAlarm(web, other.id, '2026-01-05');
    pupil = await aPupil(web, { municipality: '0037' });
    await anEnrolment(web, pupil.id, '99VA00');
    dossier = await aDossier(web, pupil.id, { employee: 'lpa' });
    [rmc, officer, elsewhere, school] = [
      await ApiClient.login(web, 'rmc'),
      await ApiClient.login(web, 'lpa'),
      await ApiClient.login(web, 'elders'),
      await ApiClient.login(web, 'school'),
    ];
  });
  afterAll(() => web.close());

  it('lists trajectories with filters and their number, for who may see them', async () => {
    const totals = async (query: string) => (await rmc.get(`/trajecten${query}`)).json<{ totaal: number }>().totaal;
    expect([await totals(''), await totals('?zonderContact=true'), await totals('?status=aangemeld')]).toEqual([
      2, 1, 1,
    ]);
    expect([await totals('?open=false'), await totals('?open=true'), await totals('?medewerker=rmc')]).toEqual([
      0, 2, 1,
    ]);
    const page = (await rmc.get('/trajecten?paginagrootte=1&pagina=2')).json<{ resultaten: { id: string }[] }>();
    expect(page.resultaten).toHaveLength(1);
    expect((await rmc.get('/trajecten?status=zoek')).status).toBe(400);
    expect((await officer.get('/trajecten')).status).toBe(403);
  });

  it('takes a trajectory from contact to a counted outcome, with a plan agreed', async () => {
    const step = (stap: string, gegevens: object) => rmc.post(`/trajecten/${traject}/stappen`, { stap, gegevens });
    expect((await step('contact', { datum: '2026-03-24', soort: 'gesprek', bereikt: true })).json()).toMatchObject({
      ...{ status: 'benaderd', laatsteContact: '2026-03-24', contacten: [{ soort: 'gesprek', bereikt: true }] },
    });
    expect((await step('starten', { datum: '2026-03-24' })).status).toBe(409);
    await step('intake', { datum: '2026-03-24' });
    const goal = { leefgebied: 'werk', omschrijving: 'Een baan', bereiktOp: null };
    const stappen = [{ omschrijving: 'Brief schrijven', wie: 'jongere', uiterlijk: '2026-04-01', gedaanOp: null }];
    const plan = { samenvatting: null, doelen: [{ ...goal, stappen }] };
    expect((await rmc.post(`/trajecten/${traject}/plannen`, { ...plan, doelen: [] })).status).toBe(400);
    expect((await rmc.post(`/trajecten/${traject}/plannen`, plan)).json()).toMatchObject({
      versie: 1,
      ingestemdOp: null,
    });
    const write = (tag: string) => rmc.post(`/trajecten/${traject}/plannen`, plan, { 'if-match': tag });
    const tag = String((await rmc.get(`/trajecten/${traject}`)).headers['etag']);
    expect([(await write('"van-vroeger"')).status, (await write(tag)).status]).toEqual([412, 201]);
    const agree = (version: string) =>
      rmc.post(`/trajecten/${traject}/plannen/${version}/instemming`, { datum: '2026-03-25' });
    expect((await agree('7')).status).toBe(404);
    expect((await agree('1')).json()).toMatchObject({ ingestemdOp: '2026-03-25' });
    const { doelen } = (await rmc.get(`/trajecten/${traject}`)).json<{ plannen: never[] }>().plannen[0]! as {
      doelen: { id: string; stappen: { id: string }[] }[];
    };
    const made = doelen[0]!;
    const progress = (path: string, datum: string | null) =>
      rmc.post(`/trajecten/${traject}/${path}/voortgang`, { datum });
    expect((await progress(`planstappen/${made.stappen[0]!.id}`, '2026-03-25')).json()).toMatchObject({
      plannen: [{ doelen: [{ bereiktOp: null, stappen: [{ gedaanOp: '2026-03-25' }] }] }],
    });
    expect((await progress(`doelen/${made.id}`, '2099-01-01')).status).toBe(400);
    expect((await progress(`doelen/${made.id}`, '2026-03-25')).json()).toMatchObject({
      plannen: [{ doelen: [{ bereiktOp: '2026-03-25' }] }],
    });
    expect((await progress(`doelen/${newId()}`, null)).status).toBe(404);
    const helper = await step('partner', { soort: 'zorg', naam: 'De Hulp', begindatum: '2026-03-25' });
    const [partner] = helper.json<{ partners: { id: string }[] }>().partners;
    const end = (id: string, einddatum: string) =>
      rmc.post(`/trajecten/${traject}/partners/${id}/einde`, { einddatum });
    expect((await end(partner!.id, '2026-03-24')).json()).toMatchObject({ fouten: [{ pointer: '/einddatum' }] });
    expect((await end(partner!.id, '2026-04-30')).json()).toMatchObject({ partners: [{ einddatum: '2026-04-30' }] });
    expect((await end(newId(), '2026-04-30')).status).toBe(404);
    await step('starten', { datum: '2026-03-25' });
    const closed = await step('afsluiten', { datum: '2026-03-25', uitkomst: 'werk', urenPerWeek: '11,5' });
    expect(closed.json()).toMatchObject({ status: 'afgesloten', bestemming: 'overig', urenPerWeek: 11.5 });
    expect((await rmc.get(`/trajecten/${traject}`)).json()).toMatchObject({ schoolEerst: false });
    expect((await rmc.get(`/trajecten/${newId()}`)).status).toBe(404);
    const early = { leerling: pupil.id, herkomst: 'school', reden: 'x' };
    expect((await rmc.post('/trajecten', early)).json()).toMatchObject({
      status: 400,
      type: expect.stringContaining('niet-zeventien'),
    });
    expect((await rmc.post('/trajecten', { ...early, leerling: newId() })).status).toBe(404);
  });

  it('offers a hand-over and answers it on the other side', async () => {
    const offer = { dossier, naarGemeente: '0363', reden: 'verhuist' };
    expect((await elsewhere.post('/overdrachten', offer)).status).toBe(404);
    const made = (await officer.post('/overdrachten', offer)).json<{ id: string }>();
    expect((await officer.post('/overdrachten', offer)).status).toBe(409);
    const list = (await elsewhere.get('/overdrachten/naar')).json<{ overdrachten: { id: string }[] }>();
    expect(list.overdrachten.map((one) => one.id)).toEqual([made.id]);
    expect((await officer.get('/overdrachten/van')).json<{ overdrachten: object[] }>().overdrachten).toHaveLength(1);
    expect((await rmc.get(`/overdrachten/${made.id}`)).status).toBe(404);
    const step = (client: ApiClient, stap: string, tekst?: string) =>
      client.post(`/overdrachten/${made.id}/stappen`, { stap, ...(tekst ? { tekst } : {}) });
    expect((await step(officer, 'accepteren')).status).toBe(403);
    expect((await step(elsewhere, 'weigeren')).status).toBe(400);
    expect((await step(officer, 'toelichten', 'Graag bellen')).json()).toMatchObject({ toelichting: 'Graag bellen' });
    expect((await step(elsewhere, 'accepteren')).json()).toMatchObject({ status: 'geaccepteerd' });
  });

  it('prepares the warm hand-over; the Doorstroompunt sees the day and the officer only', async () => {
    const id = newId();
    const row = { id, dossier_id: dossier, pupil_id: pupil.id, state: 'voorbereiding', birthday: '2026-05-04' };
    const more = { prepared_on: '2026-02-04', ended_on: null, summary: null, to_dossier_id: null };
    const whole = { ...row, ...more, changed_at: '2026-02-04T10:00:00.000Z' };
    await web.database.work((work) => work.insert('warm_handover', Object.keys(whole), [Object.values(whole)]));
    expect((await rmc.get('/warme-overdrachten')).json()).toEqual({
      overdrachten: [
        { id, status: 'voorbereiding', wordt18Op: '2026-05-04', dossier: null, naarDossier: null, medewerker: 'lpa' },
      ],
    });
    expect((await rmc.get(`/warme-overdrachten/${id}`)).status).toBe(404);
    const step = (stap: string, gegevens: object) =>
      officer.post(`/warme-overdrachten/${id}/stappen`, { stap, gegevens });
    expect((await step('overdragen', {})).status).toBe(409);
    expect((await step('samenvatting', { samenvatting: 'Wil werken' })).json()).toMatchObject({
      samenvatting: 'Wil werken',
    });
    expect((await step('punt', { punt: 'toestemming' })).json()).toMatchObject({ klaar: ['toestemming'] });
  });

  it('arranges cover and takes it back', async () => {
    const cover = { medewerker: 'lpa', waarnemer: 'collega', begindatum: '2026-04-01', einddatum: '2026-04-10' };
    expect((await elsewhere.post('/waarnemingen', cover)).status).toBe(403);
    const { id } = (await officer.post('/waarnemingen', cover)).json<{ id: string }>();
    expect((await officer.post('/waarnemingen', cover)).status).toBe(409);
    const waarnemingen = async () =>
      (await officer.get('/waarnemingen')).json<{ waarnemingen: object[] }>().waarnemingen.length;
    expect(await waarnemingen()).toBe(1);
    expect((await elsewhere.send('DELETE', `/waarnemingen/${id}`, {})).status).toBe(404);
    expect((await officer.send('DELETE', `/waarnemingen/${id}`, {})).status).toBe(204);
    expect(await waarnemingen()).toBe(0);
  });

  it('makes a letter from a template, gives the file and registers that it was sent', async () => {
    const path = `/dossiers/${dossier}/brieven`;
    const { sjablonen } = (await officer.get(path)).json<{ sjablonen: { id: string; naam: string }[] }>();
    expect(sjablonen.length).toBeGreaterThan(0);
    const body = { sjabloon: sjablonen[0]!.id, ontvanger: null, velden: {} as Record<string, unknown> };
    const missing = (await officer.post(path, body)).json<{ fouten: { pointer: string }[] }>();
    for (const { pointer } of missing.fouten) body.velden[pointer.replace('/velden/', '')] = 'ingevuld';
    const made = (await officer.post(path, body)).json<{ id: string; verstuurdOp: null }>();
    expect(made.verstuurdOp).toBeNull();
    expect((await officer.get(`${path}/${made.id}`)).body.slice(0, 2)).toBe('PK');
    expect((await elsewhere.get(`${path}/${made.id}`)).status).toBe(404);
    const send = () => officer.post(`${path}/${made.id}/verzending`, { datum: '2026-03-25', wijze: 'post' });
    expect((await send()).json()).toMatchObject({ verstuurdOp: '2026-03-25', wijze: 'post' });
    expect((await send()).status).toBe(409);
  });

  it('holds a leerlingoverleg with agreements', async () => {
    const plan = { dossiers: [dossier], datum: '2026-03-25', plaats: null, agenda: 'Hoe verder' };
    const deelnemers = [{ soort: 'school', naam: 'M. Mentor' }];
    expect((await elsewhere.post('/overleggen', { ...plan, deelnemers })).status).toBe(404);
    type Made = { id: string; deelnemers: { id: string }[]; afspraken: { id: string; nagekomenOp: string | null }[] };
    const made = (await officer.post('/overleggen', { ...plan, deelnemers })).json<Made>();
    const wie = made.deelnemers[0]!.id;
    const report = { verslag: 'Besproken', aanwezig: [wie] };
    const afspraken = [{ dossier, wie, wat: 'Belt de ouders', uiterlijk: '2026-04-01' }];
    const held = (await officer.post(`/overleggen/${made.id}/verslag`, { ...report, afspraken })).json<Made>();
    expect(held).toMatchObject({ status: 'gehouden', afspraken: [{ wat: 'Belt de ouders', nagekomenOp: null }] });
    const path = `/overleggen/${made.id}/afspraken/${held.afspraken[0]!.id}/nakoming`;
    expect((await elsewhere.post(path, { datum: '2026-03-25' })).status).toBe(404);
    expect((await officer.post(path, { datum: '2026-03-25' })).json<Made>().afspraken[0]!.nagekomenOp).toBe(
      '2026-03-25',
    );
    expect((await officer.send('DELETE', `/overleggen/${made.id}`, {})).status).toBe(409);
  });

  it('tells of the family, of meetings and of who does what in one answer', async () => {
    const plan = { dossiers: [dossier], datum: '2026-03-25', plaats: 'Hal', agenda: 'Hoe verder' };
    const deelnemers = [{ soort: 'zorg', naam: 'P. Smit' }];
    type Made = { id: string; deelnemers: { id: string }[] };
    const made = (await officer.post('/overleggen', { ...plan, deelnemers })).json<Made>();
    const wie = made.deelnemers[0]!.id;
    const afspraken = [{ dossier, wie, wat: 'Belt de jeugdarts', uiterlijk: null }];
    await officer.post(`/overleggen/${made.id}/verslag`, { verslag: 'Besproken', aanwezig: [wie], afspraken });
    expect((await officer.get(`/dossiers/${dossier}/gezin`)).json()).toMatchObject({
      dossiers: [],
      afspraken: [{ overleg: made.id, wie: 'P. Smit', wat: 'Belt de jeugdarts', uiterlijk: null }],
      overleggen: expect.arrayContaining([{ id: made.id, datum: '2026-03-25', plaats: 'Hal', status: 'gehouden' }]),
    });
    expect((await elsewhere.get(`/dossiers/${dossier}/gezin`)).status).toBe(404);
  });

  it('gives the whole dossier as a document', async () => {
    const { status, body, headers } = await officer.get(`/dossiers/${dossier}/document`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('<h1>Dossier</h1>');
    expect((await elsewhere.get(`/dossiers/${dossier}/document`)).status).toBe(404);
  });

  it('gives exemptions in the document of leerplicht, and not in that of the Doorstroompunt', async () => {
    const youth = await aPupil(web, { municipality: '0037', born: '2006-05-04' });
    const guided = await aTrajectory(web, youth.id, {}, { employee: 'rmc' });
    for (const one of [youth.id, pupil.id]) {
      const row = [one, 'ART5_A', '2022-08-01', '2023-07-31'];
      await web.database.work((work) =>
        work.insert('exemption', ['pupil_id', 'article', 'from_date', 'until_date'], [row]),
      );
    }
    expect((await officer.get(`/dossiers/${dossier}/document`)).body).toContain('ART5_A');
    const { status, body } = await rmc.get(`/dossiers/${guided.dossier}/document`);
    expect(status).toBe(200);
    expect(body).not.toMatch(/ART5_A|vrijstellingen/);
  });

  it('gives the work at hand, and many dossiers to a colleague at once', async () => {
    const { lijsten } = (await officer.get('/werkvoorraden')).json<{ lijsten: { soort: string; aantal: number }[] }>();
    expect(lijsten.map((one) => one.soort)).toContain('pas-toegewezen');
    expect((await officer.get('/werkvoorraden/onzin')).status).toBe(404);
    const gift = { dossiers: [dossier, newId()], medewerker: 'collega', reden: 'verdeling' };
    expect((await officer.post('/verdelingen', { ...gift, wijze: 'alles' })).json()).toMatchObject({
      uitgevoerd: false,
      uitkomsten: [{ uitkomst: 'toegewezen' }, { uitkomst: 'geweigerd' }],
    });
    const asked = { ...gift, wijze: 'per-dossier' };
    expect((await elsewhere.post('/verdelingen', asked)).json()).toMatchObject({
      uitkomsten: [{ uitkomst: 'geweigerd' }, { uitkomst: 'geweigerd' }],
    });
    expect((await officer.post('/verdelingen', asked)).json()).toMatchObject({
      uitgevoerd: true,
      uitkomsten: [{ uitkomst: 'toegewezen', reden: null }, { uitkomst: 'geweigerd' }],
    });
    const recent = async (query = '') =>
      (await officer.get(`/werkvoorraden/pas-toegewezen${query}`)).json<{ dossiers: { dossier: string }[] }>().dossiers;
    expect((await recent('?medewerker=collega')).map((one) => one.dossier)).toEqual([dossier]);
    expect(await recent(`?medewerker=collega&na=${dossier}`)).toEqual([]);
    await officer.post('/verdelingen', { ...asked, dossiers: [dossier], medewerker: 'lpa' });
  });

  it('lists what was done by itself, for who may see the dossier', async () => {
    const actions = async (client: ApiClient, query = '') => client.get(`/automatische-acties${query}`);
    expect((await actions(officer, `?dossier=${dossier}`)).status).toBe(200);
    expect((await actions(elsewhere, `?dossier=${dossier}`)).status).toBe(404);
    expect((await actions(officer, '?aantal=101')).status).toBe(400);
  });

  it('joins pupils who are one, and makes them two again', async () => {
    const double = await aPupil(web, { municipality: '0037' });
    const body = { blijft: pupil.id, dubbel: double.id, reden: 'Tikfout' };
    expect((await elsewhere.post('/samenvoegingen', body)).status).toBe(404);
    expect((await school.post('/samenvoegingen', body)).status).toBe(403);
    const made = (await officer.post('/samenvoegingen', body)).json<{ id: string; ongedaanOp: null }>();
    expect(made).toMatchObject({ leerling: pupil.id, door: 'lpa', ongedaanOp: null });
    expect((await elsewhere.send('DELETE', `/samenvoegingen/${made.id}`, {})).status).toBe(404);
    expect((await officer.send('DELETE', `/samenvoegingen/${made.id}`, {})).status).toBe(204);
    expect((await officer.send('DELETE', `/samenvoegingen/${made.id}`, {})).status).toBe(409);
    type List = { samenvoegingen: { id: string; ongedaanOp: string | null }[] };
    const [first] = (await officer.get('/samenvoegingen')).json<List>().samenvoegingen;
    expect([first!.id, first!.ongedaanOp === null]).toEqual([made.id, false]);
  });

  it('follows former pupils of pro and vso', async () => {
    const id = newId();
    const row = { id, pupil_id: pupil.id, education: 'pro', location: '99VA00', left_on: '2025-10-22' };
    const whole = { ...row, until_date: '2027-10-22', next_on: '2026-03-25' };
    await web.database.work((work) => work.insert('leaver', Object.keys(whole), [Object.values(whole)]));
    const due = async (tot: string) =>
      (await rmc.get(`/uitstromers?tot=${tot}`)).json<{ uitstromers: { id: string }[] }>().uitstromers;
    expect(await due('2026-03-24')).toEqual([]);
    expect(await due('2026-03-25')).toMatchObject([{ id, onderwijs: 'pro', situatie: null }]);
    expect((await officer.get('/uitstromers')).status).toBe(403);
    const moment = { situatie: 'werk', notitie: null };
    const record = (datum: string) => rmc.post(`/uitstromers/${id}/momenten`, { ...moment, datum });
    expect((await record('2026-03-26')).status).toBe(400);
    expect((await record('2026-03-25')).status).toBe(204);
    expect(await due('2026-03-25')).toEqual([]);
  });

  it('records prevention without a dossier', async () => {
    const given = { gemeente: '0037', soort: 'spreekuur', datum: '2026-03-24', vestiging: '99VA00', leerling: null };
    expect((await elsewhere.post('/preventie', { ...given, notitie: 'x' })).status).toBe(404);
    await officer.post('/preventie', { ...given, notitie: 'Spreekuur gehouden' });
    const list = async (client: ApiClient, query = '') =>
      (await client.get(`/preventie${query}`)).json<{ preventie: object[] }>().preventie.length;
    expect([await list(officer), await list(officer, '?vanaf=2026-03-25'), await list(elsewhere)]).toEqual([1, 0, 0]);
  });

  it('tells the effect of measures, and what it does not prove', async () => {
    const { uitleg, maatregelen } = (await officer.get(`/effecten/dossiers/${dossier}?weken=4`)).json<{
      uitleg: string;
      maatregelen: object[];
    }>();
    expect([maatregelen, uitleg]).toEqual([[], expect.stringContaining('bewijst niet')]);
    const query = '?maatregel=waarschuwing&schooljaar=2025';
    expect((await officer.get(`/effecten${query}`)).json()).toMatchObject({ leerlingen: null, ervoor: null });
    expect((await officer.get(`/effecten${query}&weken=13`)).status).toBe(400);
    expect((await elsewhere.get(`/effecten/dossiers/${dossier}`)).status).toBe(404);
    expect((await school.get(`/effecten${query}`)).status).toBe(403);
  });

  it('attaches a file and gives it back to who may see it', async () => {
    const path = `/dossiers/${dossier}/bijlagen`;
    const type = { 'content-type': 'application/octet-stream' };
    const send = (client: ApiClient, body: string, naam = 'brief.pdf') =>
      client.post(`${path}?naam=${naam}`, body, type);
    const { id } = (await send(officer, '%PDF-1.4 een brief')).json<{ id: string }>();
    expect((await officer.get(`${path}/${id}`)).body).toBe('%PDF-1.4 een brief');
    expect((await elsewhere.get(`${path}/${id}`)).status).toBe(404);
    expect((await send(officer, 'MZ geen pdf')).status).toBe(415);
    expect((await send(elsewhere, '%PDF-1.4 x')).status).toBe(404);
    // the Wpg part is for who is boa
    expect((await send(officer, '%PDF-1.4 x', 'brief.pdf&deel=wpg')).status).toBe(403);
    expect((await send(officer, '%PDF-1.4 x', 'brief.pdf&deel=anders')).status).toBe(400);
  });

  it('lists leave by what waits and by register, and tells the course of a melding to both sides', async () => {
    const leave = {
      ...{ pgn: pupil.pgn, artikel: 'ART11G', begindatum: '2026-04-07', einddatum: '2026-04-08' },
      gegevens: { aanvrager: 'Ouders', reden: 'Huwelijk' },
    };
    const { id } = (await school.post('/verlofaanvragen', leave)).json<{ id: string }>();
    const totals = async (client: ApiClient, query: string) =>
      (await client.get(`/verlofaanvragen${query}`)).json<{ totaal: number }>().totaal;
    expect([await totals(school, ''), await totals(officer, ''), await totals(elsewhere, '')]).toEqual([1, 1, 0]);
    await school.post(`/verlofaanvragen/${id}/stappen`, { stap: 'toekennen' });
    expect([await totals(school, ''), await totals(officer, '?toon=register')]).toEqual([0, 1]);
    expect(await totals(officer, '?toon=register&schooljaar=2024')).toBe(0);
    const melding = { pgn: pupil.pgn, vestiging: '99VA00', soort: 'overig', begindatum: '2026-03-23', uren: '3' };
    const made = await school.post('/meldingen', { ...melding, gegevens: { ...SCHOOL_FIELDS } });
    const path = `/meldingen/${made.json<{ id: string }>().id}/tijdlijn`;
    expect((await school.get(path)).json<{ stappen: object[] }>().stappen.length).toBeGreaterThan(0);
    expect((await elsewhere.get(path)).status).toBe(404);
  });
});

const SCHOOL_FIELDS = {
  ...{ vermoedelijkeReden: 'motivatie', alleLessenGemist: false, actieInstelling: 'Gesprek', prioriteit: 'hoog' },
  ...{ actieGemeenteGewenst: true, contactNaam: 'M. Mentor', contactTelefoon: '0591-123456' },
};
