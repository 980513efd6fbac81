import { ageOn, type Day } from '../../law/day';
import { type Finding, finding } from '../../law/finding';
import type { Details } from '../items/item';
import type { ConditionsOf } from './conditions';

/** What the conditions of measures are held against. Hours in hundredths, both of this school year. */
export interface MeasureFacts {
  birthDate: Day;
  today: Day;
  hundredths: number;
  timesLate: number;
  /** was referred to Halt for truancy before */
  earlierHalt: boolean;
  /** a warning was sent in this dossier */
  warned: boolean;
  /** parents, pupil: whether a hoorgesprek with them was held */
  heardParents: boolean;
  heardPupil: boolean;
  /** the Raad voor de Kinderbescherming was asked */
  councilAsked: boolean;
  /** voluntary help was tried: a MAS route of that kind was begun */
  voluntaryTried: boolean;
}

/**
 * Halt (domain.md 4): 12 to 17, at least 9 hours absent or 12 times late, at most 60 hours and 60 times late, not
 * referred before; the youth consents, and the parents of one under 16. Each condition blocks: Halt sends it back.
 */
export function haltFindings(facts: MeasureFacts, details: Details, law: ConditionsOf<'halt'>): Finding[] {
  const age = ageOn(facts.birthDate, facts.today);
  const enough = facts.hundredths >= law.minsteUren.waarde * 100 || facts.timesLate >= law.minsteTeLaat.waarde;
  const notTooMuch = facts.hundredths <= law.meesteUren.waarde * 100 && facts.timesLate <= law.meesteTeLaat.waarde;
  const parents = age < law.toestemmingOudersOnder.waarde;
  const [from, until] = [law.leeftijdVanaf.waarde, law.leeftijdTotEnMet.waarde];
  return [
    finding({
      ...{ code: 'leeftijd', blokkeert: true, bron: law.leeftijdVanaf.bron, voldaan: age >= from && age <= until },
      ...{ goed: `De jongere is ${age} jaar.`, mist: `Halt is voor jongeren van ${from} tot en met ${until} jaar.` },
    }),
    finding({
      ...{ code: 'genoeg-verzuim', blokkeert: true, bron: law.minsteUren.bron, voldaan: enough },
      goed: 'Er is genoeg verzuim voor Halt.',
      mist: `Er is minder dan ${law.minsteUren.waarde} uur verzuim en minder dan ${law.minsteTeLaat.waarde} keer te laat.`,
    }),
    finding({
      ...{ code: 'niet-te-veel-verzuim', blokkeert: true, bron: law.meesteUren.bron, voldaan: notTooMuch },
      goed: 'Het verzuim past bij Halt.',
      mist: `Er is meer dan ${law.meesteUren.waarde} uur verzuim of meer dan ${law.meesteTeLaat.waarde} keer te laat.`,
    }),
    finding({
      ...{ code: 'niet-eerder', blokkeert: true, bron: law.leeftijdVanaf.bron, voldaan: !facts.earlierHalt },
      goed: 'De jongere is niet eerder voor verzuim naar Halt verwezen.',
      mist: 'De jongere is al eerder voor verzuim naar Halt verwezen.',
    }),
    finding({
      ...{ code: 'toestemming-jongere', blokkeert: true, bron: law.toestemmingOudersOnder.bron },
      ...{ voldaan: details['toestemmingJongere'] === true, goed: 'De jongere stemt in.' },
      mist: 'De toestemming van de jongere ontbreekt.',
    }),
    finding({
      ...{ code: 'toestemming-ouders', blokkeert: true, bron: law.toestemmingOudersOnder.bron },
      ...{ voldaan: !parents || details['toestemmingOuders'] === true },
      goed: parents ? 'De ouders stemmen in.' : 'De toestemming van de ouders is niet nodig.',
      mist: `De toestemming van de ouders ontbreekt; die is nodig onder ${law.toestemmingOudersOnder.waarde} jaar.`,
    }),
  ];
}

/** LPW 22: parents are heard, and the pupil from 12; who is held liable always. The Raad and a warning come first by preference. */
export function officialReportFindings(
  facts: MeasureFacts,
  details: Details,
  law: ConditionsOf<'proces-verbaal'>,
): Finding[] {
  const age = ageOn(facts.birthDate, facts.today);
  const pupil = details['verdachte'] === 'jongere';
  const heard = pupil ? facts.heardPupil : facts.heardParents;
  // parents always, the pupil from the age at which the law binds in person
  const otherHeard = pupil ? facts.heardParents : facts.heardPupil || age < law.jongereVanaf.waarde;
  return [
    finding({
      ...{ code: 'leeftijd', blokkeert: true, bron: law.jongereVanaf.bron },
      ...{ voldaan: !pupil || age >= law.jongereVanaf.waarde, goed: 'De leeftijd past.' },
      mist: `Een jongere onder ${law.jongereVanaf.waarde} jaar is niet zelf verplicht.`,
    }),
    finding({
      ...{ code: 'gehoord', blokkeert: true, bron: 'LPW art. 22 lid 1 en 3', voldaan: heard },
      goed: 'Het verhoor is gehouden.',
      mist: `Er is nog geen hoorgesprek gehouden met de ${pupil ? 'jongere' : 'ouders'}.`,
    }),
    finding({
      ...{ code: 'ook-gehoord', blokkeert: false, bron: 'LPW art. 22 lid 1', voldaan: otherHeard },
      goed: 'Ook de ander is gehoord.',
      mist: pupil ? 'De ouders zijn nog niet gehoord.' : 'De jongere is nog niet gehoord.',
    }),
    finding({
      ...{ code: 'gewaarschuwd', blokkeert: false, bron: 'Praktijk: Methodische Aanpak Schoolverzuim' },
      ...{ voldaan: facts.warned, goed: 'Er is gewaarschuwd.', mist: 'Er is nog niet gewaarschuwd.' },
    }),
    finding({
      ...{
        code: 'raad-gevraagd',
        blokkeert: false,
        bron: 'Praktijk: bij voorkeur eerst de Raad voor de Kinderbescherming',
      },
      ...{ voldaan: facts.councilAsked, goed: 'De Raad voor de Kinderbescherming is gevraagd.' },
      mist: 'De Raad voor de Kinderbescherming is nog niet gevraagd.',
    }),
  ];
}

/** Child benefit can be stopped at 16 and 17. */
export function benefitFindings(facts: MeasureFacts, law: ConditionsOf<'svb'>): Finding[] {
  const age = ageOn(facts.birthDate, facts.today);
  const [from, until] = [law.leeftijdVanaf.waarde, law.leeftijdTotEnMet.waarde];
  return [
    finding({
      ...{ code: 'leeftijd', blokkeert: true, bron: law.leeftijdVanaf.bron, voldaan: age >= from && age <= until },
      ...{
        goed: `De jongere is ${age} jaar.`,
        mist: `De SVB stopt kinderbijslag alleen bij ${from} en ${until} jaar.`,
      },
    }),
  ];
}

/** MAS: light where possible. A heavier route is chosen after voluntary help, or it is explained why not. */
export function routeFindings(facts: MeasureFacts, details: Details): Finding[] {
  if (details['route'] === 'vrijwillige-hulp') return [];
  return [
    finding({
      ...{ code: 'eerst-vrijwillig', blokkeert: false, bron: 'Methodische Aanpak Schoolverzuim' },
      ...{ voldaan: facts.voluntaryTried, goed: 'Vrijwillige hulp is eerst geprobeerd.' },
      mist: 'Vrijwillige hulp is nog niet geprobeerd.',
    }),
  ];
}
