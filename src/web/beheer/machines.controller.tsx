import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { field, fields } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Machines } from '../../access/machines/machines';
import { asDay, parseDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { KeyPage, MachinesPage, NO_MACHINE, type TypedMachine } from './machines-page';

/** Systems of schools that come in over the API: let in with a key that is shown once, and shut out again. */
@Voor('functioneel-beheerder')
@Controller('beheer/koppelingen')
export class MachinesController {
  constructor(
    @Inject(Machines) private readonly machines: Machines,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    return this.sendList(request, reply, NO_MACHINE, []);
  }

  @Post()
  async make(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const typed: TypedMachine = {
      ...{ naam: field(body, 'naam'), scholen: field(body, 'scholen'), tot: field(body, 'tot') },
      mag: fields(body, 'mag'),
    };
    const schools = typed.scholen.split(/[\s,;]+/).filter(Boolean);
    let key: string;
    try {
      // what is no day is before every end that may be chosen
      const until = parseDay(typed.tot) ?? asDay('0001-01-01');
      ({ key } = await this.machines.make(actorOf(request), { name: typed.naam, schools, rights: typed.mag, until }));
    } catch (error) {
      return this.sendList(request, reply, typed, formErrors(error));
    }
    const content = () => ({ title: t('Sleutel'), current: '/beheer', body: <KeyPage secret={key} /> });
    this.pages.send(request, reply, content);
  }

  @Post('intrekken')
  async revoke(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const id = field(body, 'koppeling');
    if (!isId(id)) throw notFound();
    try {
      await this.machines.revoke(actorOf(request), id);
    } catch (error) {
      throw error instanceof Problem && error.status === 404 ? notFound() : error;
    }
    this.pages.leadTo(request, reply, '/beheer/koppelingen', 'koppeling-ingetrokken');
  }

  private async sendList(request: Request, reply: Reply, typed: TypedMachine, errors: readonly FormError[]) {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const [machines, today] = [await this.machines.list(), this.clock.today()];
    const body = () => <MachinesPage {...{ machines, today, typed, errors }} csrf={session.csrf} />;
    const content = () => ({ title: t('Koppelingen'), current: '/beheer', wide: true, body: body() });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}
