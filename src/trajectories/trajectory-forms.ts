import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { KeepConsent } from '../cases/consent/keep-consent';
import { SENSITIVE_KINDS } from '../cases/consent/consent-store';
import { type Given, Input } from '../cases/input';
import { Partners } from './contact/partners';
import { RecordContact } from './contact/record-contact';
import { TakeStep } from './course/take-step';
import { ConsultSchool } from './school/consult-school';
import type { StoredTrajectory } from './trajectory-store';
import { CONTACT_KINDS, OUTCOMES, PARTNER_KINDS } from './vocabulary';

/** What can be done with a trajectory, by the name of the form or of the step of the API. */
export const TRAJECTORY_FORMS = [
  ...(['contact', 'frequentie', 'intake', 'starten', 'afsluiten', 'niet-starten', 'partner'] as const),
  ...(['schooloverleg', 'verklaring', 'toestemming', 'toestemming-intrekken'] as const),
] as const;
export type FormName = (typeof TRAJECTORY_FORMS)[number];

type Seen = Pick<StoredTrajectory, 'id' | 'dossierId'>;
type Run = (actor: Actor, trajectory: Seen, input: Input) => Promise<unknown>;

/** Does what a form of a trajectory, or a step over the API, asks: reads its fields and hands them to the use case. */
@Injectable()
export class TrajectoryForms {
  constructor(
    @Inject(RecordContact) private readonly contact: RecordContact,
    @Inject(TakeStep) private readonly steps: TakeStep,
    @Inject(Partners) private readonly partners: Partners,
    @Inject(ConsultSchool) private readonly school: ConsultSchool,
    @Inject(KeepConsent) private readonly consent: KeepConsent,
  ) {}

  /** Throws a Problem whose fields are those of the form. */
  run(name: FormName, actor: Actor, trajectory: Seen, given: Given): Promise<unknown> {
    return this.runs[name](actor, trajectory, new Input(given));
  }

  private readonly runs: Record<FormName, Run> = {
    contact: async (actor, { id }, input) => {
      const [day, kind] = [input.day('datum'), input.oneOf('soort', CONTACT_KINDS)];
      const [reached, note] = [input.flag('bereikt'), input.text('notitie', { max: 8_000 })];
      input.done();
      await this.contact.record(actor, { trajectoryId: id, day: day!, kind: kind!, reached: reached!, note });
    },
    frequentie: async (actor, { id }, input) => {
      const days = input.whole('dagen', { least: 1, most: 366 });
      input.done();
      await this.contact.agreeFrequency(actor, id, days!);
    },
    intake: (actor, { id }, input) => this.step(actor, id, 'intake', input),
    starten: (actor, { id }, input) => this.step(actor, id, 'lopend', input),
    afsluiten: async (actor, { id }, input) => {
      const [day, reason] = [input.day('datum'), input.text('reden', { max: 2_000 })];
      const outcome = input.oneOf('uitkomst', OUTCOMES);
      const weeklyHundredths = input.hundredths('urenPerWeek', { most: 168, needed: false });
      input.done();
      await this.steps.take(actor, {
        trajectoryId: id,
        to: 'afgesloten',
        day: day!,
        reason,
        outcome,
        weeklyHundredths,
      });
    },
    'niet-starten': async (actor, { id }, input) => {
      const [day, reason] = [input.day('datum'), input.needed('reden', 2_000)];
      input.done();
      await this.steps.take(actor, { trajectoryId: id, to: 'niet_gestart', day: day!, reason });
    },
    partner: async (actor, { id }, input) => {
      const [kind, name] = [input.oneOf('soort', PARTNER_KINDS), input.needed('naam')];
      const contact = input.text('contact', { max: 1_000 });
      const [from, until] = [input.day('begindatum'), input.day('einddatum', false)];
      input.done();
      await this.partners.add(actor, { trajectoryId: id, kind: kind!, name, contact, from: from!, until });
    },
    schooloverleg: async (actor, { id }, input) => {
      const [day, location] = [input.day('datum'), input.text('vestiging', { max: 6 })];
      const result = input.needed('uitkomst', 4_000);
      input.done();
      const code = location === null ? null : location.toUpperCase();
      await this.school.consult(actor, { trajectoryId: id, day: day!, location: code, result });
    },
    verklaring: async (actor, { id }, input) => {
      const [day, kind] = [input.day('datum'), input.oneOf('soort', ['pro', 'vso'] as const)];
      input.done();
      await this.school.state(actor, { trajectoryId: id, day: day!, kind: kind! });
    },
    toestemming: async (actor, { dossierId }, input) => {
      const [kind, givenOn] = [input.oneOf('soort', SENSITIVE_KINDS), input.day('datum')];
      const givenBy = input.oneOf('gegevenDoor', ['jongere', 'ouder'] as const);
      const note = input.text('toelichting', { max: 500 });
      input.done();
      await this.consent.record(actor, dossierId, { kind: kind!, givenOn: givenOn!, givenBy: givenBy!, note });
    },
    'toestemming-intrekken': async (actor, { dossierId }, input) => {
      const kind = input.oneOf('soort', SENSITIVE_KINDS);
      input.done();
      await this.consent.withdraw(actor, dossierId, kind!);
    },
  };

  private async step(actor: Actor, trajectoryId: string, to: 'intake' | 'lopend', input: Input): Promise<void> {
    const day = input.day('datum');
    input.done();
    await this.steps.take(actor, { trajectoryId, to, day: day! });
  }
}
