/** Which school a pupil goes to: mostly one near home. */
import type { EducationKind } from '../../law/facts';
import type { Chance } from './random';
import type { DemoRegion, DemoSchool } from './region';

const SAME_PLACE = 30;
const SAME_MUNICIPALITY = 6;

export class SchoolChoice {
  private readonly places: ReadonlyMap<string, string>;
  /** choices by education, level and home, each with its weight: looked up tens of thousands of times */
  private readonly choices = new Map<string, { school: DemoSchool; weight: number }[]>();

  constructor(
    private readonly chance: Chance,
    private readonly region: DemoRegion,
  ) {
    this.places = new Map(region.places.map((p) => [p.name, p.municipality]));
  }

  near(education: EducationKind, home: string, level = ''): DemoSchool {
    const key = `${education}|${level}|${home}`;
    let found = this.choices.get(key);
    if (found === undefined) {
      found = this.region.schools
        .filter((s) => s.education === education && (level === '' || s.levels.length === 0 || s.levels.includes(level)))
        .map((school) => ({ school, weight: this.weight(school, home) }));
      this.choices.set(key, found);
    }
    return this.chance.inProportion(found, (one) => one.weight).school;
  }

  private weight(school: DemoSchool, home: string): number {
    if (school.place === home) return SAME_PLACE * school.size;
    // Small children stay close to home, older ones travel.
    const far = school.education === 'po' ? 0.05 : 1;
    return (school.municipality === this.places.get(home) ? SAME_MUNICIPALITY * (far + 0.1) : far) * school.size;
  }
}
