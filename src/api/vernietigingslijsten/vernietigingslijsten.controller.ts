import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { certificateToCsv } from '../../retention/certificate-csv';
import { Destruction } from '../../retention/destruction';
import type { DestructionList, ListedItem } from '../../retention/destruction-list';
import { LegalHolds } from '../../retention/legal-holds';
import { type Asker, Asking } from '../http/asker';
import { isKnown, versionTag } from '../http/etag';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { Asks, Downloads, Lists, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import {
  LijstStap,
  LISTED_FIELDS,
  Vernietigingslijst,
  Vernietigingslijsten,
  Vernietigingsrecord,
  VernietigingsrecordsQuery,
} from './vernietigingslijst';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Destruction lists: proposed by one, approved by another; what must stay is held with a reason. */
@Voor('privacy-officer')
@Resource('vernietigingslijsten')
export class VernietigingslijstenController {
  constructor(
    @Inject(Destruction) private readonly destruction: Destruction,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
  ) {}

  @Reads({ id: 'vernietigingslijstenLezen', does: 'Geeft de lijsten van uw gemeenten', gives: Vernietigingslijsten })
  async list(@Asking() asker: Asker): Promise<Vernietigingslijsten> {
    return { lijsten: (await this.destruction.lists(asker)).map(shown) };
  }

  @Reads({
    ...{ id: 'vernietigingslijstLezen', does: 'Geeft één lijst', path: ':id' },
    ...{ gives: Vernietigingslijst, tagged: true },
  })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Vernietigingslijst | undefined> {
    const found = shown(await this.destruction.one(asker, idOf(id)));
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Lists({
    ...{ id: 'vernietigingsrecordsLezen', does: 'Geeft wat op een lijst staat, zonder te zeggen van wie' },
    ...{ path: ':id/records', gives: Vernietigingsrecord },
  })
  @Numbered()
  async items(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: VernietigingsrecordsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, LISTED_FIELDS);
    const { rows, total } = await this.destruction.items(asker, idOf(id), query.pagina, query.paginagrootte);
    return toPage(request, reply, query, { rows: rows.map(listed), total }, asked);
  }

  @Downloads({
    ...{ id: 'vernietigingsverklaringLezen', does: 'Geeft de verklaring van wat is vernietigd' },
    ...{ path: ':id/verklaring', type: 'text/csv', errors: [409] },
  })
  @Numbered()
  async certificate(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const certificate = await this.destruction.certificate(asker, idOf(id));
    void reply.type('text/csv; charset=utf-8');
    return certificateToCsv(certificate);
  }

  @Asks({
    ...{ id: 'vernietigingslijstStapZetten', does: 'Draagt voor, keurt goed, wijst af, of houdt een record aan' },
    ...{ path: ':id/stappen', gives: Vernietigingslijst, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, record, reden }: LijstStap,
  ): Promise<Vernietigingslijst> {
    const run: Record<LijstStap['stap'], () => Promise<unknown>> = {
      voordragen: () => this.destruction.propose(asker, idOf(id)),
      goedkeuren: () => this.destruction.approve(asker, idOf(id)),
      afwijzen: () => this.destruction.reject(asker, idOf(id)),
      aanhouden: async () => {
        const pupil = await this.destruction.pupilOf(asker, idOf(id), record ?? '');
        await this.holds.place(asker, pupil, reden ?? '');
      },
    };
    await run[stap]();
    return shown(await this.destruction.one(asker, idOf(id)));
  }
}

function shown(one: DestructionList): Vernietigingslijst {
  return {
    ...{ id: one.id, gemeente: one.municipality, maand: one.month, status: one.state },
    ...{ voorgedragenDoor: one.proposedBy, beslotenDoor: one.decidedBy },
  };
}

function listed(one: ListedItem): Vernietigingsrecord {
  return {
    ...{ id: one.id, klasse: one.recordClass, geboortejaar: one.birthYear, vernietigenOp: one.destroyOn },
    ...{ bron: one.source, status: one.state, bewaarplicht: one.held },
  };
}
