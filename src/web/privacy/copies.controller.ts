import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { choice } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { AccessReports } from '../../access/log/access-report';
import { LOGS } from '../../access/log/entry';
import { ownDataToCsv, processingToCsv } from '../../retention/rights/own-data-csv';
import { OwnDataReader } from '../../retention/rights/own-data';
import { RightsDesk } from '../../retention/rights/rights-desk';

/** What a pupil gets at a request for access (AVG art. 15, Wpg art. 25): the data, and what was done with them. */
@Voor('privacy-officer')
@Controller('privacy/leerlingen/:id')
export class CopiesController {
  constructor(
    @Inject(RightsDesk) private readonly desk: RightsDesk,
    @Inject(OwnDataReader) private readonly data: OwnDataReader,
    @Inject(AccessReports) private readonly reports: AccessReports,
  ) {}

  @Get('gegevens')
  async own(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Query() query: unknown) {
    await this.desk.subject(actorOf(request), id);
    const data = await this.data.of(actorOf(request), id);
    if (choice(query, 'formaat', ['csv', 'json']) === 'json')
      send(reply, 'gegevens.json', JSON.stringify(data, null, 2));
    else send(reply, 'gegevens.csv', ownDataToCsv(data));
  }

  @Get('inzage')
  async report(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Query() query: unknown) {
    await this.desk.subjectHere(actorOf(request), id);
    const rows = await this.reports.of(actorOf(request), id, choice(query, 'logboek', LOGS));
    send(reply, 'inzage.csv', processingToCsv(rows));
  }
}

/** The name of the file says nothing of anybody. */
function send(reply: Reply, name: string, text: string): void {
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(name.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
    .send(text);
}
