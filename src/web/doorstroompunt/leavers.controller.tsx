import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Input } from '../../cases/input';
import { addDays } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { RecordMoment } from '../../trajectories/leavers/record-moment';
import { LEAVER_SITUATIONS } from '../../trajectories/vocabulary';
import { Pages } from '../layout/pages';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import { t } from '../text/language';
import type { NameParts } from '../../registry/names';
import { LEAVER_FIELDS, MOMENT_NAMES } from './forms';
import { LeaversPage } from './leavers-page';

const AHEAD_DAYS = 28;
const PAGE = 50;

/** Former pupils of pro and vso: who is due, and where they were found. */
@Controller('doorstroompunt/uitstromers')
@Voor('rmc-trajectbegeleider')
export class LeaversController {
  constructor(
    @Inject(RecordMoment) private readonly moments: RecordMoment,
    @Inject(Database) private readonly database: Database,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const today = this.clock.today();
    const due = await this.moments.due(actorOf(request), addDays(today, AHEAD_DAYS), PAGE + 1, null);
    const rows = await this.named(due.slice(0, PAGE));
    const body = <LeaversPage {...{ rows, today }} more={due.length > PAGE} />;
    this.pages.send(request, reply, () => ({ title: t('Uitstromers'), current: '/doorstroompunt', body }));
  }

  @Get(':id')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.moments.see(actorOf(request), id);
    const form = { ...formOf(id), values: { datum: this.clock.today() } };
    this.forms.send(request, reply, form, '/doorstroompunt/uitstromers');
  }

  @Post(':id')
  async record(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const actor = actorOf(request);
    await this.moments.see(actor, id);
    await this.forms.attempt(request, reply, formOf(id), body, (given) => {
      const input = new Input(given);
      const [day, situation] = [input.day('datum'), input.oneOf('situatie', LEAVER_SITUATIONS)];
      const note = input.text('notitie', { max: 8_000 });
      input.done();
      return this.moments.record(actor, { leaverId: id, day: day!, situation: situation!, note });
    });
  }

  /** Names of those who may be seen; `due` has accounted for the look. */
  private async named<T extends { pupilId: string; location: string }>(rows: readonly T[]) {
    if (rows.length === 0) return [];
    const { read } = this.database;
    const these = read.oneOf(
      'p.id',
      rows.map((row) => row.pupilId),
    );
    const found = await read.all<NameParts & { id: string }>(
      `SELECT p.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName" FROM pupil p WHERE ${these.sql}`,
      [these.value],
    );
    const places = read.oneOf('code', [...new Set(rows.map((row) => row.location))], 'code');
    const schools = await read.all<{ code: string; name: string }>(
      `SELECT code, name FROM school_location WHERE ${places.sql}`,
      [places.value],
    );
    const [names, school] = [
      new Map(found.map(({ id, ...name }) => [id, name])),
      new Map(schools.map(({ code, name }) => [code, name])),
    ];
    return rows.map((row) => ({ ...row, ...names.get(row.pupilId)!, school: school.get(row.location) ?? null }));
  }
}

function formOf(id: string): WorkForm {
  return {
    back: { href: '/doorstroompunt/uitstromers', text: 'Terug naar de uitstromers' },
    ...{ title: MOMENT_NAMES.moment, button: 'Bewaar', action: `/doorstroompunt/uitstromers/${id}` },
    ...{ fields: LEAVER_FIELDS, values: {}, errors: [] },
  };
}
