import { Controller, Get, Header, Inject, Ip, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { OpenToAll } from '../../access/open-to-all';
import { AgendaQuery } from '../../cases/casework/agenda-query';
import { CalendarFeed } from '../../cases/casework/calendar-feed';
import { addDays, asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type Asker, Asking, notThere } from '../http/asker';
import { Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Agenda, Agendaadres, AgendaVraag, shownLine } from './agenda';

const LONGEST_DAYS = 92;
const USUAL_DAYS = 27;

/** What an officer or counsellor has to do, and the secret address under which a calendar program reads it. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('agenda')
export class AgendaController {
  constructor(
    @Inject(CalendarFeed) private readonly feed: CalendarFeed,
    @Inject(AgendaQuery) private readonly agenda: AgendaQuery,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Reads({ id: 'agendaLezen', does: 'Geeft uw afspraken, taken en termijnen in een tijd', gives: Agenda })
  async list(@Asking() asker: Asker, @Query(new ApiValidation('query')) { van, tot }: AgendaVraag): Promise<Agenda> {
    const from = van === undefined ? this.clock.today() : asDay(van);
    const until = tot === undefined ? addDays(from, USUAL_DAYS) : asDay(tot);
    const last = addDays(from, LONGEST_DAYS);
    if (until < from || until > last) {
      throw invalid([{ pointer: '/query/tot', reden: `moet van ${from} tot en met ${last} liggen` }]);
    }
    return { regels: (await this.agenda.of(asker, from, until)).map(shownLine) };
  }

  @Makes({
    ...{ id: 'agendaadresMaken', does: 'Maakt een nieuw geheim adres voor uw agenda; het vorige vervalt' },
    ...{ gives: Agendaadres, secret: true },
  })
  async make(@Asking() asker: Asker): Promise<Agendaadres> {
    return { adres: `/agenda/${await this.feed.open(asker)}.ics` };
  }

  @Removes({ id: 'agendaadresIntrekken', does: 'Trekt het geheime adres van uw agenda in' })
  async revoke(@Asking() asker: Asker): Promise<void> {
    await this.feed.revoke(asker);
  }
}

/** What a calendar program reads: without a login, by the secret alone. */
@ApiExcludeController()
@OpenToAll()
@Controller('agenda')
export class CalendarController {
  constructor(@Inject(CalendarFeed) private readonly feed: CalendarFeed) {}

  @Get(':bestand')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  async read(@Param('bestand') file: string, @Ip() address: string): Promise<string> {
    const token = /^([A-Za-z0-9_-]{43})\.ics$/.exec(file)?.[1];
    const calendar = token === undefined ? null : await this.feed.read(token, address);
    if (calendar === null) throw notThere();
    return calendar;
  }
}
