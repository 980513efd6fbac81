import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { HoldDossier, ResumeDossier } from '../../src/cases/dossier/hold-dossier';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { ReopenDossier } from '../../src/cases/dossier/reopen-dossier';
import { DOSSIER, type DossierStep } from '../../src/cases/dossier/states';
import { AddItem } from '../../src/cases/items/add-item';
import { ITEM_FORMS } from '../../src/cases/items/forms';
import { ITEM_KINDS, type ItemKind } from '../../src/cases/items/item';
import { StepItem } from '../../src/cases/items/step-item';
import { ApplyForLeave } from '../../src/cases/leave/apply-for-leave';
import { DecideLeave, DECISIONS } from '../../src/cases/leave/decide-leave';
import { LEAVE } from '../../src/cases/leave/states';
import { CloseMelding, NoteMelding, TakeUpMelding } from '../../src/cases/meldingen/handle-melding';
import { ReportByHand } from '../../src/cases/meldingen/report-by-hand';
import { MELDING } from '../../src/cases/meldingen/states';
import { WithdrawMelding } from '../../src/cases/meldingen/withdraw-melding';
import type { Actor } from '../../src/access/actor';
import { type CaseHouse, openCaseHouse, SCHOOL_FIELDS } from './support/case-house';

/** What every step together may ask. */
const ALL_FIELDS = {
  ...{ toelichting: 'Daarom', uitkomst: 'Gedaan', nummer: 'PV1', uitspraak: 'Schuldig', uitspraakOp: '2026-06-24' },
  ...{ soortSanctie: 'taakstraf', deskundige: 'Arts', overleg: 'Bespreken', gesprek: 'Besproken', weging: 'Onveilig' },
  ...{ acuut: 'nee', advies: 'Hulp' },
};
/** What is asked of a new item of each kind, so that the law misses nothing. */
const NEW: Record<Exclude<ItemKind, 'bijlage'>, object> = {
  contact: { wijze: 'telefoon', met: 'ouders', bereikt: 'ja' },
  afspraak: { soort: 'gesprek', met: 'school', begin: '2026-06-24T10:00+02:00', einde: '2026-06-24T11:00+02:00' },
  taak: { tekst: 'Bel' },
  notitie: { tekst: 'Let op' },
  overeenkomst: { met: 'ouders', tekst: 'Om acht uur' },
  betrokkene: { naam: 'M. Mentor', rol: 'mentor' },
  'mas-route': { route: 'vrijwillige-hulp', reden: 'Wil hulp' },
  waarschuwing: { aan: 'ouders', reden: 'Te vaak' },
  halt: { reden: 'Spijbelt', toestemmingJongere: true, toestemmingOuders: true },
  'proces-verbaal': { grond: 'relatief', verdachte: 'ouders', reden: 'Weigert' },
  zorgmelding: { signalen: 'Angst' },
  svb: { reden: 'Komt niet' },
  raad: { reden: 'Zorgen' },
};
const CAN_NOT = { status: 409, code: 'stap-kan-niet' };

/** Every state of every literal, and every step tried from it: those of the literal are taken, all others refused. */
describe('every step from every state', () => {
  let house: CaseHouse;
  let lpa: Actor;
  beforeEach(async () => {
    house = await openCaseHouse();
    lpa = await house.as('lpa');
  });
  afterEach(() => house.close());

  const run = (sql: string, ...values: string[]) => house.database.work((work) => work.run(sql, values));
  const state = async (table: string, id: string, column = 'state') =>
    (await house.rows<Record<string, string>>(`SELECT ${column} FROM ${table} WHERE id = ?`, id))[0]![column];
  const lastChange = async (id: string) =>
    (
      await house.rows(
        'SELECT step, from_state AS "from", to_state AS "to", employee FROM state_change WHERE object_id = ? ORDER BY id DESC',
        id,
      )
    )[0];

  it.each(ITEM_KINDS.filter((kind) => kind !== 'bijlage'))('of %s', async (kind) => {
    const { dossier, pupil } = await house.skipping();
    // 16: Halt, SVB and a proces-verbaal fit
    await run("UPDATE pupil SET birth_date = '2010-06-24' WHERE id = ?", pupil);
    const add = (what: ItemKind, given: object) => house.get(AddItem).run(lpa, dossier, what, { ...given });
    const hearing = await add('afspraak', { ...NEW.afspraak, soort: 'hoorgesprek', met: 'ouders' });
    await house.get(StepItem).run(lpa, hearing.id, 'houden', {});
    const { id } = await add(kind, NEW[kind]);
    const { machine } = ITEM_FORMS[kind];
    for (const from of Object.keys(machine.states)) {
      for (const [step, { needs }] of Object.entries(machine.steps)) {
        await run('UPDATE dossier_item SET state = ? WHERE id = ?', from, id);
        const taken = machine.step(step, from, 'gemeente');
        const take = (given: object) =>
          Promise.resolve().then(() => house.get(StepItem).run(lpa, id, step, { ...given }));
        if (!taken) await expect(take(ALL_FIELDS)).rejects.toMatchObject(CAN_NOT);
        else if (needs) {
          const bare = take({ ...ALL_FIELDS, toelichting: ' ' });
          await expect(bare).rejects.toMatchObject({ fields: [{ pointer: '/toelichting' }] });
        }
        expect(await state('dossier_item', id)).toBe(from);
        if (!taken) continue;
        expect((await take(ALL_FIELDS)).state).toBe(taken.to);
        expect(await lastChange(id)).toMatchObject({ step, from, to: taken.to, employee: 'lpa' });
      }
    }
  });

  it('of a dossier', async () => {
    const { dossier } = await house.skipping();
    const close = { reden: 'terug_naar_school', opmerking: 'geen_actie_meer' };
    const steps: Record<DossierStep, () => Promise<{ status: string }>> = {
      oppakken: () => house.get(PickUpDossier).run(lpa, dossier),
      aanhouden: () => house.get(HoldDossier).run(lpa, dossier, { reden: 'Wacht' }),
      hervatten: () => house.get(ResumeDossier).run(lpa, dossier),
      sluiten: () => house.get(CloseDossier).run(lpa, dossier, close),
      heropenen: () => house.get(ReopenDossier).run(lpa, dossier, { toelichting: 'Te vroeg' }),
    };
    for (const from of Object.keys(DOSSIER.states)) {
      for (const step of Object.keys(steps) as DossierStep[]) {
        await run('UPDATE dossier SET status = ? WHERE id = ?', from, dossier);
        await run("UPDATE melding SET status = 'geregistreerd'");
        const taken = DOSSIER.step(step, from, 'gemeente');
        if (taken) expect((await steps[step]()).status).toBe(taken.to);
        else await expect(steps[step]()).rejects.toMatchObject({ status: 409 });
        expect(await state('dossier', dossier, 'status')).toBe(taken?.to ?? from);
        if (taken) expect(await lastChange(dossier)).toMatchObject({ step, from, to: taken.to, employee: 'lpa' });
      }
    }
  });

  it('of a melding, by school and municipality', async () => {
    await house.build.enrolment(await house.build.pupil(), '2025-08-01');
    const school = await house.as('school');
    const given = { pgn: '999000001', vestiging: '01AB00', soort: 'overig', begindatum: '2026-06-22' };
    const { id } = await house.get(ReportByHand).run(school, { ...SCHOOL_FIELDS, ...given });
    const closing = { reden: 'terug_naar_school', opmerking: 'geen_actie_meer' };
    const steps = {
      'in-behandeling-nemen': (who: Actor) => house.get(TakeUpMelding).run(who, id),
      'ter-kennisgeving-nemen': (who: Actor) => house.get(NoteMelding).run(who, id, {}),
      afsluiten: (who: Actor) => house.get(CloseMelding).run(who, id, closing),
      intrekken: (who: Actor) => house.get(WithdrawMelding).run(who, id, { reden: 'Vergissing' }),
    };
    for (const from of Object.keys(MELDING.states)) {
      for (const [step, take] of Object.entries(steps)) {
        for (const [owner, who, other] of [
          ['gemeente', lpa, school],
          ['school', school, lpa],
        ] as const) {
          if (!MELDING.steps[step as keyof typeof steps].by.includes(owner)) continue;
          await run('UPDATE melding SET status = ? WHERE id = ?', from, id);
          await expect(take(other)).rejects.toMatchObject({ status: 403 });
          const taken = MELDING.step(step, from, owner);
          if (taken) await take(who);
          else await expect(take(who)).rejects.toMatchObject({ status: 409 });
          expect(await state('melding', id, 'status')).toBe(taken?.to ?? from);
        }
      }
    }
  });

  it.each([
    ['the head decides', 'ART11G', 'school', 'lpa', 403],
    // between parents and municipality: it is not there for the school
    ['the municipality decides', 'ART3A', 'lpa', 'school', 404],
  ])('of an application on which %s', async (_, artikel, decides, other, status) => {
    await house.skipping();
    const days = { begindatum: '2026-06-25', einddatum: '2026-06-26' };
    const given = { pgn: '999000001', artikel, ...days, aanvrager: 'Ouders', reden: 'Begrafenis' };
    const { id } = await house.get(ApplyForLeave).run(await house.as(decides), given);
    for (const from of Object.keys(LEAVE.states)) {
      for (const [step, { needs }] of Object.entries(LEAVE.steps)) {
        await run('UPDATE leave_application SET state = ? WHERE id = ?', from, id);
        const take = async (employee: string, toelichting: string | null) =>
          house.get(DecideLeave).run(await house.as(employee), id, step, { toelichting });
        const taken = LEAVE.step(step, from, 'gemeente');
        if (!taken) await expect(take(decides, 'Daarom')).rejects.toMatchObject(CAN_NOT);
        else if (DECISIONS.includes(step)) await expect(take(other, 'Daarom')).rejects.toMatchObject({ status });
        if (needs) await expect(take(decides, null)).rejects.toMatchObject({ fields: [{ pointer: '/toelichting' }] });
        expect(await state('leave_application', id)).toBe(from);
        if (!taken) continue;
        expect((await take(decides, 'Daarom')).state).toBe(taken.to);
        expect(await lastChange(id)).toMatchObject({ step, from, to: taken.to, employee: decides });
        // what was granted is an exemption, and nothing else is
        const exempt = await house.rows('SELECT article FROM exemption');
        expect(exempt).toEqual(taken.to === 'toegekend' ? [{ article: artikel }] : []);
        await run('DELETE FROM exemption');
      }
    }
  });
});
