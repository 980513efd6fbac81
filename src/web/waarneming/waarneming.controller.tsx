import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Covers } from '../../cases/cover/cover';
import { Input } from '../../cases/input';
import { Clock } from '../../platform/clock';
import { Pages } from '../layout/pages';
import { StaffChoices } from '../leerplicht/staff-query';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import type { FieldSpec } from '../leerplicht/work/item-fields';
import { t } from '../text/language';
import { CoversPage } from './covers-page';

const FIELD_NAMES = {
  medewerker: 'Wie is weg',
  waarnemer: 'Wie neemt waar',
  begindatum: 'Eerste dag',
  einddatum: 'Laatste dag',
  reden: 'Reden',
} as const;
const TITLE_NAMES = { regelen: 'Regel waarneming' } as const;

/** Cover during the absence of a colleague. */
@Controller('waarneming')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
export class CoversController {
  constructor(
    @Inject(Covers) private readonly covers: Covers,
    @Inject(StaffChoices) private readonly staff: StaffChoices,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const { visitor, session } = visitOf(request);
    const today = this.clock.today();
    const covers = await this.covers.list(actorOf(request), today);
    const coordinates = visitor.roles.includes('rmc-coordinator');
    const props = { covers, self: visitor.employee, coordinates, today, csrf: session.csrf };
    this.pages.send(request, reply, () => ({
      ...{ title: t('Waarneming'), current: '/waarneming', body: <CoversPage {...props} /> },
    }));
  }

  @Get('regelen')
  async form(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const today = this.clock.today();
    const values = { medewerker: visitOf(request).visitor.employee, begindatum: today, einddatum: today };
    this.forms.send(request, reply, { ...(await this.arrangeForm(request)), values }, '/waarneming');
  }

  @Post('regelen')
  async arrange(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const { visitor } = visitOf(request);
    await this.forms.attempt(request, reply, await this.arrangeForm(request), body, (given) => {
      const input = new Input(given);
      const [from, until] = [input.day('begindatum'), input.day('einddatum')];
      const [substitute, reason] = [input.needed('waarnemer', 60), input.text('reden', { max: 500 })];
      input.done();
      const employee = given['medewerker'] || visitor.employee;
      return this.covers.arrange(actorOf(request), { employee, substitute, from: from!, until: until!, reason });
    });
  }

  @Post(':id/intrekken')
  async withdraw(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.covers.withdraw(actorOf(request), id);
    this.pages.leadTo(request, reply, '/waarneming', 'bewaard');
  }

  /** An officer arranges for oneself; a coordinator for the staff of the region. */
  private async arrangeForm(request: Request): Promise<WorkForm> {
    const { visitor } = visitOf(request);
    const staff = await this.staff.of(visitor);
    const names = Object.fromEntries(staff.map(({ code, name }) => [code, name]));
    const of = (list: readonly string[], name: 'medewerker' | 'waarnemer'): FieldSpec => ({
      ...{ name, label: FIELD_NAMES[name], type: 'choice', options: list, names, needed: true },
    });
    const all = staff.map((one) => one.code);
    const coordinates = visitor.roles.includes('rmc-coordinator');
    return {
      back: { href: '/waarneming', text: 'Terug naar de waarneming' },
      ...{ title: TITLE_NAMES.regelen, button: TITLE_NAMES.regelen, action: '/waarneming/regelen', values: {} },
      fields: [
        ...(coordinates ? [of(all, 'medewerker')] : []),
        of(coordinates ? all : all.filter((one) => one !== visitor.employee), 'waarnemer'),
        { name: 'begindatum', label: FIELD_NAMES.begindatum, type: 'day', needed: true },
        { name: 'einddatum', label: FIELD_NAMES.einddatum, type: 'day', needed: true },
        { name: 'reden', label: FIELD_NAMES.reden, type: 'text' },
      ],
      errors: [],
    };
  }
}
