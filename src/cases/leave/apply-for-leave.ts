import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { pupilsFreeToUse } from '../../access/restriction';
import { Audit } from '../../access/audit';
import { type Day, toNumber } from '../../law/day';
import { EXEMPTION_ARTICLES } from '../../law/facts';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { PupilDirectory } from '../../registry/pupil-directory';
import { type Given, Input } from '../input';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { LeaveDesk, SCHOOL_ARTICLES } from './leave-desk';
import { LeaveStore, type StoredLeave } from './leave-store';
import { LEAVE } from './states';

const LONGEST_DAYS = 400;

/** Keeps an application of parents or youth, by the school or by the municipality, and says who decides on it. */
@Injectable()
export class ApplyForLeave {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly pupils: PupilDirectory,
    @Inject(LeaveDesk) private readonly desk: LeaveDesk,
    @Inject(LeaveStore) private readonly store: LeaveStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * `given`: leerling (id) or pgn, artikel, begindatum, einddatum, aangevraagdOp, aanvrager, reden, verklaringOp, beroep, hoofdGehoord,
   * richtingBezocht.
   */
  run(actor: Actor, given: Given): Promise<StoredLeave> {
    const today = this.clock.today();
    const input = new Input(given);
    const byId = input.text('leerling', { max: 36 });
    const pgn = byId === null ? input.needed('pgn', 9) : null;
    const article = input.oneOf('artikel', EXEMPTION_ARTICLES);
    const [from, until] = [input.day('begindatum'), input.day('einddatum')];
    const appliedOn = input.day('aangevraagdOp', false) ?? today;
    const statementOn = input.day('verklaringOp', false);
    const details = {
      ...{ aanvrager: input.needed('aanvrager'), reden: input.needed('reden', 4_000) },
      ...{ beroep: input.flag('beroep', false) ?? false, hoofdGehoord: input.flag('hoofdGehoord', false) ?? false },
      richtingBezocht: input.flag('richtingBezocht', false) ?? false,
    };
    if (from && until && until < from) input.refuse('einddatum', 'Kies een dag vanaf de begindatum.');
    if (from && until && toNumber(until) - toNumber(from) > LONGEST_DAYS) {
      input.refuse('einddatum', 'Kies een periode van ten hoogste een schooljaar.');
    }
    if (appliedOn > today) input.refuse('aangevraagdOp', 'Kies een dag tot en met vandaag.');
    input.done();
    return this.database.work(async (work) => {
      const found = await this.findPupil(work, actor, await this.idOf(work, byId, pgn), from!);
      if (
        this.desk.sideOf(actor, found.location, found.municipality) === 'school' &&
        !SCHOOL_ARTICLES.includes(article!)
      ) {
        const reden = 'Dit vragen of melden de ouders bij de gemeente zelf.';
        throw new Problem('invoer-onjuist', reden, { fields: [{ pointer: '/artikel', reden }] });
      }
      const employee = actor.visitor?.employee ?? null;
      const leave = await this.desk.weigh(work, {
        ...{ ...found, id: newId(), article: article!, state: LEAVE.begin[0]!, decider: 'hoofd', from: from! },
        ...{ until: until!, schoolDays: 0, appliedOn, statementOn, details, findings: [] },
        ...{ author: employee, decidedBy: null, decidedOn: null },
      });
      await this.write(work, actor, leave);
      return leave;
    });
  }

  private async write(work: Work, actor: Actor, leave: StoredLeave): Promise<void> {
    await this.store.write(work, leave);
    await this.history.write(work, [
      {
        ...{ machine: LEAVE.name, objectId: leave.id, dossierId: null, room: 'avg', step: 'indienen', from: null },
        ...{ to: leave.state, employee: leave.author, reason: null },
      },
    ]);
    const replaced = leave.article === 'ART3A' || leave.article === 'ART3B';
    await this.terms.start(work, [
      {
        kind: replaced ? 'besluit-vervangende-leerplicht' : 'besluit-verlof',
        ...{ subjectId: leave.id, dossierId: null, pupilId: leave.pupilId, municipality: leave.municipality },
        ...{ location: leave.decider === 'hoofd' ? leave.location : null, startedOn: leave.appliedOn },
      },
    ]);
    this.audit.write(work, actor, this.desk.event('toevoegen', leave));
  }

  private async idOf(work: Work, byId: string | null, pgn: string | null): Promise<string | undefined> {
    if (byId !== null) return isId(byId) ? byId : undefined;
    return this.pupils.findOne(work, pgn!.padStart(9, '0'));
  }

  /** The same answer for a pupil who does not exist, for one out of sight and for one who asked for restriction. */
  private async findPupil(work: Work, actor: Actor, known: string | undefined, day: Day) {
    const [pupilId] = await pupilsFreeToUse(work, known === undefined ? [] : [known]);
    const home =
      pupilId === undefined
        ? undefined
        : await work.get<{ municipality: string }>(
            'SELECT municipality FROM residence WHERE pupil_id = ? AND from_date <= ? ORDER BY from_date DESC LIMIT 1',
            [pupilId, this.clock.today()],
          );
    if (pupilId !== undefined && home) {
      const enrolled = await work.all<{ location: string }>(
        `SELECT location FROM enrolment WHERE pupil_id = ? AND from_date <= ? AND (until_date IS NULL OR until_date >= ?)
          ORDER BY from_date DESC, location`,
        [pupilId, day, day],
      );
      const places = enrolled.length > 0 ? enrolled.map((one) => one.location) : [null];
      const { municipality } = home;
      const seen = places.find((location) => this.desk.sideOf(actor, location, municipality) !== null);
      if (seen !== undefined) return { pupilId, location: seen, municipality };
    }
    const reden = 'Deze leerling is bij u niet bekend. Kijk het nummer na.';
    throw new Problem('invoer-onjuist', reden, { fields: [{ pointer: '/pgn', reden }] });
  }
}
