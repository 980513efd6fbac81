import { Header, Inject, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { FamilyQuery } from '../../cases/family/family-query';
import { DossierMeetings } from '../../cases/meeting/dossier-meetings';
import { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import { WholeDossier } from '../../correspondence/documents/whole-dossier';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Downloads, Reads, Resource } from '../http/resource';
import { Gezin } from './gezin';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** What goes beyond one dossier, and the whole of it as a document. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('dossiers/:id')
export class GezinController {
  constructor(
    @Inject(FamilyQuery) private readonly families: FamilyQuery,
    @Inject(MeetingAgreements) private readonly agreements: MeetingAgreements,
    @Inject(DossierMeetings) private readonly lists: DossierMeetings,
    @Inject(WholeDossier) private readonly documents: WholeDossier,
  ) {}

  @Reads({
    ...{ id: 'dossierGezinLezen', does: 'Geeft dossiers van het gezin, overleg en wie wat doet', path: 'gezin' },
    ...{ gives: Gezin, errors: [404] },
  })
  @Numbered()
  async family(@Asking() asker: Asker, @Param('id') text: string): Promise<Gezin> {
    const id = idOf(text);
    const dossiers = await this.families.of(asker, id);
    const agreements = await this.agreements.open(asker, id);
    const meetings = await this.lists.list(asker, id);
    return {
      dossiers: dossiers.map((one) => ({
        ...{ dossier: one.id, leerling: one.pupilId, regime: one.regime, status: one.status },
        ...{ medewerker: one.employee, verband: one.link },
      })),
      afspraken: agreements.map((one) => ({
        ...{ id: one.id, overleg: one.meetingId, soort: one.kind, wie: one.name, wat: one.description },
        uiterlijk: one.dueOn,
      })),
      overleggen: meetings.map((one) => ({ id: one.id, datum: one.day, plaats: one.place, status: one.state })),
    };
  }

  @Downloads({
    ...{ id: 'dossierDocumentLezen', does: 'Geeft het hele dossier als document', path: 'document', type: 'text/html' },
    about: 'Voor de officier van justitie of voor een verzoek om inzage. Het deel onder de Wpg alleen voor een boa.',
    errors: [404],
  })
  @Numbered()
  @Header('Content-Disposition', 'attachment; filename="dossier.html"')
  @Header('Content-Type', 'text/html; charset=utf-8')
  document(@Asking() asker: Asker, @Param('id') id: string): Promise<string> {
    return this.documents.make(asker, idOf(id));
  }
}
