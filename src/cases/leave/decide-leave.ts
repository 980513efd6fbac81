import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit } from '../../access/audit';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { StepOwner } from '../../platform/states';
import { type Given, Input } from '../input';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { LeaveDesk } from './leave-desk';
import { LeaveStore, type StoredLeave } from './leave-store';
import { LEAVE } from './states';

/** Steps that only the one who decides may take. */
export const DECISIONS: readonly string[] = ['aanvulling-vragen', 'toekennen', 'afwijzen', 'herroepen'];
const TERMS = ['besluit-verlof', 'besluit-vervangende-leerplicht'] as const;

/**
 * Takes a step with an application. What is granted becomes an exemption in the registry in the same unit of work, and
 * its pupil is judged again: signals change at once.
 */
@Injectable()
export class DecideLeave {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LeaveDesk) private readonly desk: LeaveDesk,
    @Inject(LeaveStore) private readonly store: LeaveStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: toelichting; with `aanvullen` also verklaringOp and hoofdGehoord. */
  async run(actor: Actor, id: string, step: string, given: Given): Promise<StoredLeave> {
    const input = new Input(given);
    const asked = Object.hasOwn(LEAVE.steps, step) ? LEAVE.steps[step as keyof typeof LEAVE.steps] : undefined;
    const reason = input.text('toelichting', { max: 4_000, needed: asked?.needs?.includes('toelichting') ?? false });
    const statementOn = input.day('verklaringOp', false);
    const headHeard = input.flag('hoofdGehoord', false);
    input.done();
    const outcome = await this.database.work(async (work) => {
      const first = await this.desk.find(work, actor, id);
      await work.all(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [first.leave.pupilId]);
      await actor.premise?.();
      const { leave, side } = await this.desk.find(work, actor, id);
      const taken = LEAVE.step(step, leave.state, side === 'leerspoor' ? 'gemeente' : side);
      if (!taken) throw refusal(leave, asked?.words ?? step);
      const completed =
        step === 'aanvullen'
          ? {
              statementOn: statementOn ?? leave.statementOn,
              details: { ...leave.details, hoofdGehoord: headHeard ?? leave.details.hoofdGehoord },
            }
          : {};
      const weighed = await this.desk.weigh(work, { ...leave, ...completed });
      // who decided once stays the one who decides: what was granted meanwhile changes it only before the decision
      const { decider } = leave.state === 'toegekend' ? leave : weighed;
      if (DECISIONS.includes(step) && !mayDecide(decider, side)) {
        // it may have passed to the other side since it was shown: there it must be found
        if (decider !== leave.decider) await this.passOn(work, weighed);
        return notYours(decider);
      }
      if (step === 'toekennen') requireConditions(weighed, reason);
      const decides = step === 'toekennen' || step === 'afwijzen' || step === 'herroepen';
      const after: StoredLeave = {
        ...(leave.state === 'toegekend' ? leave : weighed),
        state: taken.to,
        decidedBy: decides ? (actor.visitor?.employee ?? null) : leave.decidedBy,
        decidedOn: decides ? this.clock.today() : leave.decidedOn,
        details: decides && reason !== null ? { ...weighed.details, besluit: reason } : weighed.details,
      };
      await this.store.write(work, after);
      await this.history.write(work, [
        {
          ...{
            machine: LEAVE.name,
            objectId: id,
            dossierId: null,
            room: 'avg',
            step,
            from: leave.state,
            to: after.state,
          },
          ...{ employee: actor.visitor?.employee ?? null, reason },
        },
      ]);
      await this.follow(work, after, leave.state);
      this.audit.write(work, actor, this.desk.event('wijzigen', after));
      return after;
    });
    if (outcome instanceof Problem) throw outcome;
    return outcome;
  }

  private async follow(work: Work, leave: StoredLeave, before: string): Promise<void> {
    const today = this.clock.today();
    const ended = LEAVE.isEnd(leave.state);
    for (const kind of TERMS) if (ended) await this.terms.meet(work, kind, [leave.id], today);
    const key = ['pupil_id', 'article', 'from_date'];
    if (leave.state === 'toegekend') {
      const row = [leave.pupilId, leave.article, leave.from, leave.until];
      await work.insert('exemption', [...key, 'until_date'], [row], { key, update: ['until_date'] });
    } else if (before === 'toegekend') {
      await work.run('DELETE FROM exemption WHERE pupil_id = ? AND article = ? AND from_date = ?', [
        ...[leave.pupilId, leave.article, leave.from],
      ]);
    } else return;
    await this.weighAgain(work, leave);
    await this.outbox.add(work, 'beoordeel-leerling', [leave.pupilId]);
  }

  /** What was granted counts for what the same pupil still waits for: its conditions, and who decides. */
  private async weighAgain(work: Work, { pupilId, article }: StoredLeave): Promise<void> {
    const waiting = "l.pupil_id = ? AND l.article = ? AND l.state IN ('ingediend', 'aan_te_vullen')";
    for (const other of await this.store.rows(work, waiting, [pupilId, article])) {
      await this.passOn(work, await this.desk.weigh(work, other));
    }
  }

  private async passOn(work: Work, leave: StoredLeave): Promise<void> {
    await this.store.write(work, leave);
    await this.terms.handTo(work, leave.id, leave.decider === 'hoofd' ? leave.location : null);
  }
}

/** Whether the decision is for this side: the head decides for the school, everybody else for the municipality. */
export function mayDecide(decider: StoredLeave['decider'], side: StepOwner): boolean {
  return side === 'leerspoor' || (decider === 'hoofd') === (side === 'school');
}

function notYours(decider: StoredLeave['decider']): Problem {
  const who = decider === 'hoofd' ? 'het hoofd van de school' : 'de gemeente';
  return new Problem('niet-van-u', `Hierover beslist ${who}.`, { status: 403 });
}

function requireConditions({ findings }: StoredLeave, reason: string | null): void {
  const missing = findings.filter((one) => !one.voldaan);
  if (missing.some((one) => one.blokkeert)) {
    const texts = missing.filter((one) => one.blokkeert).map((one) => one.tekst);
    throw new Problem('voorwaarde-ontbreekt', `Toekennen kan niet: ${texts.join(' ')}`, { status: 409 });
  }
  if (missing.length > 0 && reason === null) {
    throw new Problem('toelichting-nodig', `Let op: ${missing.map((one) => one.tekst).join(' ')}`, {
      status: 409,
      fields: [{ pointer: '/toelichting', reden: 'Leg uit waarom u toch toekent.' }],
    });
  }
}

function refusal({ state }: StoredLeave, words: string): Problem {
  const name = (LEAVE.states as Record<string, string>)[state] ?? state;
  const message = `De aanvraag heeft de status ${name.toLowerCase()}. De stap "${words}" kan nu niet.`;
  return new Problem('stap-kan-niet', message, { status: 409 });
}
