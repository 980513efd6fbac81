import { systemActor } from '../../src/access/actor';
import { Audit, PURPOSES } from '../../src/access/audit';
import { verifyLog } from '../../src/access/log/verify';
import { logKeptFrom } from '../../src/retention/clean-up';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentFiles } from '../../src/cases/casework/attachment-files';
import { tables } from '../../src/cli/schema';
import { digestOf } from '../../src/figures/vsv/snapshots';
import { newId } from '../../src/platform/ids';
import { TABLE_RULES } from '../../src/retention/table-rules';
import { Keeping } from './support';
import { duoRecord } from '../../src/figures/duo/tables';
import { cell } from '../../src/platform/place';

interface DuoNumber {
  n: string;
  delivery: string;
  month: string;
  enrolment: string;
  pgn: string;
  birth_date: string | null;
}

describe('destruction', () => {
  let it_: Keeping;
  beforeEach(async () => {
    it_ = await Keeping.open();
    await it_.house.build.location();
  });
  afterEach(() => it_.house.close());

  it('really removes: nothing of the pupil is left in any table', async () => {
    const pupil = await it_.house.build.pupil('1995-01-01');
    const ids: Record<string, string> = { pupil_id: pupil, dossier_id: await it_.dossier(pupil) };
    for (const [name, column] of [
      ['signal', 'signal_id'],
      ['trajectory', 'trajectory_id'],
      ['trajectory_plan', 'plan_id'],
      ['trajectory_goal', 'goal_id'],
      ['leaver', 'leaver_id'],
      ['melding', 'melding_id'],
      ['absence_record', 'record_id'],
      ['term', 'term_id'],
      ['dossier_item', 'item_id'],
      ['meeting', 'meeting_id'],
      ['warm_handover', 'warm_handover_id'],
    ] as const) {
      ids[column] = await it_.fill(name, name === 'warm_handover' ? { ...ids, to_dossier_id: null } : ids);
    }
    const made = [
      'pupil',
      'residence',
      'dossier',
      'signal',
      'trajectory',
      'trajectory_plan',
      'trajectory_goal',
      'leaver',
    ];
    made.push(
      'melding',
      'absence_record',
      'term',
      'dossier_item',
      'meeting',
      'warm_handover',
      'legal_hold',
      'restriction',
    );
    const others = [...TABLE_RULES].filter(
      ([name, rule]) =>
        ['leerling', 'overleg', 'niemand', 'gebeurtenis', 'preventie'].includes(rule) &&
        !made.includes(name) &&
        name !== 'destruction_item',
    );
    expect(others.length).toBeGreaterThan(20);
    for (const [name] of others)
      await it_.fill(name, name === 'outbox' ? { ...ids, state: 'mislukt', subject: pupil } : ids);
    await it_.fill('mail', { fact: ids['melding_id']!, recipient: 'm' });
    const record = await it_.house.database.read.get<{ brin: string; number: string }>(
      'SELECT brin, number FROM absence_record',
    );
    await it_.fill('upload_record', { upload_id: newId(), ...record! });
    const { rijen } = await it_.carryOut();
    expect(rijen).toMatchObject({
      pupil: 1,
      dossier: 1,
      residence: 1,
      melding: 1,
      mail: 1,
      upload_record: 1,
      outbox: 1,
    });
    const found: string[] = [];
    for (const { name } of tables) {
      // the log keeps that it was destroyed, under an id that no longer leads to anybody
      if (name.startsWith('audit_')) continue;
      for (const row of await it_.house.database.read.all(`SELECT * FROM ${name}`)) {
        if (Object.values(ids).some((one) => JSON.stringify(row).includes(one))) found.push(name);
      }
    }
    expect(found).toEqual([]);
    expect(await it_.left('meeting')).toBe(0);
    expect(await it_.left('upload_record')).toBe(0);
  });

  it('leaves the log whole, and findable by the id of who went', async () => {
    const pupil = await it_.house.build.pupil('1995-01-01');
    const looked = {
      action: 'lezen',
      object: 'dossier',
      objectId: null,
      pupils: [pupil],
      purpose: PURPOSES.leerplicht,
    };
    await it_.house.database.work(async (work) =>
      it_.get(Audit).write(work, systemActor('opdracht'), looked as Parameters<Audit['write']>[2]),
    );
    expect((await it_.carryOut()).rijen).toMatchObject({ pupil: 1 });
    const asked = { today: it_.house.clock.today(), keptFrom: logKeptFrom };
    expect(await verifyLog(it_.house.database.read, asked)).toMatchObject({ broken: null, odd: [] });
    expect(await it_.house.database.read.all('SELECT seq FROM audit_pupil WHERE pupil_id = ?', [pupil])).not.toEqual(
      [],
    );
  });

  it('removes the files of attachments from the disk, and no others', async () => {
    const files = it_.get(AttachmentFiles);
    const attach = async (dossier: string) => {
      const file = newId();
      await files.write(file, Buffer.from('inhoud'));
      const details = JSON.stringify({ naam: 'a.pdf', bestand: file });
      await it_.fill('dossier_item', { dossier_id: dossier, kind: 'bijlage', room: 'avg', details });
      return file;
    };
    const gone = await attach(await it_.dossier(await it_.house.build.pupil('2000-01-01')));
    const stays = await attach(await it_.dossier(await it_.house.build.pupil('2015-01-01')));
    const onDisk = (file: string) => existsSync(join(it_.house.attachments, file.slice(-2), `${file}.bijlage`));
    expect([onDisk(gone), onDisk(stays)]).toEqual([true, true]);
    expect((await it_.carryOut()).rijen).toMatchObject({ bestanden: 1 });
    expect([onDisk(gone), onDisk(stays)]).toEqual([false, true]);
    await it_.house.build.outbox('verwijder-bestand', gone);
    await it_.house.workAll();
    expect(
      readdirSync(it_.house.attachments, { recursive: true }).filter((one) => String(one).endsWith('.bijlage')),
    ).toEqual([join(stays.slice(-2), `${stays}.bijlage`)]);
  });

  it('of a dossier takes what its signals counted, so that judging again raises nothing', async () => {
    it_.at('2026-03-09');
    const pupil = await it_.house.build.pupil('2007-04-01');
    await it_.house.build.enrolment(pupil, '2020-08-01', '2026-07-31');
    for (const on of ['2024-03-04', '2024-03-05']) await it_.house.build.absence(pupil, on, 8);
    await it_.house.build.absence(pupil, '2024-06-03', 2);
    await it_.house.build.absence(pupil, '2025-06-02', 2);
    await it_.house.judge(pupil);
    expect(await it_.left('signal')).toBe(1);
    await it_.house.database.work((work) => work.run("UPDATE dossier SET status = 'afgesloten'"));
    it_.at('2027-04-01');
    const { records, rijen } = await it_.carryOut();
    // the last dossier of the regime: the other absence of those years goes too, what is of later stays
    expect([records, rijen['absence_record']]).toEqual([{ kwalificatieplicht: 1 }, 3]);
    expect(await it_.house.database.read.all('SELECT day FROM absence_record')).toEqual([{ day: '2025-06-02' }]);
    await it_.house.judge(pupil);
    expect([await it_.left('signal'), await it_.left('dossier'), await it_.left('pupil')]).toEqual([0, 0, 1]);
  });

  it('of an exemption takes the absence that it excused, so that nothing counts that did not', async () => {
    it_.at('2026-03-09');
    const pupil = await it_.house.build.pupil('2014-01-01');
    await it_.house.build.enrolment(pupil, '2020-08-01');
    for (const on of ['2024-03-04', '2024-03-05', '2024-03-06']) await it_.house.build.absence(pupil, on, 5);
    await it_.house.build.absence(pupil, '2024-03-07', 5);
    await it_.house.build.exemption(pupil, 'ART11G', '2024-03-04', '2024-03-06');
    await it_.fill('leave_application', { pupil_id: pupil, article: 'ART11G', from_date: '2024-03-04' });
    await it_.house.judge(pupil);
    expect(await it_.left('signal')).toBe(0);
    expect((await it_.carryOut()).rijen).toEqual({ absence_record: 3, exemption: 1, leave_application: 1 });
    await it_.house.judge(pupil);
    expect([await it_.left('signal'), await it_.left('absence_record'), await it_.left('pupil')]).toEqual([0, 1, 1]);
  });

  it('of the Wpg part leaves the rest of the dossier', async () => {
    const dossier = await it_.dossier(await it_.house.build.pupil('2014-01-01'), { status: 'nieuw' });
    for (const room of ['avg', 'wpg']) {
      const item = await it_.fill('dossier_item', { dossier_id: dossier, room });
      await it_.fill('dossier_item_version', { item_id: item });
      await it_.fill('letter', { dossier_id: dossier, room });
      await it_.fill('state_change', { dossier_id: dossier, object_id: item, room });
    }
    expect((await it_.carryOut()).records).toEqual({ wpg: 1 });
    for (const table of ['dossier_item', 'letter', 'state_change']) {
      expect(await it_.house.database.read.all(`SELECT room FROM ${table}`)).toEqual([{ room: 'avg' }]);
    }
    expect([await it_.left('dossier'), await it_.left('dossier_item_version')]).toEqual([1, 1]);
  });

  it('leaves the summary of the hand-over at 18 with the Doorstroompunt', async () => {
    const pupil = await it_.house.build.pupil('2006-01-01');
    const to = await it_.dossier(pupil, { regime: 'doorstroompunt', status: 'nieuw' });
    const from = await it_.dossier(pupil);
    await it_.fill('warm_handover', { dossier_id: from, to_dossier_id: to, pupil_id: pupil });
    expect((await it_.carryOut()).records).toEqual({ leerplicht: 1 });
    expect(await it_.house.database.read.all('SELECT dossier_id FROM warm_handover')).toEqual([{ dossier_id: to }]);
  });

  it('keeps the counts of stored figures and of deliveries, of nobody any more', async () => {
    const pupil = await it_.house.build.pupil('1990-01-01');
    const { index } = (await it_.house.database.read.get<{ index: string }>(
      'SELECT pgn_index AS "index" FROM pupil WHERE id = ?',
      [pupil],
    ))!;
    const snapshot = newId();
    await it_.fill('vsv_snapshot_person', { snapshot_id: snapshot, pupil_id: pupil });
    for (const delivery of ['NRSP', 'NenR']) await it_.fill('duo_record', { pgn_index: index, delivery });
    const digest = await digestOf(it_.house.database.read, snapshot);
    expect((await it_.carryOut()).records).toEqual({ leerling: 1 });
    expect(await digestOf(it_.house.database.read, snapshot)).toBe(digest);
    const people = await it_.house.database.read.all('SELECT pupil_id FROM vsv_snapshot_person');
    expect(people).toHaveLength(1);
    expect(people).not.toEqual([{ pupil_id: pupil }]);
    const rows = await it_.house.database.read.all<DuoNumber>(
      'SELECT pgn_index AS "n", delivery, month, enrolment, pgn, birth_date FROM duo_record',
    );
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((one) => one.n)).size).toBe(1);
    expect(rows[0]!.n).toMatch(/^~/);
    expect(
      rows.map((one) => [it_.house.build.encryption.decrypt(one.pgn, cell(duoRecord, 'pgn', one)), one.birth_date]),
    ).toEqual([
      ['', null],
      ['', null],
    ]);
  });
});
