import { Body, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { HandOver } from '../../cases/handover/hand-over';
import { HandoverQuery, type HandoverView } from '../../cases/handover/handover-query';
import type { ChecklistItem } from '../../cases/warm/states';
import { WarmHandover } from '../../cases/warm/warm-handover';
import type { StoredWarm } from '../../cases/warm/warm-store';
import { type Asker, Asking } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { idOf } from '../http/id';
import { Asks, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, pointingTo, readingGegevens } from '../http/validation';
import {
  HeleOverdracht,
  HeleWarmeOverdracht,
  NieuweOverdracht,
  type Overdracht,
  Overdrachten,
  OverdrachtStap,
  type WarmeOverdracht,
  WarmeOverdrachten,
  WarmeStap,
} from './overdracht';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const MOST = 100;

/** Hand-overs to and from other municipalities and regions. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('overdrachten')
export class OverdrachtenController {
  constructor(
    @Inject(HandoverQuery) private readonly handovers: HandoverQuery,
    @Inject(HandOver) private readonly handOver: HandOver,
  ) {}

  @Reads({ id: 'overdrachtenNaarLezen', does: 'Geeft wat u krijgt aangeboden', path: 'naar', gives: Overdrachten })
  async incoming(@Asking() asker: Asker): Promise<Overdrachten> {
    return { overdrachten: (await this.handovers.list(asker, { side: 'naar', limit: MOST })).map(shown) };
  }

  @Reads({ id: 'overdrachtenVanLezen', does: 'Geeft wat u aanbood', path: 'van', gives: Overdrachten })
  async outgoing(@Asking() asker: Asker): Promise<Overdrachten> {
    return { overdrachten: (await this.handovers.list(asker, { side: 'van', limit: MOST })).map(shown) };
  }

  @Reads({
    id: 'overdrachtLezen',
    does: 'Geeft één overdracht, zonder naam',
    path: ':id',
    gives: HeleOverdracht,
    tagged: true,
  })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeleOverdracht | undefined> {
    const found = await this.read(asker, id);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Makes({
    ...{ id: 'overdrachtAanbieden', does: 'Biedt een dossier aan voordat de leerling verhuist', gives: HeleOverdracht },
    errors: [404, 409],
  })
  async offer(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { dossier, naarGemeente, reden, toelichting }: NieuweOverdracht,
  ): Promise<HeleOverdracht> {
    const move = { dossierId: dossier, toMunicipality: naarGemeente, reason: reden, note: toelichting ?? null };
    return whole(await this.handovers.find(asker, await this.handOver.offerBeforeMove(asker, move)));
  }

  @Asks({
    ...{ id: 'overdrachtStapZetten', does: 'Beantwoordt, trekt in of licht toe', path: ':id/stappen' },
    ...{ gives: HeleOverdracht, conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, tekst }: OverdrachtStap,
    @Req() request: FastifyRequest,
  ): Promise<HeleOverdracht> {
    const actor = onPremise(request, asker, async () => versionTag(await this.read(asker, id)));
    await pointingTo(
      () => '/tekst',
      () =>
        stap === 'toelichten'
          ? this.handOver.explain(actor, idOf(id), tekst ?? '')
          : this.handOver.take(actor, idOf(id), stap, tekst ?? null),
    );
    return this.read(asker, id);
  }

  private async read(asker: Asker, id: string): Promise<HeleOverdracht> {
    return whole(await this.handovers.find(asker, idOf(id)));
  }
}

/** The warm hand-over at 18. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('warme-overdrachten')
export class WarmeOverdrachtenController {
  constructor(@Inject(WarmHandover) private readonly warm: WarmHandover) {}

  @Reads({
    ...{ id: 'warmeOverdrachtenLezen', does: 'Geeft wie 18 wordt en over zal gaan', gives: WarmeOverdrachten },
    about: 'Het Doorstroompunt ziet vooraf alleen de dag en de leerplichtambtenaar.',
  })
  async list(@Asking() asker: Asker): Promise<WarmeOverdrachten> {
    const own = (await this.warm.coming(asker, MOST)).map((one) => shownWarm({ ...one, employee: null }));
    const expected = (await this.warm.expected(asker, MOST)).map((one) => ({
      ...{ id: one.id, status: one.state, wordt18Op: one.birthday, dossier: null, naarDossier: null },
      medewerker: one.employee,
    }));
    const known = new Set(own.map((one) => one.id));
    return { overdrachten: [...own, ...expected.filter((one) => !known.has(one.id))] };
  }

  @Reads({
    ...{ id: 'warmeOverdrachtLezen', does: 'Geeft één overdracht met de samenvatting', path: ':id' },
    ...{ gives: HeleWarmeOverdracht, tagged: true },
  })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeleWarmeOverdracht | undefined> {
    const found = await this.read(asker, id);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Asks({
    ...{ id: 'warmeOverdrachtStapZetten', does: 'Bereidt voor, draagt over of laat vervallen', path: ':id/stappen' },
    ...{ gives: HeleWarmeOverdracht, conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: WarmeStap,
    @Req() request: FastifyRequest,
  ): Promise<HeleWarmeOverdracht> {
    const actor = onPremise(request, asker, async () => versionTag(await this.read(asker, id)));
    const text = (name: string) => (typeof gegevens[name] === 'string' ? gegevens[name] : '');
    const run: Record<WarmeStap['stap'], () => Promise<unknown>> = {
      punt: () => this.warm.check(actor, idOf(id), text('punt') as ChecklistItem),
      samenvatting: () => this.warm.summarise(actor, idOf(id), text('samenvatting')),
      overdragen: () => this.warm.handOver(actor, idOf(id)),
      vervallen: () => this.warm.letLapse(actor, idOf(id), text('reden')),
    };
    await readingGegevens(run[stap]);
    return this.read(asker, id);
  }

  private async read(asker: Asker, id: string): Promise<HeleWarmeOverdracht> {
    const { summary, done, ...warm } = await this.warm.find(asker, idOf(id));
    const shownOne = shownWarm({ ...warm, employee: null });
    return { ...shownOne, samenvatting: summary, klaar: done.map((one) => one.item) };
  }
}

function shown(one: HandoverView['handover']): Overdracht {
  return {
    ...{ id: one.id, dossier: one.dossierId, regime: one.regime, soort: one.kind, status: one.state },
    ...{ vanGemeente: one.fromMunicipality, naarGemeente: one.toMunicipality, aangebodenOp: one.offeredOn },
    ...{ antwoordUiterlijk: one.dueOn, beantwoordOp: one.decidedOn },
  };
}

function whole({ handover, note, age, openedOn, signals }: HandoverView): HeleOverdracht {
  return {
    ...{ ...shown(handover), toelichting: note, leeftijd: age, dossierGeopendOp: openedOn },
    signalen: signals.map((one) => ({ regel: one.rule, begindatum: one.from, einddatum: one.until })),
  };
}

function shownWarm(one: Omit<StoredWarm, 'summary'> & { employee: string | null }): WarmeOverdracht {
  return {
    ...{ id: one.id, status: one.state, wordt18Op: one.birthday, dossier: one.dossierId },
    ...{ naarDossier: one.toDossierId, medewerker: one.employee },
  };
}
