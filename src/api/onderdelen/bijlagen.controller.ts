import { Body, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type LogName, LOGS } from '../../access/log/entry';
import { Voor } from '../../access/http/voor';
import { AddAttachment, LARGEST_ATTACHMENT, ReadAttachment } from '../../cases/casework/add-attachment';
import { type Asker, Asking } from '../http/asker';
import { Choice, Text } from '../http/fields';
import { idOf } from '../http/id';
import { FlagInAddress } from '../http/query';
import { Downloads, Makes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { wholeFile } from '../http/whole-file';
import { Onderdeel } from './onderdeel';
import { shownItem } from './onderdelen.controller';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

class BijlageQuery {
  @Text({ about: 'Naam van het bestand, met extensie', shortest: 1, longest: 200, example: 'brief.pdf' })
  naam!: string;

  @FlagInAddress({ about: 'Alleen voor wie dit dossier behandelt' })
  vertrouwelijk?: boolean;

  @Choice(LOGS, { about: 'Deel van het dossier; wpg: alleen voor boa’s', optional: true })
  deel?: LogName;
}

/** Files in a dossier. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('dossiers/:id/bijlagen')
export class BijlagenController {
  constructor(
    @Inject(AddAttachment) private readonly attach: AddAttachment,
    @Inject(ReadAttachment) private readonly attachments: ReadAttachment,
  ) {}

  @Makes({
    ...{ id: 'bijlageToevoegen', does: 'Voegt een bestand toe aan een dossier', gives: Onderdeel, errors: [404, 409] },
    about: 'Het bestand is de inhoud van het bericht: pdf, docx, xlsx, jpg of png, ten hoogste 10 MB.',
  })
  @Numbered()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, required: true })
  async add(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) { naam, vertrouwelijk = false, deel }: BijlageQuery,
    @Body() bytes: unknown,
  ): Promise<Onderdeel> {
    const content = await wholeFile(bytes, LARGEST_ATTACHMENT);
    const file = { name: naam, content, confidential: vertrouwelijk, room: deel };
    return shownItem(await this.attach.run(asker, idOf(id), file));
  }

  @Downloads({
    ...{ id: 'bijlageLezen', does: 'Geeft een bestand uit een dossier', path: ':bijlage' },
    type: ['application/pdf', 'application/octet-stream'],
  })
  @Numbered()
  @ApiParam({ name: 'bijlage', schema: { type: 'string', format: 'uuid' } })
  async read(
    @Asking() asker: Asker,
    @Param('bijlage') item: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { naam, type, content } = await this.attachments.run(asker, idOf(item));
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(naam)}`);
    void reply.type(type === 'application/pdf' ? type : 'application/octet-stream');
    return content;
  }
}
