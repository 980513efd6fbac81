/** Parents and others who look after a pupil. */
import { type Address, exampleEmail, fullName, NamePools, plainName } from './names';
import { type DemoPupil, schoolPgn } from './pupil';
import type { Chance } from './random';
import type { DemoRegion } from './region';

export const CONTACT_COLUMNS = [
  'pgn',
  'naam',
  'relatie',
  'gezag',
  'straat',
  'huisnummer',
  'postcode',
  'plaats',
  'telefoon',
  'email',
] as const;

const SECOND = 0.4;
const LIVES_ELSEWHERE = 0.3;
const SURNAME_OF_CHILD = 0.6;

/** Young people of 21 and over speak for themselves. */
const OLDEST_WITH_PARENTS = 20;

export function* contactRows(
  chance: Chance,
  names: NamePools,
  region: DemoRegion,
  pupils: readonly DemoPupil[],
): Generator<readonly string[]> {
  const row = (pupil: DemoPupil, relation: string, sex: 'm' | 'v', address: Address, authority: boolean): string[] => {
    const own = names.person(sex);
    const name = chance.hit(SURNAME_OF_CHILD) ? { ...pupil.name, first: own.first } : own;
    const email = chance.hit(0.75) ? exampleEmail(plainName(name), 'ouder') : '';
    const { street, number, postcode, place } = address;
    return [
      schoolPgn(pupil),
      fullName(name),
      relation,
      authority ? 'ja' : 'nee',
      street,
      number,
      postcode,
      place,
      names.telephone(),
      email,
    ];
  };
  for (const pupil of pupils) {
    if (pupil.age > OLDEST_WITH_PARENTS) continue;
    const first = chance.weighted({ moeder: 68, vader: 26, verzorger: 4, voogd: 2 });
    yield row(pupil, first, first === 'vader' ? 'm' : 'v', pupil.address, first !== 'verzorger');
    if ((first !== 'moeder' && first !== 'vader') || !chance.hit(SECOND)) continue;
    const second = first === 'moeder' ? 'vader' : 'moeder';
    const elsewhere = chance.hit(LIVES_ELSEWHERE);
    const address = elsewhere ? names.address(chance.inProportion(region.places, (p) => p.size)) : pupil.address;
    yield row(pupil, second, second === 'vader' ? 'm' : 'v', address, !elsewhere || chance.hit(0.8));
  }
}
