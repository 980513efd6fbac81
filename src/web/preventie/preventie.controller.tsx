import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Input } from '../../cases/input';
import { PREVENTION_KINDS, RecordPrevention, type ShownPrevention } from '../../cases/prevention/record-prevention';
import { asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { findMunicipality } from '../../registry/facts';
import { PupilDirectory } from '../../registry/pupil-directory';
import { scopeOf } from '../../registry/scopes';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import type { FieldSpec } from '../leerplicht/work/item-fields';
import { t } from '../text/language';
import type { NameParts } from '../../registry/names';
import { PREVENTION_NAMES, PreventionPage, type PreventionNames } from './prevention-page';

const PAGE = 50;
const FIRST = asDay('2000-01-01');
const FIELD_NAMES = {
  gemeente: 'Gemeente',
  soort: 'Soort',
  datum: 'Datum',
  vestiging: 'Vestiging (BRIN en vestigingsnummer, zoals 01AB00)',
  pgn: 'BSN of onderwijsnummer, als het over één leerling gaat',
  notitie: 'Notitie',
} as const;
const TITLE_NAMES = { nieuw: 'Leg preventief werk vast' } as const;

/** Preventive work: a school that signals early, a talk hour, advice. */
@Controller('preventie')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class PreventionController {
  constructor(
    @Inject(RecordPrevention) private readonly prevention: RecordPrevention,
    @Inject(PupilDirectory) private readonly pupils: PupilDirectory,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** `voor`: what was recorded before this one. */
  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const before = field(query, 'voor');
    if (before !== '' && !isId(before)) throw notFound();
    const found = await this.prevention.list(actorOf(request), FIRST, PAGE + 1, before || undefined);
    const rows = found.slice(0, PAGE);
    const next = found.length > PAGE ? `/preventie?voor=${rows.at(-1)!.id}` : null;
    const body = <PreventionPage {...{ rows, next }} names={await this.names(rows)} />;
    this.pages.send(request, reply, () => ({ title: t('Preventie'), current: '/preventie', body }));
  }

  @Get('nieuw')
  form(@Req() request: Request, @Res() reply: Reply): void {
    const form = this.recordForm(request);
    this.forms.send(request, reply, { ...form, values: { datum: this.clock.today() } }, '/preventie');
  }

  @Post('nieuw')
  async record(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    await this.forms.attempt(request, reply, this.recordForm(request), body, async (given) => {
      const input = new Input(given);
      const [municipality, kind] = [input.needed('gemeente', 4), input.oneOf('soort', PREVENTION_KINDS)];
      const [day, location] = [input.day('datum'), input.text('vestiging', { max: 6 })];
      const [pgn, note] = [input.text('pgn', { max: 9 }), input.needed('notitie', 8_000)];
      input.done();
      const pupilId = pgn === null ? null : await this.pupilOf(pgn);
      const of = { location: location?.toUpperCase() ?? null, pupilId, note };
      try {
        await this.prevention.record(actorOf(request), { municipality, kind: kind!, day: day!, ...of });
      } catch (error) {
        // the number of a pupil whom one may not see is answered as one that does not exist
        if (error instanceof Problem && error.status === 404 && pupilId !== null) throw unknownPupil();
        throw error;
      }
    });
  }

  private async pupilOf(pgn: string): Promise<string> {
    const found = await this.pupils.find(this.database.read, [pgn]);
    const id = found.get(pgn);
    if (id === undefined) throw unknownPupil();
    return id;
  }

  private recordForm(request: Request): WorkForm {
    const { leerplicht, doorstroompunt } = scopeOf(visitOf(request).visitor, this.clock.today());
    const own = [...new Set([...leerplicht, ...doorstroompunt])].sort();
    const names = Object.fromEntries(own.map((code) => [code, findMunicipality(code)?.name ?? code]));
    const fields: FieldSpec[] = [
      { name: 'gemeente', label: FIELD_NAMES.gemeente, type: 'choice', options: own, names, needed: true },
      {
        ...{ name: 'soort', label: FIELD_NAMES.soort, type: 'choice', options: PREVENTION_KINDS },
        ...{ names: PREVENTION_NAMES, needed: true },
      },
      { name: 'datum', label: FIELD_NAMES.datum, type: 'day', needed: true },
      { name: 'vestiging', label: FIELD_NAMES.vestiging, type: 'text' },
      { name: 'pgn', label: FIELD_NAMES.pgn, type: 'text' },
      { name: 'notitie', label: FIELD_NAMES.notitie, type: 'area', needed: true },
    ];
    return {
      back: { href: '/preventie', text: 'Terug naar preventie' },
      ...{ title: TITLE_NAMES.nieuw, button: 'Bewaar', action: '/preventie/nieuw', fields, values: {}, errors: [] },
    };
  }

  /** Of rows that may be seen. */
  private async names(rows: readonly ShownPrevention[]): Promise<PreventionNames> {
    const { read } = this.database;
    const schools = read.oneOf('code', [...new Set(rows.flatMap((one) => one.location ?? []))], 'code');
    const pupils = read.oneOf('id', [...new Set(rows.flatMap((one) => one.pupilId ?? []))]);
    const staff = read.oneOf('code', [...new Set(rows.map((one) => one.employee))], 'code');
    type Named = { code: string; name: string };
    const byCode = (list: readonly Named[]) => new Map(list.map(({ code, name }) => [code, name]));
    const people = await read.all<NameParts & { id: string }>(
      `SELECT id, first_names AS "firstNames", prefix, last_name AS "lastName" FROM pupil WHERE ${pupils.sql}`,
      [pupils.value],
    );
    return {
      schools: byCode(
        await read.all<Named>(`SELECT code, name FROM school_location WHERE ${schools.sql}`, [schools.value]),
      ),
      staff: byCode(await read.all<Named>(`SELECT code, name FROM employee WHERE ${staff.sql}`, [staff.value])),
      pupils: new Map(people.map((one) => [one.id, one])),
    };
  }
}

function unknownPupil(): Problem {
  return new Problem('leerling-onbekend', 'Deze leerling is niet bekend, of u heeft er geen toegang toe.', {
    fields: [{ pointer: '/pgn', reden: 'Deze leerling is niet bekend, of u heeft er geen toegang toe.' }],
  });
}
