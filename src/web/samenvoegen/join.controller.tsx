import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { type Alike, JoinPupils } from '../../retention/double/join-pupils';
import { type FormError, formErrors } from '../http/form-errors';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { JoinPage } from './join-page';

type Two = readonly [keep: Alike, double: Alike];
const NONE: readonly FormError[] = [];

/** Two pupils who are one. Their numbers travel in the body, never in an address. */
@Controller('leerlingen/samenvoegen')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class JoinController {
  constructor(
    @Inject(JoinPupils) private readonly pupils: JoinPupils,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  show(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    return this.send(request, reply, null, '', NONE);
  }

  @Post()
  async look(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const names = ['blijft', 'dubbel'] as const;
    const numbers = names.map((name) => field(body, name).replace(/[\s.]/g, '').padStart(9, '0'));
    const found = await Promise.all(numbers.map((number) => this.pupils.look(actorOf(request), [number])));
    const errors: FormError[] = names.flatMap((name, i) =>
      found[i]!.length > 0
        ? []
        : [{ field: name, text: 'Deze leerling is niet bekend, of u heeft er geen toegang toe.' }],
    );
    const [keep, double] = [found[0]![0], found[1]![0]];
    if (errors.length === 0 && keep!.id === double!.id) {
      errors.push({ field: 'dubbel', text: 'Dit is al één leerling.' });
    }
    await this.send(request, reply, errors.length === 0 ? [keep!, double!] : null, '', errors);
  }

  @Post('uitvoeren')
  async join(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const union = { keepId: field(body, 'blijft'), doubleId: field(body, 'dubbel'), reason: field(body, 'reden') };
    try {
      await Promise.resolve(union).then((one) => this.pupils.join(actorOf(request), one));
    } catch (error) {
      const errors = formErrors(error);
      const two = await this.pupils.find(actorOf(request), [union.keepId, union.doubleId]);
      return this.send(request, reply, two.length === 2 ? [two[0]!, two[1]!] : null, union.reason, errors);
    }
    this.pages.leadTo(request, reply, '/leerlingen/samenvoegen', 'samengevoegd');
  }

  @Post(':id/ongedaan')
  async undo(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.pupils.undo(actorOf(request), id);
    this.pages.leadTo(request, reply, '/leerlingen/samenvoegen', 'uit-elkaar');
  }

  private async send(
    request: Request,
    reply: Reply,
    two: Two | null,
    reason: string,
    errors: readonly FormError[],
  ): Promise<void> {
    const unions = await this.pupils.list(actorOf(request));
    const body = <JoinPage {...{ two, unions, reason, errors }} csrf={visitOf(request).session.csrf} />;
    const content = () => ({ title: t('Dubbele leerlingen'), current: '/dossiers', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}
