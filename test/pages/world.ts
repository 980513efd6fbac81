/** A small municipality to look at: a dossier with everything on it, and a list of two pages. */
import type { Evidence } from '../../src/law/facts';
import { addDays, asDay, weekday } from '../../src/law/day';
import * as build from '../web/builders';
import type { TestWeb } from '../web/support';

const CHILDREN = [
  ['Sem', null, 'Kuipers'],
  ['Noor', 'van der', 'Veen'],
  ['Milan', null, 'Haan'],
  ['Yara', 'el', 'Idrissi'],
  ['Daan Willem', 'ten', 'Brinke'],
  ['Julia', null, 'Wolthuis'],
  ['Mees', "van 't", 'Zand'],
  ['Lotte', null, 'Grevenbicht-Oosterwijk'],
] as const;

export async function aSmallMunicipality(web: TestWeb): Promise<string> {
  await build.aLogin(web, 'leerplicht', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema', boa: 1 });
  await build.anEmployee(web, 'lpa2', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Bo Bakker' });
  await build.aLogin(web, 'beheer', 'functioneel-beheerder', {}, { name: 'Fenna Feenstra' });
  await build.aSchool(web, '99VA00', 'Scholengemeenschap De Veenborg', '0037');
  for (let i = 0; i < 31; i++) {
    const [first, prefix, last] = CHILDREN[i % CHILDREN.length]!;
    const born = `20${10 + (i % 4)}-0${(i % 9) + 1}-14`;
    const pupil = await build.aPupil(web, { municipality: '0037', first, prefix, last, born });
    const employee = i % 5 === 0 ? null : i % 2 === 0 ? 'leerplicht' : 'lpa2';
    const opened_on = addDays(asDay('2025-10-01'), i * 5);
    const status = i % 3 === 0 ? 'in_behandeling' : i % 7 === 0 ? 'aangehouden' : 'nieuw';
    const dossier = await build.aDossier(web, pupil.id, {
      employee,
      opened_on,
      status,
      for_closing: i % 11 === 4 ? 1 : 0,
    });
    const rule = ['verzuim-16u', 'verzuim-luxe', 'te-laat', 'verzuim-langdurig', 'verzuim-absoluut'][i % 5]!;
    const sweep = rule === 'verzuim-absoluut';
    await build.aSignal(web, pupil.id, dossier, build.EVIDENCE, {
      ...{
        rule,
        from_date: addDays(opened_on, -9),
        until_date: sweep ? null : opened_on,
        location: sweep ? '' : '99VA00',
      },
      ...{ mark: rule === 'te-laat' ? '6' : '', hundredths: sweep ? null : 1600 + i * 25 },
      status: i % 11 === 4 ? 'ingetrokken' : 'geregistreerd',
    });
  }
  return aFullDossier(web);
}

async function aFullDossier(web: TestWeb): Promise<string> {
  const contact = {
    straat: 'Turfkade',
    huisnummer: '12',
    postcode: '9501 AB',
    plaats: 'Stadskanaal',
    telefoon: '06 12345678',
  };
  const pupil = await build.aPupil(web, {
    ...{ municipality: '0037', first: 'Sanne', prefix: 'van den', last: 'Bergh', born: '2010-05-04' },
    contact: { ...contact, email: 'sanne@voorbeeld.nl' },
  });
  await build.anEnrolment(web, pupil.id, '99VA00');
  await build.aContact(web, pupil.id, 'Karin van den Bergh', { ...contact, email: 'karin.van.den.bergh@voorbeeld.nl' });
  const dossier = await build.aDossier(web, pupil.id, {
    ...{ employee: 'leerplicht', opened_on: '2026-03-20', status: 'in_behandeling' },
    assignment_reason: 'Ada Adema: heeft de minste open dossiers per fte (3 open dossiers bij 1 fte)',
  });
  await build.anAssignment(web, dossier, { stappen: [], kandidaten: [] }, { at: '2026-03-19T09:12:00.000Z' });
  await build.anAssignment(web, dossier, build.STEPS, { employee: 'leerplicht' });
  await absences(web, pupil.id);
  const evidence: Evidence = {
    ...build.EVIDENCE,
    days: [3, 5, 9, 12, 17, 20].map((n, i) => ({
      day: asDay(`2026-03-${String(n).padStart(2, '0')}`),
      hundredths: i === 5 ? 225 : 280,
      records: [`VNB-2026-${1000 + n}`],
    })),
  };
  const first = await build.aSignal(web, pupil.id, dossier, evidence);
  await build.aChange(web, first, {});
  await build.aChange(web, first, { change: 'gewijzigd', at: '2026-03-23T07:41:00.000Z' });
  const late = await build.aSignal(web, pupil.id, dossier, build.EVIDENCE, {
    ...{ rule: 'te-laat', mark: '6', from_date: '2025-09-08', until_date: '2026-02-10', hundredths: 150 },
  });
  await build.aChange(web, late, {});
  const luxe = await build.aSignal(web, pupil.id, dossier, build.EVIDENCE, {
    ...{ rule: 'verzuim-luxe', from_date: '2025-12-15', until_date: '2025-12-19', hundredths: 2500 },
    ...{ status: 'ingetrokken', reason: 'vrijgesteld' },
  });
  await build.aChange(web, luxe, {});
  await build.aChange(web, luxe, { change: 'ingetrokken', status: 'ingetrokken', reason: 'vrijgesteld' });
  return dossier;
}

async function absences(web: TestWeb, pupil: string): Promise<void> {
  const kinds = ['te_laat', 'ziek', 'ongeoorloofd', 'geoorloofd', 'ongeoorloofd'];
  for (let i = 0; i < 60; i++) {
    const day = addDays(asDay('2025-09-02'), Math.floor(i * 3.4));
    if (weekday(day) < 5) await build.anAbsence(web, pupil, day, 100 + (i % 4) * 75, kinds[i % kinds.length]!);
  }
  for (let i = 15; i < 20; i++) await build.anAbsence(web, pupil, `2025-12-${i}`, 500, 'luxe');
}
