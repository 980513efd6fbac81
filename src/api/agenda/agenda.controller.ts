import { Controller, Get, Header, Inject, Ip, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { OpenToAll } from '../../access/open-to-all';
import { CalendarFeed } from '../../cases/casework/calendar-feed';
import { type Asker, Asking, notThere } from '../http/asker';
import { Text } from '../http/fields';
import { Makes, Removes, Resource } from '../http/resource';

/** The secret address of a calendar. */
export class Agendaadres {
  @Text({ about: 'Adres voor een agendaprogramma; het is geheim en wordt één keer getoond', example: '/agenda/….ics' })
  adres!: string;
}

/** An officer makes and ends the secret address of the own calendar. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('agenda')
export class AgendaController {
  constructor(@Inject(CalendarFeed) private readonly feed: CalendarFeed) {}

  @Makes({
    ...{ id: 'agendaadresMaken', does: 'Maakt een nieuw geheim adres voor uw agenda; het vorige vervalt' },
    gives: Agendaadres,
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
