import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import type { Reply, Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { askedMunicipalities } from '../../figures/area';
import { ADJUSTABLE_NAMES, type AdjustableName, rulesTyped, valuesInForce } from '../../figures/simulation/parameters';
import { MOST_WAITED_FOR, Simulate, type Simulation } from '../../figures/simulation/simulate';
import { type Day, parseDay, schoolYearOf } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { scopeOf } from '../../registry/scopes';
import { type FormError, formErrors } from '../http/form-errors';
import { staffNames } from '../privacy/staff-names';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { areaAsked, areaOptions } from './asked';
import { SimulationPage } from './simulation-page';

/** What to try, as typed. */
export interface SimulationForm {
  gebied: string;
  van: string;
  tot: string;
  waarden: Readonly<Record<AdjustableName, string>>;
}

/** What other parameters would have raised on the same absence, for who divides the work. */
@Voor('rmc-coordinator')
@Controller('cijfers/simulatie')
export class SimulationPageController {
  constructor(
    @Inject(Simulate) private readonly simulate: Simulate,
    @Inject(Database) private readonly database: Database,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  show(@Req() request: Request, @Res() reply: Reply): void {
    const today = this.clock.today();
    const waarden = valuesInForce(this.parameters, today);
    const form = { gebied: '', van: `${schoolYearOf(today)}-08-01`, tot: today, waarden };
    this.send(request, reply, form, null, []);
  }

  /** A post, because it works for a while; it stores nothing. */
  @Post()
  async run(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const { visitor } = visitWithRole(request, 'rmc-coordinator');
    const form = formOf(body);
    const [from, until] = [parseDay(form.van), parseDay(form.tot)];
    const { rules, wrong } = rulesTyped(form.waarden);
    const errors = [...daysWrong(from, until), ...wrong.map(numberWrong)];
    if (errors.length > 0) return this.send(request, reply, form, null, errors);
    const options = areaOptions(visitor, this.clock.today()).map(([value]) => value);
    const area = options.includes(form.gebied) ? form.gebied : (options[0] ?? '');
    const today = this.clock.today();
    const within = scopeOf(visitor, today).figures.municipalities;
    const municipalities = askedMunicipalities({ ...areaAsked(area), within }, today)!;
    const asked = { rules, from: from!, until: until!, municipalities, most: MOST_WAITED_FOR };
    const answer = await this.simulate.run(asked).catch(formErrors);
    const [found, refused] = Array.isArray(answer) ? [null, answer] : [answer, []];
    const codes = found?.medewerkers.map(({ medewerker }) => medewerker) ?? [];
    const names = await staffNames(this.database.read, codes);
    this.send(request, reply, { ...form, gebied: area }, found, refused, names);
  }

  private send(
    request: Request,
    reply: Reply,
    form: SimulationForm,
    simulation: Simulation | null,
    errors: readonly FormError[],
    names: ReadonlyMap<string, string> = new Map(),
  ): void {
    const { session, visitor } = visitWithRole(request, 'rmc-coordinator');
    const today = this.clock.today();
    const shown = { form, simulation, names, errors, areas: areaOptions(visitor, today), csrf: session.csrf };
    const body = <SimulationPage {...shown} now={valuesInForce(this.parameters, today)} />;
    const content = () => ({ title: t('Simulatie'), current: '/cijfers', wide: true, body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

function formOf(body: unknown): SimulationForm {
  const text = (name: string) => field(body, name).trim();
  const waarden = Object.fromEntries(ADJUSTABLE_NAMES.map((name) => [name, text(name)])) as SimulationForm['waarden'];
  return { gebied: text('gebied'), van: text('van'), tot: text('tot'), waarden };
}

function daysWrong(from: Day | null, until: Day | null): FormError[] {
  return [
    ...(from === null ? [{ field: 'van', text: 'Kies een bestaande dag.' }] : []),
    ...(until === null ? [{ field: 'tot', text: 'Kies een bestaande dag.' }] : []),
    ...(from !== null && until !== null && until < from
      ? [{ field: 'tot', text: 'De laatste dag ligt voor de eerste.' }]
      : []),
  ];
}

const numberWrong = (name: AdjustableName): FormError =>
  name === 'telaat'
    ? { field: name, text: 'Schrijf hele getallen met komma’s ertussen, zoals 6, 9, 12.' }
    : { field: name, text: 'Schrijf een getal boven 0.' };
