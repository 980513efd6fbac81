import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type OwnTemplate, type Owner, type ShownTemplate, Templates } from '../../correspondence/letters/templates';
import { LARGEST_TEMPLATE, WORD } from '../../correspondence/letters/word-archive';
import { Database } from '../../platform/database/database';
import { findMunicipality, findRegion } from '../../registry/facts';
import { type Asker, Asking } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { pageFrom, toPage } from '../http/paging';
import { Downloads, Lists, Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation, invalid, pointingTo } from '../http/validation';
import { wholeFile } from '../http/whole-file';
import {
  Briefsjabloon,
  BriefsjabloonBewaren,
  BriefsjablonenQuery,
  Samenvoegvelden,
  TEMPLATE_FIELDS,
} from './briefsjabloon';

/** An example has a name instead of a number. */
const Named = () => ApiParam({ name: 'id', schema: { type: 'string', maxLength: 60 } });

/** Templates of letters: the examples, and those of each municipality and region. */
@Voor('functioneel-beheerder')
@Resource('briefsjablonen')
export class BriefsjablonenController {
  constructor(
    @Inject(Templates) private readonly templates: Templates,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Lists({ id: 'briefsjablonenLezen', does: 'Geeft de sjablonen en de voorbeelden', gives: Briefsjabloon })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: BriefsjablonenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, TEMPLATE_FIELDS);
    const own = await this.templates.ownOnes(asker, this.database.read);
    const all = [...own.map((one) => shown(one, one)), ...this.templates.exampleOnes().map((one) => shown(one, null))];
    return toPage(request, reply, query, pageFrom(all, query), asked);
  }

  @Reads({ id: 'briefsjabloonLezen', does: 'Geeft één sjabloon', path: ':id', gives: Briefsjabloon })
  @Named()
  async one(@Asking() asker: Asker, @Param('id') id: string): Promise<Briefsjabloon> {
    const { own, ...found } = await this.templates.openOne(asker, id);
    return shown(found, own);
  }

  @Downloads({
    ...{ id: 'briefsjabloonBestandLezen', does: 'Geeft het Word-bestand van een sjabloon' },
    ...{ path: ':id/bestand', type: WORD },
  })
  @Named()
  async file(@Asking() asker: Asker, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendWord(reply, 'sjabloon.docx', (await this.templates.openOne(asker, id)).file);
  }

  @Downloads({
    ...{ id: 'briefsjabloonVoorbeeldLezen', does: 'Geeft een brief waarin in woorden staat wat elk veld bevat' },
    ...{ path: ':id/voorbeeld', type: WORD },
  })
  @Named()
  async sample(@Asking() asker: Asker, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { file } = await this.templates.openOne(asker, id);
    return sendWord(reply, 'voorbeeld.docx', this.templates.sample(file));
  }

  @Makes({
    ...{ id: 'briefsjabloonBewaren', does: 'Bewaart een sjabloon; wat er was met dezelfde naam vervalt' },
    about: 'Het Word-bestand (docx) is de inhoud van het bericht, ten hoogste 2 MB.',
    gives: Briefsjabloon,
  })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, required: true })
  async keep(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: BriefsjabloonBewaren,
    @Body() bytes: unknown,
  ): Promise<Briefsjabloon> {
    const template = { owner: ownerOf(query), name: query.naam, room: query.deel };
    const file = await wholeFile(bytes, LARGEST_TEMPLATE);
    // the file is the message itself; all the rest stands in the address
    const place = (pointer: string) => (pointer === '/bestand' ? '' : `/query${pointer}`);
    const id = await pointingTo(place, () => this.templates.keep(asker, { ...template, file }));
    return this.one(asker, id);
  }

  @Removes({
    ...{ id: 'briefsjabloonIntrekken', does: 'Trekt een eigen sjabloon in; brieven die ermee zijn gemaakt blijven' },
    path: ':id',
  })
  @Named()
  async retire(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.templates.retireOne(asker, id);
  }
}

/** What may stand between braces in a template. */
@Voor('functioneel-beheerder')
@Resource('samenvoegvelden')
export class SamenvoegveldenController {
  constructor(@Inject(Templates) private readonly templates: Templates) {}

  @Reads({ id: 'samenvoegveldenLezen', does: 'Geeft de velden die een sjabloon mag hebben', gives: Samenvoegvelden })
  list(): Samenvoegvelden {
    const fields = this.templates.fields();
    return { velden: fields.map((one) => ({ naam: one.name, bron: one.source, betekenis: one.words })) };
  }
}

function ownerOf({ gemeente, regio }: BriefsjabloonBewaren): Owner {
  if ((gemeente === undefined) === (regio === undefined)) {
    throw invalid([{ pointer: '/query/gemeente', reden: 'noem een gemeente of een regio, en niet allebei' }]);
  }
  if (gemeente !== undefined) {
    if (!findMunicipality(gemeente)) throw invalid([{ pointer: '/query/gemeente', reden: 'bestaat niet' }]);
    return { kind: 'gemeente', code: gemeente };
  }
  if (!findRegion(regio!)) throw invalid([{ pointer: '/query/regio', reden: 'bestaat niet' }]);
  return { kind: 'regio', code: regio! };
}

function shown({ id, name, room, fields }: ShownTemplate, own: OwnTemplate | null): Briefsjabloon {
  const of = (kind: Owner['kind']) => (own?.owner.kind === kind ? own.owner.code : null);
  return {
    ...{ id, naam: name, deel: room, velden: [...fields], voorbeeld: own === null },
    ...{ gemeente: of('gemeente'), regio: of('regio') },
    ...{ gemaaktOp: own?.madeAt ?? null, medewerker: own?.madeBy ?? null },
  };
}

function sendWord(reply: FastifyReply, name: string, file: Buffer): Buffer {
  void reply.header('content-disposition', `attachment; filename="${name}"`).type(WORD);
  return file;
}
