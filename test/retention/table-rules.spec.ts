import { tables } from '../../src/cli/schema';
import { Ownership } from '../../src/retention/ownership';
import { TABLE_RULES } from '../../src/retention/table-rules';
import { Keeping } from './support';

/** Columns that lead to a pupil. */
const OF_A_PUPIL = [
  'pupil_id',
  'dossier_id',
  'pgn',
  'pgn_index',
  'signal_id',
  'melding_id',
  'trajectory_id',
  'item_id',
];

describe('every table', () => {
  let it_: Keeping;
  beforeAll(async () => {
    it_ = await Keeping.open();
  });
  afterAll(() => it_.house.close());

  it('has a rule for when its rows go, and no rule is about a table that is not there', () => {
    expect([...TABLE_RULES.keys()].sort()).toEqual(tables.map((one) => one.name).sort());
  });

  it('with a column that leads to a pupil has a rule that reaches it', () => {
    const missed = tables.filter(
      ({ name, columns }) =>
        TABLE_RULES.get(name) === 'geen' && Object.keys(columns).some((column) => OF_A_PUPIL.includes(column)),
    );
    expect(missed.map((one) => one.name)).toEqual([]);
  });

  it('that goes with the pupil is found by destruction', () => {
    const found = it_.get(Ownership).ofPupils();
    const claimed = tables.filter(({ name }) => TABLE_RULES.get(name) === 'leerling').map((one) => one.name);
    expect(claimed.filter((name) => !found.has(name))).toEqual([]);
    const other = [...found].filter((name) => TABLE_RULES.get(name) === 'geen');
    expect(other).toEqual([]);
  });
});
