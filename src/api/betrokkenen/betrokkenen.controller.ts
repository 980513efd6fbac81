import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessReports } from '../../access/log/access-report';
import { Voor } from '../../access/http/voor';
import { LegalHolds } from '../../retention/legal-holds';
import { CorrectPupil } from '../../retention/rights/correct-pupil';
import { OwnDataReader } from '../../retention/rights/own-data';
import { ownDataToCsv, processingToCsv } from '../../retention/rights/own-data-csv';
import { type Kept, Restrictions } from '../../retention/rights/restrictions';
import { RightsDesk } from '../../retention/rights/rights-desk';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { Asks, Downloads, Lists, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import {
  Betrokkene,
  BetrokkeneStap,
  BetrokkeneUitkomst,
  BetrokkeneZoeken,
  Bewaring,
  BewaringenQuery,
  InzageQuery,
  KEPT_FIELDS,
} from './betrokkene';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Requests of pupils and parents: access, restriction, longer keeping, correction (AVG art. 15, 16 and 18). */
@Voor('privacy-officer')
@Resource('betrokkenen')
export class BetrokkenenController {
  constructor(
    @Inject(RightsDesk) private readonly desk: RightsDesk,
    @Inject(Restrictions) private readonly restrictions: Restrictions,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
    @Inject(CorrectPupil) private readonly corrections: CorrectPupil,
    @Inject(OwnDataReader) private readonly data: OwnDataReader,
    @Inject(AccessReports) private readonly reports: AccessReports,
  ) {}

  @Asks({
    ...{ id: 'betrokkeneZoeken', does: 'Zoekt de leerling van een verzoek op nummer', path: '_zoek' },
    ...{ gives: Betrokkene, errors: [404] },
  })
  async find(@Asking() asker: Asker, @Body(new ApiValidation('body')) { pgn }: BetrokkeneZoeken): Promise<Betrokkene> {
    const id = await this.desk.find(asker, pgn);
    if (id === null) throw notThere();
    return this.one(asker, id);
  }

  @Reads({ id: 'betrokkeneLezen', does: 'Geeft één betrokkene en wat geldt', path: ':id', gives: Betrokkene })
  @Numbered()
  async one(@Asking() asker: Asker, @Param('id') id: string): Promise<Betrokkene> {
    const { number, birthYear, here } = await this.desk.subject(asker, idOf(id));
    const kept = await this.restrictions.ofPupil(asker, idOf(id));
    return { id: idOf(id), nummer: number, geboortejaar: birthYear, woontHier: here, bewaringen: kept.map(shown) };
  }

  @Asks({
    ...{ id: 'betrokkeneStapZetten', does: 'Beperkt, houdt langer vast of corrigeert', path: ':id/stappen' },
    ...{ gives: BetrokkeneUitkomst, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, reden, gegeven, waarde }: BetrokkeneStap,
  ): Promise<BetrokkeneUitkomst> {
    await this.desk.subject(asker, idOf(id));
    let schools: string[] = [];
    if (stap === 'beperken') await this.restrictions.place(asker, idOf(id), reden);
    else if (stap === 'bewaren') await this.holds.place(asker, idOf(id), reden);
    else {
      if (gegeven === undefined) throw invalid([{ pointer: '/gegeven', reden: 'is verplicht bij corrigeren' }]);
      schools = await this.corrections.run(asker, idOf(id), { field: gegeven, value: waarde ?? '', reason: reden });
    }
    return { ...(await this.one(asker, id)), scholen: schools };
  }

  @Downloads({
    ...{ id: 'betrokkeneGegevensLezen', does: 'Geeft alle gegevens van een betrokkene (AVG art. 15)' },
    ...{ path: ':id/gegevens', type: 'text/csv' },
  })
  @Numbered()
  async own(@Asking() asker: Asker, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.desk.subject(asker, idOf(id));
    void reply.type('text/csv; charset=utf-8');
    return ownDataToCsv(await this.data.of(asker, idOf(id)));
  }

  @Downloads({
    ...{ id: 'betrokkeneInzageLezen', does: 'Geeft wie gegevens van een betrokkene gebruikte, en waarvoor' },
    ...{ path: ':id/inzage', type: 'text/csv', errors: [409] },
  })
  @Numbered()
  async report(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) { logboek }: InzageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.desk.subjectHere(asker, idOf(id));
    void reply.type('text/csv; charset=utf-8');
    return processingToCsv(await this.reports.of(asker, idOf(id), logboek));
  }
}

/** The register of what is restricted and what is kept longer. */
@Voor('privacy-officer')
@Resource('bewaringen')
export class BewaringenController {
  constructor(
    @Inject(Restrictions) private readonly restrictions: Restrictions,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
  ) {}

  @Lists({ id: 'bewaringenLezen', does: 'Geeft beperkingen en bewaarplichten; wat geldt eerst', gives: Bewaring })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: BewaringenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, KEPT_FIELDS);
    const { rows, total } = await this.restrictions.register(asker, query.pagina, query.paginagrootte);
    return toPage(request, reply, query, { rows: rows.map(shown), total }, asked);
  }

  @Removes({ id: 'beperkingOpheffen', does: 'Heft een beperking op', path: 'beperking/:id' })
  @Numbered()
  async liftRestriction(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.restrictions.lift(asker, idOf(id));
  }

  @Removes({ id: 'bewaarplichtOpheffen', does: 'Heft een bewaarplicht op', path: 'bewaarplicht/:id' })
  @Numbered()
  async liftHold(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.holds.lift(asker, idOf(id));
  }
}

function shown(one: Kept): Bewaring {
  return {
    ...{ id: one.id, soort: one.kind, betrokkene: one.pupilId, reden: one.reason, vanaf: one.placedOn },
    ...{ medewerker: one.placedBy, opgehevenOp: one.liftedOn },
  };
}
