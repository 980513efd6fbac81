import { WholeDossier } from '../../src/correspondence/documents/whole-dossier';
import { newId } from '../../src/platform/ids';
import { actor, counsellor, officer } from '../support/actors';
import { openHouse } from '../support/house';

const boa = actor({ employee: 'boa', roles: ['leerplichtambtenaar'], municipalities: ['0114'], boa: true });

describe('the whole dossier as a document', () => {
  it('holds all that may be seen, and the Wpg part and confidential notes for nobody else', async () => {
    const house = await openHouse('2026-03-09');
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
    await house.build.employee('boa', ['gemeente:0114'], { boa: 1, fte: 0 });
    const pupil = await house.build.pupil('2012-05-06', { first_names: 'Quirijn', last_name: '<b>Zevenster</b>' });
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8.5);
    await house.judge(pupil);
    const dossier = (await house.database.read.get<{ id: string }>('SELECT id FROM dossier'))!.id;
    const step = (id: string, machine: string, room: string, reason: string) =>
      house.build.insert('state_change', {
        ...{ id: newId(), machine, object_id: id, dossier_id: dossier, room, at: '2026-03-05T09:00:00.000Z' },
        ...{ day: '2026-03-05', step: 'toevoegen', from_state: null, to_state: 'geschreven', employee: 'lpa', reason },
      });
    const item = async (kind: string, room: string, words: string, confidential = 0) => {
      const id = newId();
      await step(id, kind, room, `waarom ${words}`);
      await house.build.insert('dossier_item', {
        ...{ id, dossier_id: dossier, kind, room, confidential, state: 'geschreven', day: '2026-03-05' },
        ...{ author: 'lpa', details: JSON.stringify({ tekst: words }), version: 1 },
        ...{ made_at: '2026-03-05T09:00:00.000Z', changed_at: '2026-03-05T09:00:00.000Z' },
      });
    };
    await item('notitie', 'avg', 'moeder gesproken');
    await item('notitie', 'avg', '2 keer thuis');
    const parent = { id: newId(), pupil_id: pupil, name: 'De moeder', relation: 'moeder', custody: 1 };
    await house.build.insert('contact_person', parent);
    await item('notitie', 'avg', 'alleen voor mij', 1);
    await item('proces-verbaal', 'wpg', 'verhoor gepland');
    const documents = house.module.get(WholeDossier, { strict: false });
    const own = await documents.make(officer(), dossier);
    for (const part of [
      '16 uur of meer in vier lesweken',
      '17,00',
      '2 keer thuis',
      'De moeder',
      '2026-03-02',
      'Ongeoorloofd',
      'moeder gesproken',
      'alleen voor mij',
      dossier,
      'niet opgenomen',
      'waarom alleen voor mij',
      'Toegevoegd',
    ]) {
      expect(own).toContain(part);
    }
    expect(own).toContain('&lt;b>Zevenster&lt;/b>');
    expect(own).not.toMatch(/verhoor gepland|<script/);
    const forBoa = await documents.make(boa, dossier);
    expect(forBoa).toContain('verhoor gepland');
    expect(forBoa).not.toContain('alleen voor mij');
    for (const other of [officer('x', '0363'), counsellor()]) {
      await expect(documents.make(other, dossier)).rejects.toMatchObject({ status: 404 });
    }
    await house.close();
  });
});
