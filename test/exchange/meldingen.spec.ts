import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandActor } from '../../src/access/actor';
import { CloseMelding, NoteMelding, TakeUpMelding } from '../../src/cases/meldingen/handle-melding';
import { MeldingStore } from '../../src/cases/meldingen/melding-store';
import { CompleteMelding } from '../../src/cases/meldingen/complete-melding';
import { csvFormat } from '../../src/cli/export/formats';
import { merge, pathBetween } from '../../src/exchange/meldingen/merge';
import { MeldingIntake } from '../../src/exchange/meldingen/melding-intake';
import { MESSAGE_COLUMNS, MESSAGE_FREE_TEXT, type MeldingMessage } from '../../src/exchange/meldingen/message';
import type { NeutralMelding } from '../../src/exchange/meldingen/neutral-melding';
import { SendMeldingen } from '../../src/exchange/meldingen/send-meldingen';
import { ImportService } from '../../src/imports/import-service';
import type { ImportReport } from '../../src/imports/report';
import { asDay } from '../../src/law/day';
import type { Value } from '../../src/platform/database/sql';
import { type CaseHouse, openCaseHouse, SCHOOL_FIELDS } from '../cases/support/case-house';
import { counts } from '../support/import-house';

const BSN = '999999990';
const CLOSING = { reden: 'terug_naar_school', opmerking: 'geen_actie_meer' };

/** Two organisations, each with a Leerspoor of its own: a school's system, and the municipality's. */
describe('meldingen between two systems', () => {
  let school: CaseHouse;
  let town: CaseHouse;
  let files = 0;

  beforeEach(async () => {
    school = await openCaseHouse();
    town = await openCaseHouse();
    // in the school's system nobody of the municipality works
    await school.database.work((work) => work.run("DELETE FROM employee_area WHERE kind <> 'school'"));
    for (const house of [school, town]) await enrolled(house);
  });
  afterEach(() => Promise.all([school.close(), town.close()]));

  async function enrolled(house: CaseHouse): Promise<string> {
    const pupil = await house.build.pupil('2012-05-06', {
      ...{ pgn: BSN, pgn_index: house.build.encryption.index(BSN) },
      ...{ last_name: 'Vries', prefix: 'de', first_names: 'Sam' },
      contact: JSON.stringify({ straat: 'Laan', huisnummer: '1', plaats: 'Emmen' }),
    });
    await house.build.enrolment(pupil, '2025-08-01');
    return pupil;
  }

  const out = async (house: CaseHouse, all = false): Promise<MeldingMessage[]> => {
    const sent: MeldingMessage[] = [];
    const channel = { send: async (messages: readonly MeldingMessage[]) => void sent.push(...messages) };
    await house.get(SendMeldingen).run(commandActor(), channel, all);
    return sent;
  };
  const fileOf = (messages: readonly MeldingMessage[]) => {
    const format = csvFormat(MESSAGE_FREE_TEXT);
    const cells = messages.map((one) => MESSAGE_COLUMNS.map((column) => one[column]));
    return format.header(MESSAGE_COLUMNS) + format.rows(MESSAGE_COLUMNS, cells);
  };
  const into = (house: CaseHouse, text: string, proef = false): Promise<ImportReport> => {
    const path = join(house.attachments, `${++files}.csv`);
    writeFileSync(path, text);
    return house.get(ImportService).run({ soort: 'meldingen', path, proef });
  };
  const carry = async (from: CaseHouse, to: CaseHouse) => into(to, fileOf(await out(from)));
  const melding = async (house: CaseHouse) =>
    (await house.rows<{ id: string; [name: string]: Value }>('SELECT * FROM melding ORDER BY id'))[0]!;
  const detailsOf = async (house: CaseHouse) => {
    const [one] = await house.get(MeldingStore).rows(house.database.read, 'id = ?', [(await melding(house)).id]);
    return one!.details;
  };
  const skipped = async (): Promise<string> => {
    const [{ id }] = (await school.rows<{ id: string }>('SELECT id FROM pupil')) as [{ id: string }];
    for (const day of ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18']) await school.build.absence(id, day, 4);
    await school.judge(id);
    const made = (await melding(school)).id;
    await school.get(CompleteMelding).run(await school.as('school'), made, {
      ...SCHOOL_FIELDS,
      actieInstelling: '=gesprek; met "mentor"',
    });
    return made;
  };

  it('go out once they are reported, with all fields, and only what changed after that', async () => {
    const [{ id }] = (await school.rows<{ id: string }>('SELECT id FROM pupil')) as [{ id: string }];
    for (const day of ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18']) await school.build.absence(id, day, 4);
    await school.judge(id);
    expect(await out(school)).toEqual([]);
    await school.get(CompleteMelding).run(await school.as('school'), (await melding(school)).id, SCHOOL_FIELDS);
    const [sent, ...others] = await out(school);
    expect(others).toEqual([]);
    expect(sent).toEqual({
      ...{ brin: '01AB', meldingnummer: (await melding(school)).id, vestiging: '01AB00', pgn: BSN },
      ...{ geslachtsnaam: 'Vries', voorvoegsel: 'de', voornamen: 'Sam', geslacht: null, geboortedatum: '2012-05-06' },
      ...{ overlijdensdatum: null, straat: 'Laan', huisnummer: '1', postcode: null, woonplaats: 'Emmen' },
      ...{ verblijfadres: null, startkwalificatie: 'nee', soort: '16-uur', begindatum: '2026-06-15' },
      ...{ einddatum: '2026-06-18', uren: '16.00', vermoedelijke_reden: 'motivatie', alle_lessen_gemist: 'nee' },
      dagen: '2026-06-15=4.00,2026-06-16=4.00,2026-06-17=4.00,2026-06-18=4.00',
      ...{ actie_instelling: 'Gesprek met de mentor', actie_gewenst: 'ja', prioriteit: 'normaal', toelichting: null },
      ...{ leslocatie: 'School 01AB00', contact_naam: 'M. de Mentor', contact_functie: 'mentor' },
      ...{ contact_telefoon: null, contact_email: 'mentor@school.example', telefoon: null },
      ...{ meldingsdatum: '2026-06-24', status: 'geregistreerd', reden_afsluiting: null, opmerking_afsluiting: null },
      ...{ gemeente_naam: null, gemeente_functie: null, gemeente_telefoon: null, gemeente_email: null },
    });
    expect(await out(school)).toEqual([]);
    expect(await out(school, true)).toEqual([sent]);
    await school.database.work((work) => work.run('UPDATE pupil SET secret_address = 1'));
    expect(await out(school)).toEqual([{ ...sent, straat: null, huisnummer: null, woonplaats: null }]);
  });

  it('are told again where the other side did not take them', async () => {
    await skipped();
    const broken = { send: () => Promise.reject(new Error('weg')) };
    await expect(school.get(SendMeldingen).run(commandActor(), broken)).rejects.toThrow('weg');
    expect(await out(school)).toHaveLength(1);
  });

  it('come in once, open a dossier, and take nothing from a second sending', async () => {
    const number = await skipped();
    const text = fileOf(await out(school));
    expect(counts(await into(town, text, true))).toBe('gelezen 1, nieuw 1, gewijzigd 0, ongewijzigd 0, afgekeurd 0');
    expect(await town.rows('SELECT id FROM melding')).toEqual([]);
    const report = await into(town, text);
    expect(report.meldingen).toEqual([]);
    expect(counts(report)).toBe('gelezen 1, nieuw 1, gewijzigd 0, ongewijzigd 0, afgekeurd 0');
    const made = await melding(town);
    expect(made).toMatchObject({
      ...{ kind: '16-uur', location: '01AB00', from_date: '2026-06-15', until_date: '2026-06-18', hundredths: 1600 },
      ...{ status: 'geregistreerd', suspected_reason: 'motivatie', action_wanted: 1, priority: 'normaal' },
      ...{ registered_on: '2026-06-24', signal_id: null },
    });
    expect(await detailsOf(town)).toEqual({
      actie: '=gesprek; met "mentor"',
      contact: { naam: 'M. de Mentor', functie: 'mentor', email: 'mentor@school.example' },
    });
    expect(await town.rows('SELECT brin, number FROM melding_exchange')).toEqual([{ brin: '01AB', number }]);
    expect(await town.rows('SELECT employee FROM dossier')).toEqual([{ employee: 'lpa' }]);
    const before = await town.rows('SELECT * FROM state_change ORDER BY id');
    expect(counts(await into(town, text))).toBe('gelezen 1, nieuw 0, gewijzigd 0, ongewijzigd 1, afgekeurd 0');
    expect(await town.rows('SELECT * FROM state_change ORDER BY id')).toEqual(before);
  });

  it('carry the status of the municipality back to the school, with whom to ask, and come to rest', async () => {
    await skipped();
    await carry(school, town);
    const lpa = await town.as('lpa');
    await town.get(TakeUpMelding).run(lpa, (await melding(town)).id);
    expect(counts(await carry(town, school))).toBe('gelezen 1, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 0');
    const [at, signal] = [await melding(school), (await school.rows('SELECT status FROM signal'))[0]];
    expect([at['status'], signal]).toEqual(['in_behandeling', { status: 'in_behandeling' }]);
    expect(await detailsOf(school)).toMatchObject({
      gemeente: { naam: 'Medewerker lpa', functie: 'leerplichtambtenaar' },
    });
    await town.get(CloseMelding).run(lpa, (await melding(town)).id, CLOSING);
    await carry(town, school);
    expect(await melding(school)).toMatchObject({
      ...{ status: 'afgesloten', closing_reason: 'terug_naar_school', closing_note: 'geen_actie_meer' },
    });
    const feedback = await school.rows('SELECT kind FROM melding_feedback ORDER BY id');
    expect(feedback.map(({ kind }) => kind)).toEqual(['in_behandeling', 'afgesloten']);
    // each tells the other what it has not heard yet, once
    for (let i = 0; i < 2; i++) {
      await carry(school, town);
      await carry(town, school);
    }
    expect([await out(school), await out(town)]).toEqual([[], []]);
    expect((await melding(town))['status']).toBe('afgesloten');
  });

  it('that the school withdraws are withdrawn at the municipality, unless it closed them', async () => {
    await skipped();
    const text = fileOf(await out(school));
    await into(town, text);
    const withdrawn = text.replace(';geregistreerd;', ';ingetrokken;');
    await into(town, withdrawn);
    expect((await melding(town))['status']).toBe('ingetrokken');
    // and counts again where the school says so
    await into(town, text);
    expect((await melding(town))['status']).toBe('geregistreerd');
    await town.get(NoteMelding).run(await town.as('lpa'), (await melding(town)).id, {});
    const report = await into(town, withdrawn);
    expect((await melding(town))['status']).toBe('ter_kennisgeving');
    expect(report.meldingen.join()).toMatch(/ingetrokken niet overgenomen.*ter kennisgeving aangenomen.*de gemeente/);
    expect((await out(town))[0]).toMatchObject({ status: 'ter_kennisgeving' });
  });

  it('take no status of the municipality from a file where the municipality works here', async () => {
    await skipped();
    const text = fileOf(await out(school));
    await into(town, text);
    const report = await into(town, text.replace(';geregistreerd;', ';in_behandeling;'));
    expect((await melding(town))['status']).toBe('geregistreerd');
    expect(report.meldingen.join()).toMatch(/in behandeling niet overgenomen/);
  });

  it('join what the own absence raised already, and change neither its period nor its hours', async () => {
    await skipped();
    const text = fileOf(await out(school)).replace(';16.00;', ';17.00;');
    const [{ id }] = (await town.rows<{ id: string }>('SELECT id FROM pupil')) as [{ id: string }];
    for (const day of ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18']) await town.build.absence(id, day, 4);
    await town.judge(id);
    await into(town, text);
    expect(await town.rows('SELECT hundredths, suspected_reason FROM melding')).toEqual([
      { hundredths: 1600, suspected_reason: 'motivatie' },
    ]);
    expect(await town.rows('SELECT id FROM dossier')).toHaveLength(1);
    await into(town, text.replace(';geregistreerd;', ';ingetrokken;'));
    expect((await melding(town))['status']).toBe('geregistreerd');
  });

  it('are refused for want of what they need, with the column that wants it', async () => {
    await skipped();
    const text = fileOf(await out(school));
    const [header, row] = [text.slice(0, text.indexOf('\n') + 1), text.slice(text.indexOf('\n') + 1)];
    const wants: [string, string, string][] = [
      [';16-uur;', ';iets;', 'soort'],
      [';2026-06-18;16.00;', ';;16.00;', 'einddatum'],
      [';2012-05-06;', ';2012-05-07;', 'geboortedatum'],
      ['2026-06-15=4.00,', '2026-06-31=4.00,', 'dagen'],
      [';geregistreerd;', ';afgesloten;', 'reden_afsluiting'],
      [';ja;normaal;', ';ja;;', 'prioriteit'],
      [';geregistreerd;', ';ingetrokken;', 'status'],
      [`;${BSN};`, ';123456782;', 'pgn'],
      [';2026-06-15;2026-06-18;', ';2026-06-25;2026-06-26;', 'begindatum'],
    ];
    const rows = wants.map(([from, to]) => {
      expect(row).toContain(from);
      return row.replace(from, to);
    });
    const report = await into(town, header + rows.join(''));
    const found = report.afgekeurd.map(({ regel, kolom }) => `${regel} ${kolom}`);
    expect(found.sort()).toEqual(wants.map(([, , column], i) => `${i + 2} ${column}`).sort());
    expect(JSON.stringify(report)).not.toContain('entor');
    expect(await town.rows('SELECT id FROM melding')).toEqual([]);
  });

  it('of who asked for restriction go neither out nor in', async () => {
    await skipped();
    const text = fileOf(await out(school, true));
    const restrict = async (house: CaseHouse) => {
      const [{ id }] = (await house.rows<{ id: string }>('SELECT id FROM pupil')) as [{ id: string }];
      const row = { reason: 'x', placed_by: 'lpa', placed_on: '2026-06-24' };
      await house.build.insert('restriction', { id, pupil_id: id, ...row });
    };
    for (const house of [school, town]) await restrict(house);
    expect(await out(school, true)).toEqual([]);
    expect((await into(town, text)).afgekeurd.map(({ kolom }) => kolom)).toEqual(['pgn']);
    expect(await town.rows('SELECT id FROM melding')).toEqual([]);
  });

  it('that were closed elsewhere before they came here are kept, and open no dossier', async () => {
    await skipped();
    const closed = fileOf(await out(school)).replace(
      ';geregistreerd;;;',
      ';afgesloten;beeindigd_werk;gezien_door_gemeente;',
    );
    await into(town, closed);
    expect(await melding(town)).toMatchObject({ status: 'afgesloten', closing_reason: 'beeindigd_werk' });
    expect(await town.rows('SELECT id FROM dossier')).toEqual([]);
  });

  it('come in by a connection as by a file', async () => {
    const said: NeutralMelding = {
      ...{ brin: '01AB', number: 'DUO-1', pgn: BSN, location: '01AB00', kind: 'overig', from: asDay('2026-06-22') },
      ...{ status: 'geregistreerd', closingReason: null, closingNote: null, birthDate: null, registeredOn: null },
      ...{ content: {}, details: { actie: 'Gebeld' } },
    };
    const receive = (...all: NeutralMelding[]) => town.get(MeldingIntake).receive(commandActor(), all);
    const again = { ...said, number: 'DUO-2' };
    expect((await receive(said, again)).map(({ outcome }) => outcome)).toEqual([
      'nieuw',
      expect.objectContaining({ column: 'meldingnummer' }),
    ]);
    expect((await receive(said))[0]!.outcome).toBe('ongewijzigd');
    expect((await receive({ ...said, details: { actie: null, telefoon: '0612345678' } }))[0]!.outcome).toBe(
      'gewijzigd',
    );
    expect(await detailsOf(town)).toEqual({
      telefoon: '0612345678',
    });
  });
});

describe('who owns a status', () => {
  const said = (status: NeutralMelding['status']): NeutralMelding => ({
    ...{ brin: '01AB', number: '1', pgn: BSN, location: '01AB00', kind: 'overig', from: asDay('2026-06-22'), status },
    ...{ closingReason: null, closingNote: null, birthDate: null, registeredOn: null, content: {}, details: {} },
  });
  const start = merge(null, said('geregistreerd'), { school: false, gemeente: false, signal: false });
  const at = (status: NeutralMelding['status']) => ({ ...('stand' in start ? start.stand : (null as never)), status });
  const after = (from: NeutralMelding['status'], to: NeutralMelding['status'], owned: object) => {
    const merged = merge(at(from), said(to), { school: false, gemeente: false, signal: false, ...owned });
    return 'stand' in merged ? `${merged.stand.status}${merged.remark ? ' *' : ''}` : 'refused';
  };

  it.each([
    ['geregistreerd', 'in_behandeling', {}, 'in_behandeling'],
    ['geregistreerd', 'in_behandeling', { gemeente: true }, 'geregistreerd *'],
    ['geregistreerd', 'ingetrokken', {}, 'ingetrokken'],
    ['geregistreerd', 'ingetrokken', { school: true }, 'geregistreerd *'],
    ['geregistreerd', 'ingetrokken', { signal: true }, 'geregistreerd *'],
    ['in_behandeling', 'geregistreerd', { gemeente: true }, 'in_behandeling'],
    ['in_behandeling', 'geregistreerd', {}, 'in_behandeling *'],
    ['in_behandeling', 'ter_kennisgeving', {}, 'in_behandeling *'],
    ['afgesloten', 'ingetrokken', {}, 'afgesloten *'],
    ['afgesloten', 'geregistreerd', { gemeente: true }, 'afgesloten'],
    ['ingetrokken', 'geregistreerd', {}, 'geregistreerd'],
    ['ingetrokken', 'geregistreerd', { school: true }, 'ingetrokken *'],
    ['ingetrokken', 'in_behandeling', {}, 'in_behandeling'],
    ['ingetrokken', 'in_behandeling', { gemeente: true }, 'geregistreerd *'],
  ] as const)('%s, and %s comes in: %j', (from, to, owned, expected) => {
    expect(after(from, to, owned)).toBe(expected);
  });

  it('goes by the fewest steps', () => {
    expect(pathBetween('geregistreerd', 'afgesloten')!.map(({ step }) => step)).toEqual([
      ...['in-behandeling-nemen', 'afsluiten'],
    ]);
    expect(pathBetween('afgesloten', 'geregistreerd')).toBeNull();
  });
});
