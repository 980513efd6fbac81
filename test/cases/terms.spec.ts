import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { SweepService } from '../../src/cases/sweep/sweep';
import { TermSettings } from '../../src/cases/terms/term-settings';
import { WatchTerms } from '../../src/cases/terms/watch-terms';
import { asDay } from '../../src/law/day';
import { readConfig } from '../../src/platform/config-file';
import { type CaseHouse, openCaseHouse } from './support/case-house';

describe('terms at the sweep', () => {
  let house: CaseHouse;
  beforeEach(async () => (house = await openCaseHouse()));
  afterEach(() => house.close());

  const sweep = async (day: string) => {
    house.clock.day = asDay(day);
    await house.get(SweepService).sweep(asDay(day));
    await house.workAll();
  };
  const notices = async () =>
    (
      await house.rows(
        `SELECT t.kind, n.stage, n.day FROM term_notice n JOIN term t ON t.id = n.term_id
          WHERE t.kind = 'oppakken' ORDER BY n.day, n.stage`,
      )
    ).map((row) => `${row.stage} ${row.day}`);

  it('remind on the day before the end and tell on the day after it, each once', async () => {
    await house.skipping();
    await sweep('2026-06-29');
    expect(await notices()).toEqual([]);
    await sweep('2026-06-30');
    await sweep('2026-06-30');
    await sweep('2026-07-01');
    expect(await notices()).toEqual(['herinnering 2026-06-30']);
    await sweep('2026-07-02');
    await sweep('2026-07-03');
    expect(await notices()).toEqual(['herinnering 2026-06-30', 'verlopen 2026-07-02']);
  });

  it('give only the alert where nobody swept in time', async () => {
    await house.skipping();
    await sweep('2026-07-20');
    expect(await notices()).toEqual(['verlopen 2026-07-20']);
  });

  it('say nothing of a term that was met', async () => {
    const { dossier } = await house.skipping();
    await house.get(PickUpDossier).run(await house.as('lpa'), dossier);
    await sweep('2026-07-20');
    expect(await notices()).toEqual([]);
  });

  it('are told in batches, and telling twice changes nothing', async () => {
    const { dossier, pupil } = await house.skipping();
    await house.database.work((work) =>
      work.insert(
        'term',
        ['id', 'kind', 'subject_id', 'dossier_id', 'pupil_id', 'started_on', 'remind_on', 'due_on'],
        Array.from({ length: 2_500 }, (_, i) => [
          ...[`00000000-0000-7000-8000-${String(i).padStart(12, '0')}`, 'taak'],
          ...[`00000000-0000-7000-9000-${String(i).padStart(12, '0')}`, dossier, pupil],
          ...['2026-06-01', '2026-06-02', '2026-06-03'],
        ]),
      ),
    );
    const watch = house.get(WatchTerms);
    await house.database.work((work) => watch.handle(work, ['2026-06-24']));
    await house.database.work((work) => watch.handle(work, ['2026-06-24', 'geen dag']));
    expect(await house.rows("SELECT COUNT(*) AS n FROM term_notice WHERE stage = 'verlopen'")).toEqual([{ n: 2_500 }]);
  });
});

describe('the settings of terms', () => {
  const file = () => readConfig<{ termijnen: Record<string, object>; gemeenten: object }>('terms', 'termijnen.json');

  it('are those of the file, but for what a municipality sets otherwise', () => {
    const settings = TermSettings.parse({ ...file(), gemeenten: { '0363': { oppakken: { duur: { werkdagen: 3 } } } } });
    expect(settings.of('oppakken', '0363')).toMatchObject({ duur: { werkdagen: 3 }, herinnering: 1 });
    expect(settings.of('oppakken', '0114')).toMatchObject({ duur: { werkdagen: 5 } });
    expect(settings.of('gesprek', '0363')).toMatchObject({ duur: { werkdagen: 10 } });
    expect(settings.of('oppakken', null)).toMatchObject({ duur: { werkdagen: 5 } });
  });

  it.each<[string, (given: ReturnType<typeof file>) => unknown, string]>([
    [
      'a missing term',
      ({ termijnen: { oppakken: _, ...rest } }) => ({ termijnen: rest }),
      'termijnen.oppakken: ontbreekt',
    ],
    ['an unknown term', (f) => ({ termijnen: { ...f.termijnen, x: {} } }), 'termijnen.x: onbekende termijn'],
    ['an unknown municipality', (f) => ({ ...f, gemeenten: { '9999': {} } }), 'gemeenten.9999: geen gemeentecode'],
    [
      'no source',
      (f) => ({ termijnen: { ...f.termijnen, taak: { ...f.termijnen.taak, bron: ' ' } } }),
      'termijnen.taak.bron',
    ],
    [
      'a length of nought',
      (f) => ({ ...f, gemeenten: { '0363': { taak: { duur: { werkdagen: 0 } } } } }),
      'gemeenten.0363.taak.duur',
    ],
    ['two units', (f) => ({ ...f, gemeenten: { '0363': { taak: { duur: { weken: 1, maanden: 1 } } } } }), '.taak.duur'],
    ['half a day', (f) => ({ ...f, gemeenten: { '0363': { taak: { herinnering: 0.5 } } } }), '.taak.herinnering'],
  ])('are refused with %s', (_, change, fault) => {
    expect(() => TermSettings.parse(change(file()))).toThrow(fault);
  });
});
