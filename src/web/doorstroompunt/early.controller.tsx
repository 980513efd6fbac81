import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { DossierDesk } from '../../cases/dossier/dossier-desk';
import { Input } from '../../cases/input';
import { TakeOnEarly } from '../../trajectories/course/take-on-early';
import { FormDesk } from '../leerplicht/work/form-desk';
import { backToDossier, type WorkForm } from '../leerplicht/work/form-page';
import { SOURCE_NAMES } from './words';

/** Who asks for it: what was found or taken over begins in another way. */
const EARLY_SOURCES = ['leerplicht', 'school', 'jongere', 'partner'] as const;
const FIELD_NAMES = { herkomst: 'Hoe kwam de jongere in beeld', reden: 'Waarom nu al' } as const;
const TITLE_NAMES = { vervroegd: 'Begin vervroegd een traject' } as const;

/** A youth of 17 taken on by the Doorstroompunt, beside the dossier of leerplicht. */
@Controller('dossiers/:id/vervroegd')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class EarlyController {
  constructor(
    @Inject(TakeOnEarly) private readonly early: TakeOnEarly,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(FormDesk) private readonly forms: FormDesk,
  ) {}

  @Get()
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.desk.see(actorOf(request), id, { object: 'dossier' });
    this.forms.send(request, reply, formOf(id), '/dossiers');
  }

  @Post()
  async take(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { pupilId } = await this.desk.see(actorOf(request), id, { object: 'dossier' });
    await this.forms.attempt(request, reply, formOf(id), body, (given) => {
      const input = new Input(given);
      const [source, reason] = [input.oneOf('herkomst', EARLY_SOURCES), input.needed('reden', 2_000)];
      input.done();
      return this.early.takeOn(actorOf(request), { pupilId, source: source!, reason });
    });
  }
}

function formOf(id: string): WorkForm {
  return {
    ...{ back: backToDossier(id), title: TITLE_NAMES.vervroegd, button: TITLE_NAMES.vervroegd },
    fields: [
      {
        ...{ name: 'herkomst', label: FIELD_NAMES.herkomst, type: 'choice', options: EARLY_SOURCES },
        ...{ names: SOURCE_NAMES, needed: true },
      },
      { name: 'reden', label: FIELD_NAMES.reden, type: 'area', needed: true },
    ],
    ...{ action: `/dossiers/${id}/vervroegd`, values: {}, errors: [] },
  };
}
