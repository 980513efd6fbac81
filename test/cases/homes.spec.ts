import { DayTurn } from '../../src/access/day-turn';
import { Homes } from '../../src/cases/dossier/homes';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { type House, openHouse } from '../support/house';

const NOW = '2026-01-01T00:00:00.000Z';

describe('the municipality of a dossier', () => {
  let house: House;
  let turn: DayTurn;
  beforeEach(async () => {
    house = await openHouse('2026-06-30');
    turn = house.module.get(DayTurn, { strict: false });
  });
  afterEach(() => house.close());

  const aDossier = async (pupil: string, status = 'nieuw') => {
    const id = newId();
    const days = { opened_on: '2026-06-01', assigned_on: '2026-06-01', changed_at: NOW };
    const rest = { role: 'leerplichtambtenaar', assignment_reason: '', for_closing: 0, municipality: '0114' };
    await house.build.insert('dossier', { id, pupil_id: pupil, regime: 'leerplicht', status, ...days, ...rest });
    return id;
  };
  const moves = (pupil: string, day: string, to = '0106') =>
    house.build.insert('residence', { pupil_id: pupil, from_date: day, municipality: to });
  const of = (id: string) =>
    house.database.read.get('SELECT municipality, handed_from, handed_on FROM dossier WHERE id = ?', [id]);
  const at = async (day: string) => {
    house.clock.day = asDay(day);
    await turn.arrive();
  };

  it('follows a move on its day and not before, whoever looks first, and once', async () => {
    const pupil = await house.build.pupil();
    const dossier = await aDossier(pupil);
    await moves(pupil, '2026-07-02');
    await at('2026-07-01');
    expect(await of(dossier)).toEqual({ municipality: '0114', handed_from: null, handed_on: null });
    await at('2026-07-02');
    const after = { municipality: '0106', handed_from: '0114', handed_on: '2026-07-02' };
    expect(await of(dossier)).toEqual(after);
    await at('2026-07-03');
    expect(await of(dossier)).toEqual(after);
  });

  it('catches up with days on which nobody looked', async () => {
    const [one, other] = [await house.build.pupil(), await house.build.pupil()];
    const dossiers = [await aDossier(one), await aDossier(other)];
    await at('2026-06-30');
    await moves(one, '2026-07-05');
    await moves(other, '2026-07-20');
    await at('2026-07-10');
    expect(await of(dossiers[0]!)).toMatchObject({ municipality: '0106' });
    expect(await of(dossiers[1]!)).toMatchObject({ municipality: '0114' });
  });

  it('of a closed dossier stays', async () => {
    const pupil = await house.build.pupil();
    const dossier = await aDossier(pupil, 'afgesloten');
    await moves(pupil, '2026-07-01');
    await at('2026-07-02');
    expect(await of(dossier)).toMatchObject({ municipality: '0114', handed_from: null });
  });

  it('follows a correction of the past at once, twice is once', async () => {
    const pupil = await house.build.pupil();
    const dossier = await aDossier(pupil);
    await at('2026-06-30');
    await moves(pupil, '2026-03-01');
    const homes = house.module.get(Homes, { strict: false });
    const follow = () => house.database.work((work) => homes.follow(work, [pupil]));
    await follow();
    await follow();
    expect(await of(dossier)).toEqual({ municipality: '0106', handed_from: '0114', handed_on: '2026-06-30' });
    const lines = await house.database.read.all("SELECT seq FROM audit_entry WHERE object = 'dossier'");
    expect(lines).toHaveLength(1);
  });
});
