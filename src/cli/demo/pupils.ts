/** The invented children and young people of the region. */
import { numberOf } from '../../law/day';
import { Careers } from './careers';
import { AGE_WEIGHTS, OLDEST, YOUNGEST } from './life-stages';
import { exampleEmail, NamePools, plainName } from './names';
import { onderwijsnummer, testBsns } from './pgn';
import type { DemoMove, DemoPupil } from './pupil';
import type { Chance } from './random';
import type { DemoRegion, Place } from './region';
import { SchoolChoice } from './school-choice';
import type { SchoolYear } from './school-year';

/** Neighbours outside the region, to which some move. */
const OUTSIDE: readonly Place[] = [
  { name: 'Groningen', municipality: '0014', postcodes: ['9711', '9721', '9741'], size: 5 },
  { name: 'Hoogezand', municipality: '1952', postcodes: ['9601', '9602'], size: 2 },
  { name: 'Borger', municipality: '1681', postcodes: ['9531'], size: 1 },
];
const MOVES_OUT = 0.25;
const ONDERWIJSNUMMERS = 0.0015;
const NEWCOMERS_WITHOUT_BSN = 0.3;

const AGES = Object.entries(AGE_WEIGHTS).map(([age, weight]) => ({ age: Number(age), weight }));

/** So many pupils for each age that it adds up: no chance here, so that a small region has its young and old too. */
function agesOf(count: number): number[] {
  const total = AGES.reduce((sum, a) => sum + a.weight, 0);
  const ages: number[] = [];
  let reached = 0;
  for (const { age, weight } of AGES) {
    reached += weight;
    while (ages.length < Math.round((count * reached) / total)) ages.push(age);
  }
  return ages;
}

export class Pupils {
  private readonly careers: Careers;
  private replaced = 0;

  constructor(
    private readonly chance: Chance,
    private readonly names: NamePools,
    private readonly region: DemoRegion,
    private readonly year: SchoolYear,
  ) {
    this.careers = new Careers(chance, new SchoolChoice(chance, region), year);
  }

  make(count: number): DemoPupil[] {
    // Shuffled, so that the number of a pupil tells nothing of the age.
    const numbers = testBsns(count);
    for (let i = numbers.length - 1; i > 0; i--) {
      const j = this.chance.between(0, i);
      [numbers[i], numbers[j]] = [numbers[j] as string, numbers[i] as string];
    }
    return agesOf(count)
      .map((age, i) => this.pupil(numbers[i] as string, age))
      .sort((a, b) => (a.pgn < b.pgn ? -1 : 1));
  }

  private pupil(pgn: string, age: number): DemoPupil {
    const { chance, names, year } = this;
    const birth = this.birth(age);
    const sex = chance.hit(0.5) ? 'v' : 'm';
    const name = names.person(sex);
    const place = chance.inProportion(this.region.places, (p) => p.size);
    const career = this.careers.of(age, birth, place.name);
    const newcomer = career.status === 'nieuwkomer';
    const withoutBsn = chance.hit(newcomer ? NEWCOMERS_WITHOUT_BSN : ONDERWIJSNUMMERS);
    const pupil: DemoPupil = {
      // Named one by one: a spread here is many times slower, and there are tens of thousands.
      enrolments: career.enrolments,
      diplomas: career.diplomas,
      exemptions: career.exemptions,
      status: career.status,
      pgn,
      onderwijsnummer: withoutBsn ? onderwijsnummer(this.replaced++) : null,
      birth,
      age,
      sex,
      name,
      municipality: place.municipality,
      address: names.address(place),
      secret: chance.hit(0.006),
      telephone: age >= 12 && chance.hit(0.85) ? names.telephone() : '',
      email: age >= 12 && chance.hit(0.7) ? exampleEmail(`${plainName(name)}${birth % 97}`, 'leerling') : '',
      death: chance.hit(0.0002) ? year.first + chance.between(30, 300) : null,
      departure: chance.hit(0.002) ? year.first + chance.between(15, 330) : null,
      move: chance.hit(0.015) ? this.move(place) : null,
    };
    endAtLeaving(pupil);
    return pupil;
  }

  /** Uniform over the twelve months that give this age on 1 October; the youngest turn 4 during the school year. */
  private birth(age: number): number {
    const { chance, year } = this;
    const last = numberOf(year.year - age, 10, 1);
    if (age === YOUNGEST) return numberOf(year.year - 4, 10, 2) + chance.between(0, 240);
    const days = age === OLDEST ? 300 : 364;
    return last - chance.between(0, days);
  }

  private move(from: Place): DemoMove {
    const { chance, names, region, year } = this;
    const day = year.first + chance.between(40, 320);
    const inside = region.places.filter((p) => p.municipality !== from.municipality);
    const to = chance.inProportion(chance.hit(MOVES_OUT) ? OUTSIDE : inside, (p) => p.size);
    return { municipality: to.municipality, from: day, address: names.address(to) };
  }
}

/** Who died or left the country is written off on the day before. */
function endAtLeaving(pupil: DemoPupil): void {
  if (pupil.death !== null) pupil.departure = null;
  const end = pupil.death ?? pupil.departure;
  if (end === null) return;
  pupil.move = null;
  pupil.diplomas = pupil.diplomas.filter((d) => d.day < end);
  pupil.enrolments = pupil.enrolments.filter((e) => e.from < end);
  const reason = pupil.death === null ? 'vertrokken naar het buitenland' : 'overleden';
  for (const e of pupil.enrolments)
    if (e.until === null || e.until >= end) Object.assign(e, { until: end - 1, reason });
}
