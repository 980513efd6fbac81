import { Body, Inject, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { HoldMeeting } from '../../cases/meeting/hold-meeting';
import { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import { MeetingDesk } from '../../cases/meeting/meeting-desk';
import { asDay, type Day } from '../../law/day';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Asks, Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Nakoming, NieuwOverleg, Overleg, Overlegverslag } from './overleg';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const day = (text: string | null): Day | null => (text === null ? null : asDay(text));

/** Leerlingoverleg on the dossiers of a family: agenda, participants, agreements. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('overleggen')
export class OverleggenController {
  constructor(
    @Inject(HoldMeeting) private readonly meetings: HoldMeeting,
    @Inject(MeetingAgreements) private readonly agreements: MeetingAgreements,
    @Inject(MeetingDesk) private readonly desk: MeetingDesk,
  ) {}

  @Makes({ id: 'overlegPlannen', does: 'Plant een leerlingoverleg', gives: Overleg, errors: [404] })
  async plan(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { dossiers, datum, plaats, agenda, deelnemers }: NieuwOverleg,
  ): Promise<Overleg> {
    const id = await this.meetings.plan(asker, {
      ...{ dossierIds: dossiers, day: asDay(datum), place: plaats, agenda },
      participants: deelnemers.map((one) => ({ kind: one.soort, name: one.naam })),
    });
    return this.find(asker, id);
  }

  @Reads({ id: 'overlegLezen', does: 'Geeft één overleg', path: ':id', gives: Overleg })
  @Numbered()
  one(@Asking() asker: Asker, @Param('id') id: string): Promise<Overleg> {
    return this.find(asker, idOf(id));
  }

  @Asks({
    ...{ id: 'overlegVerslagMaken', does: 'Legt vast wat is besproken en wie wat doet', path: ':id/verslag' },
    ...{ gives: Overleg, errors: [409] },
  })
  @Numbered()
  async report(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { verslag, aanwezig, afspraken }: Overlegverslag,
  ): Promise<Overleg> {
    await this.meetings.report(asker, {
      ...{ meetingId: idOf(id), report: verslag, present: aanwezig },
      agreements: afspraken.map((one) => ({
        ...{ dossierId: one.dossier, participantId: one.wie, description: one.wat, dueOn: day(one.uiterlijk) },
      })),
    });
    return this.find(asker, idOf(id));
  }

  @Removes({ id: 'overlegAfzeggen', does: 'Zegt een overleg af', path: ':id', errors: [409] })
  @Numbered()
  async cancel(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.meetings.cancel(asker, idOf(id));
  }

  @Asks({
    ...{ id: 'overlegAfspraakNakomen', does: 'Legt vast dat een afspraak is nagekomen' },
    ...{ path: ':id/afspraken/:afspraak/nakoming', gives: Overleg },
  })
  @Numbered()
  @ApiParam({ name: 'afspraak', schema: { type: 'string', format: 'uuid' } })
  async finish(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('afspraak') agreement: string,
    @Body(new ApiValidation('body')) { datum }: Nakoming,
  ): Promise<Overleg> {
    await this.agreements.finish(asker, idOf(agreement), day(datum));
    return this.find(asker, idOf(id));
  }

  private async find(asker: Asker, id: string): Promise<Overleg> {
    const one = await this.desk.find(asker, id);
    return {
      ...{ id: one.id, status: one.state, dossiers: one.dossiers, datum: one.day, plaats: one.place },
      ...{ agenda: one.agenda, verslag: one.report },
      deelnemers: one.participants.map((p) => ({ id: p.id, soort: p.kind, naam: p.name, aanwezig: p.present })),
      afspraken: one.agreements.map((a) => ({
        ...{ id: a.id, dossier: a.dossierId, wie: a.participantId, wat: a.description, uiterlijk: a.dueOn },
        nagekomenOp: a.doneOn,
      })),
    };
  }
}
