import { Body, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type ShownLetter, WriteLetter } from '../../correspondence/letters/write-letter';
import { WORD } from '../../correspondence/letters/word-archive';
import { asDay } from '../../law/day';
import { type Asker, Asking, notThere } from '../http/asker';
import { idOf } from '../http/id';
import { Asks, Downloads, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Brief, Brieven, NieuweBrief, Verzending } from './brief';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Letters of a dossier. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('dossiers/:id/brieven')
export class DossierBrievenController {
  constructor(@Inject(WriteLetter) private readonly letters: WriteLetter) {}

  @Reads({
    id: 'dossierBrievenLezen',
    does: 'Geeft de brieven van een dossier en de sjablonen',
    gives: Brieven,
    errors: [404],
  })
  @Numbered()
  async list(@Asking() asker: Asker, @Param('id') id: string): Promise<Brieven> {
    const templates = await this.letters.choices(asker, idOf(id));
    return {
      brieven: (await this.letters.list(asker, idOf(id))).map(shown),
      sjablonen: templates.map((one) => ({ id: one.id, naam: one.name, deel: one.room })),
    };
  }

  @Makes({
    ...{ id: 'briefMaken', does: 'Maakt een brief van een sjabloon', gives: Brief, errors: [404, 409] },
  })
  @Numbered()
  async make(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { sjabloon, ontvanger, velden }: NieuweBrief,
  ): Promise<Brief> {
    const given: Record<string, string> = {};
    for (const [name, text] of Object.entries(velden)) {
      if (typeof text !== 'string') throw invalid([{ pointer: `/velden/${name}`, reden: 'moet tekst zijn' }]);
      given[name] = text;
    }
    const letter = { dossierId: idOf(id), template: sjabloon, recipient: ontvanger, given };
    const made = await this.letters.make(asker, letter);
    return this.found(asker, idOf(id), made);
  }

  @Downloads({ id: 'briefLezen', does: 'Geeft de brief als Word-bestand', path: ':brief', type: WORD })
  @Numbered()
  @ApiParam({ name: 'brief', schema: { type: 'string', format: 'uuid' } })
  @Header('Content-Disposition', 'attachment; filename="brief.docx"')
  async open(
    @Asking() asker: Asker,
    @Param('brief') letter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const file = await this.letters.open(asker, idOf(letter));
    void reply.type(WORD);
    return file;
  }

  @Asks({
    ...{ id: 'briefVersturen', does: 'Legt vast dat een brief is verstuurd', path: ':brief/verzending', gives: Brief },
    errors: [409],
  })
  @Numbered()
  @ApiParam({ name: 'brief', schema: { type: 'string', format: 'uuid' } })
  async sent(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Param('brief') letter: string,
    @Body(new ApiValidation('body')) { datum, wijze }: Verzending,
  ): Promise<Brief> {
    await this.letters.registerSent(asker, idOf(letter), asDay(datum), wijze);
    return this.found(asker, idOf(id), idOf(letter));
  }

  private async found(asker: Asker, dossier: string, letter: string): Promise<Brief> {
    const found = (await this.letters.list(asker, dossier)).find((one) => one.id === letter);
    if (!found) throw notThere();
    return shown(found);
  }
}

function shown(one: ShownLetter): Brief {
  return {
    ...{ id: one.id, deel: one.room, titel: one.title, ontvanger: one.recipient, gemaaktOp: one.madeOn },
    ...{ medewerker: one.madeBy, verstuurdOp: one.sentOn, wijze: one.sentBy },
  };
}
