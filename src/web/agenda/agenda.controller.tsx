import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { choice, field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { AgendaQuery } from '../../cases/casework/agenda-query';
import { CalendarFeed } from '../../cases/casework/calendar-feed';
import { addDays, parseDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { publicAddress, Settings } from '../../platform/settings';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { AgendaPage } from './agenda-page';
import { askedWeek } from './week';

/** The agenda of an officer or counsellor. */
@Controller('agenda')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class AgendaPageController {
  constructor(
    @Inject(AgendaQuery) private readonly agenda: AgendaQuery,
    @Inject(CalendarFeed) private readonly feed: CalendarFeed,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  show(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    return this.send(request, reply, query);
  }

  /** Shown once and never in an address of its own: so this answers with the page itself. */
  @Post('adres')
  async open(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const token = await this.feed.open(actorOf(request));
    await this.send(request, reply, {}, `${publicAddress(this.settings)}/agenda/${token}.ics`);
  }

  @Post('adres/intrekken')
  async revoke(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    await this.feed.revoke(actorOf(request));
    this.pages.leadTo(request, reply, '/agenda', 'adres-ingetrokken');
  }

  private async send(request: Request, reply: Reply, query: unknown, feed?: string): Promise<void> {
    const today = this.clock.today();
    const view = choice(query, 'toon', ['week', 'lijst']);
    const asked = field(query, 'vanaf');
    const from = view === 'week' ? askedWeek(asked, today) : (parseDay(asked) ?? today);
    const until = addDays(from, view === 'week' ? 6 : 27);
    const lines = await this.agenda.of(actorOf(request), from, until);
    const props = { lines, from, until, view, today, feed, csrf: visitOf(request).session.csrf };
    const content = () => ({ title: t('Agenda'), current: '/agenda', wide: true, body: <AgendaPage {...props} /> });
    this.pages.send(request, reply, content);
  }
}
