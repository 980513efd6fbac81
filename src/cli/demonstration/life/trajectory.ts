import type { Plan } from '../../../trajectories/plan/plan';
import type { TrajectoryState } from '../../../trajectories/states';
import type { ContactKind, LifeArea, Outcome, PartnerKind } from '../../../trajectories/vocabulary';
import type { Actor } from '../../../access/actor';
import { type CaseFile, NobodyHasIt } from './case-file';

const OUTCOMES: Partial<Record<Outcome, number>> = {
  ...{ voltijdopleiding: 22, bbl: 18, werk: 34, zorg: 5, detentie: 1, verhuisd: 3, 'niet-traceerbaar': 4 },
  ...{ 'zonder-dagbesteding': 8, overig: 5 },
};

/** The trajectory of a youth, as the counsellor who has the dossier works on it. */
export class Trajectory {
  private constructor(
    private readonly file: CaseFile,
    private readonly id: string,
  ) {}

  /** That of the dossier; null where it has none. */
  static async of(file: CaseFile): Promise<Trajectory | null> {
    const counsellor = await file.officer();
    if (counsellor === null) return null;
    const { employee } = counsellor.visitor!;
    const list = await file.hands.trajectories.list(counsellor, { employee, state: 'aangemeld', limit: 1_000 });
    const found = list.find((one) => one.dossierId === file.id);
    return found ? new Trajectory(file, found.id) : null;
  }

  async contact(kind: ContactKind, reached: boolean, note: string | null): Promise<void> {
    const contact = { trajectoryId: this.id, day: this.file.today, kind, reached, note };
    await this.file.hands.recordContact.record(await this.mine(), contact);
  }

  async step(to: TrajectoryState, reason: string | null = null): Promise<void> {
    const step = { trajectoryId: this.id, to, day: this.file.today, reason };
    await this.file.hands.takeStep.take(await this.mine(), step);
  }

  async askSchool(): Promise<void> {
    await this.file.hands.consultSchool.consult(await this.mine(), {
      ...{ trajectoryId: this.id, day: this.file.today, location: null },
      result: 'De laatste school vertelt dat de jongere praktisch sterk is en graag in kleine stappen leert.',
    });
  }

  /** A plan in which the youth agrees at once. Where the law asks for a talk with the school first, that is held. */
  async plan(): Promise<void> {
    const { hands, chance, today } = this.file;
    const actor = await this.mine();
    const { schoolFirst } = await hands.trajectories.find(actor, this.id);
    if (schoolFirst !== null) await this.askSchool();
    const health = chance.hit(0.12);
    if (health) {
      const consent = {
        kind: 'gezondheid',
        givenOn: today,
        givenBy: 'jongere',
        note: 'Mondeling bij de intake.',
      } as const;
      await hands.keepConsent.record(actor, this.file.id, consent);
    }
    const version = await hands.keepPlan.draft(actor, this.id, this.draft(health));
    await hands.keepPlan.agree(actor, this.id, version, today);
  }

  async partner(): Promise<void> {
    const [kind, name] = this.file.chance.pick(PARTNERS);
    const partner = { trajectoryId: this.id, kind, name, contact: null, from: this.file.today, until: null };
    await this.file.hands.partners.add(await this.mine(), partner);
  }

  /** The first step of the plan that was not done yet. */
  async finishStep(): Promise<void> {
    const actor = await this.mine();
    const { plans } = await this.file.hands.trajectories.find(actor, this.id);
    const step = plans[0]?.goals.flatMap((goal) => goal.steps).find((one) => one.doneOn === null);
    if (step) await this.file.hands.keepPlan.finish(actor, this.id, step.id, this.file.today);
  }

  async end(): Promise<void> {
    const { chance, today, hands } = this.file;
    const outcome = chance.weighted(OUTCOMES);
    const weeklyHundredths = outcome === 'werk' ? chance.pick([800, 1_600, 2_400, 3_200, 3_600]) : null;
    const step = { trajectoryId: this.id, to: 'afgesloten', day: today, outcome, weeklyHundredths } as const;
    await hands.takeStep.take(await this.mine(), step);
  }

  private draft(health: boolean): Plan {
    const { chance } = this.file;
    const areas: LifeArea[] = [
      chance.pick(['onderwijs', 'werk']),
      chance.pick(['inkomen-en-schulden', 'huisvesting', 'sociaal-netwerk']),
    ];
    if (health) areas.push('gezondheid');
    return {
      summary: chance.pick(WISHES),
      goals: areas.map((area) => ({
        ...{ area, description: GOALS[area]![0]!, reachedOn: null },
        steps: GOALS[area]!.slice(1).map((description, i) => ({
          ...{ description, taker: i === 0 ? ('jongere' as const) : ('begeleider' as const) },
          ...{ dueOn: this.file.in(21 * (i + 1)), doneOn: null },
        })),
      })),
    };
  }

  private async mine(): Promise<Actor> {
    const counsellor = await this.file.officer();
    if (counsellor) return counsellor;
    throw new NobodyHasIt();
  }
}

const PARTNERS: readonly (readonly [PartnerKind, string])[] = [
  ['participatiewet', 'Werkplein'],
  ['schulden', 'Schuldhulpverlening van de gemeente'],
  ['werkgever', 'Leerbedrijf in de techniek'],
  ['school', 'Loopbaanplein van het mbo'],
];

const WISHES = [
  'Ik wil een diploma halen waarmee ik in de techniek kan werken.',
  'Ik wil eerst werken en later kijken of school weer lukt.',
  'Ik wil op mezelf wonen en mijn schulden kwijt.',
];

/** The goal, and its steps. */
const GOALS: Partial<Record<LifeArea, readonly string[]>> = {
  onderwijs: ['Een opleiding kiezen die past', 'Twee open dagen bezoeken', 'Aanmelden bij de opleiding'],
  werk: ['Werk vinden voor ten minste 24 uur', 'Een cv maken', 'Samen drie werkgevers bellen'],
  'inkomen-en-schulden': ['Overzicht over geld', 'Alle brieven verzamelen', 'Afspraak bij schuldhulp'],
  huisvesting: ['Een vaste plek om te wonen', 'Inschrijven als woningzoekende', 'Bellen met begeleid wonen'],
  'sociaal-netwerk': ['Mensen om op terug te vallen', 'Een keer per week sporten', 'Kennismaken met een maatje'],
  gezondheid: ['Beter slapen en meer energie', 'Afspraak maken bij de huisarts', 'Na een maand samen terugkijken'],
};
