import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { pupilsFreeToUse } from '../../access/restriction';
import { Audit, PURPOSES } from '../../access/audit';
import type { Day } from '../../law/day';
import type { Phase } from '../../law/facts';
import { LawParameters } from '../../law/parameters';
import { phaseOn } from '../../law/phase';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { CalendarBook } from '../../registry/calendars';
import { PupilDirectory } from '../../registry/pupil-directory';
import { loadFacts } from '../../registry/pupil-facts';
import { JoinDossier } from '../dossier/join-dossier';
import { regimeOf } from '../dossier/regime';
import { type Given, Input } from '../input';
import { speaksFor } from './melding-desk';
import { readSchoolFields, type SchoolFields } from './melding-fields';
import { MeldingStore, type StoredMelding } from './melding-store';
import { RegisterMeldingen } from './register-meldingen';
import { MANUAL_KINDS, type ManualKind } from './states';

interface Report extends SchoolFields {
  pupilId: string;
  kind: ManualKind;
  location: string;
  from: Day;
  until: Day | null;
  hundredths: number | null;
}

/**
 * A school reports by hand what does not follow from its registered absence: luxe, overig, 18plus, zorg. The melding
 * joins the open dossier of its pupil or opens one, as a signal does.
 */
@Injectable()
export class ReportByHand {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly pupils: PupilDirectory,
    @Inject(CalendarBook) private readonly calendars: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(JoinDossier) private readonly joinDossier: JoinDossier,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(RegisterMeldingen) private readonly register: RegisterMeldingen,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: pgn, vestiging, soort, begindatum, einddatum, uren and the fields of `readSchoolFields`. */
  run(actor: Actor, given: Given): Promise<StoredMelding> {
    const today = this.clock.today();
    const input = new Input(given);
    const pgn = input.needed('pgn', 9);
    const location = input.needed('vestiging', 6).toUpperCase();
    const kind = input.oneOf('soort', MANUAL_KINDS);
    const from = input.day('begindatum');
    const until = input.day('einddatum', kind === '18plus');
    const hundredths = input.hundredths('uren', { most: 2_000, needed: false });
    const fields = readSchoolFields(input);
    if (from !== null && from > today) input.refuse('begindatum', 'Kies een dag tot en met vandaag.');
    if (from !== null && until !== null && until < from) input.refuse('einddatum', 'Kies een dag vanaf de begindatum.');
    input.done();
    this.requireSchool(actor, location);
    return this.database.work(async (work) => {
      const pupilId = await this.findPupil(work, pgn, location, from!);
      return this.write(work, actor, { ...fields, pupilId, kind: kind!, location, from: from!, until, hundredths });
    });
  }

  private requireSchool(actor: Actor, location: string): void {
    if (actor.visitor === null || speaksFor(actor.visitor, location, this.clock.today())) return;
    throw new Problem('niet-van-u', 'U kunt alleen melden voor uw eigen school.', { status: 403 });
  }

  /** The same answer for a pupil that does not exist, is not at this school or asked for restriction. */
  private async findPupil(work: Work, pgn: string, location: string, day: Day): Promise<string> {
    const pupilId = await this.pupils.findOne(work, pgn.padStart(9, '0'));
    const enrolled =
      pupilId !== undefined &&
      (await pupilsFreeToUse(work, [pupilId])).length > 0 &&
      (await work.get(
        `SELECT id FROM enrolment WHERE pupil_id = ? AND location = ? AND from_date <= ?
           AND (until_date IS NULL OR until_date >= ?)`,
        [pupilId, location, day, day],
      ));
    if (enrolled) return pupilId;
    throw new Problem('invoer-onjuist', 'Deze leerling staat op de begindatum niet bij u ingeschreven.', {
      fields: [{ pointer: '/pgn', reden: 'Deze leerling staat op de begindatum niet bij u ingeschreven.' }],
    });
  }

  private async write(work: Work, actor: Actor, report: Report): Promise<StoredMelding> {
    const today = this.clock.today();
    const employee = actor.visitor?.employee ?? null;
    await work.all(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [report.pupilId]);
    const facts = (await loadFacts(work, [report.pupilId])).get(report.pupilId)!;
    const calendar = (await this.calendars.open(work)).ofLocation(report.location);
    const phase = phaseOn(facts, today, calendar, this.parameters);
    if (phase === 'nog_niet' || phase === 'geen') {
      const message =
        'Deze leerling valt vandaag niet onder de leerplicht of het Doorstroompunt. Een melding kan niet.';
      throw new Problem('niet-in-fase', message, { status: 409 });
    }
    const onFirstDay = phaseOn(facts, report.from, calendar, this.parameters);
    requireFitting(report.kind, phase, onFirstDay);
    const dossier = await this.joinDossier.join(
      work,
      report.pupilId,
      regimeOf(phase),
      report.location,
      facts.residences,
    );
    const melding: StoredMelding = {
      ...report,
      ...{ id: newId(), dossierId: dossier.id, signalId: null, status: 'geregistreerd', days: [] },
      ...{ registeredOn: today, completedOn: today, reporter: employee },
      ...{ closingReason: null, closingNote: null, closedOn: null },
    };
    const double = await this.store.rows(
      work,
      `pupil_id = ? AND location = ? AND kind = ? AND from_date = ? AND signal_id IS NULL AND status <> 'ingetrokken'`,
      [report.pupilId, report.location, report.kind, report.from],
    );
    if (double.length > 0) {
      throw new Problem('melding-bestaat', 'Deze melding is al gedaan. Verbeter die, of trek haar in.', {
        status: 409,
      });
    }
    await this.register.write(work, [{ melding, dossier }]);
    const event = { action: 'toevoegen', object: 'melding', objectId: melding.id, purpose: PURPOSES.verzuim } as const;
    this.audit.write(work, actor, { ...event, pupils: [melding.pupilId] });
    return melding;
  }
}

/** Absence of 18 and older is for who falls under the Doorstroompunt, holiday without leave for who was bound by the law then. */
function requireFitting(kind: ManualKind, today: Phase, onFirstDay: Phase): void {
  const bound = onFirstDay === 'leerplicht' || onFirstDay === 'kwalificatieplicht';
  const reden =
    kind === '18plus' && today !== 'doorstroompunt'
      ? 'Deze leerling is nog leerplichtig of kwalificatieplichtig. Kies een andere soort.'
      : kind === 'luxe' && !bound
        ? 'Deze leerling was op de begindatum niet leerplichtig of kwalificatieplichtig. Kies een andere soort.'
        : null;
  if (reden !== null) throw new Problem('invoer-onjuist', reden, { fields: [{ pointer: '/soort', reden }] });
}
