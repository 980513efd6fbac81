import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { staffRefusals, TakeStaff } from '../../imports/take-staff';
import { Database } from '../../platform/database/database';
import type { FieldProblem } from '../../platform/errors';
import type { Refusal } from '../../platform/incoming';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, requireTag, versionGiven, versionTag } from '../http/etag';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { Lists, Puts, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Medewerker, MedewerkerGegevens, MedewerkersQuery, STAFF_FIELDS } from './medewerker';
import { StaffQuery } from './staff-query';
import { Voor } from '../../access/http/voor';

/** Names of the file, where the API has another. */
const FIELDS: Record<string, string> = { rol: 'rollen' };

@Voor('ieder')
@Resource('medewerkers')
export class MedewerkersController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StaffQuery) private readonly staff: StaffQuery,
    @Inject(TakeStaff) private readonly takeStaff: TakeStaff,
  ) {}

  @Lists({ id: 'medewerkersLezen', does: 'Geeft de medewerkers die u mag zien', gives: Medewerker })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: MedewerkersQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, STAFF_FIELDS);
    return toPage(request, reply, query, await this.staff.list(asker, query), asked);
  }

  @Reads({ id: 'medewerkerLezen', does: 'Geeft één medewerker', path: ':code', gives: Medewerker, tagged: true })
  async one(
    @Asking() asker: Asker,
    @Param('code') code: string,
    @Query(new ApiValidation('query')) query: OneQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, STAFF_FIELDS);
    const found = await this.staff.find(this.database.read, asker, code);
    if (!found) throw notThere();
    return isKnown(request, reply, tagOf(found)) ? undefined : sparse(found, asked);
  }

  @Puts({
    id: 'medewerkerBewaren',
    does: 'Maakt een medewerker, of zet alle gegevens zoals u ze stuurt',
    about:
      'Alleen de functioneel beheerder. Wat u weglaat wordt leeg. Voor een bestaande medewerker is If-Match nodig.',
    path: ':code',
    gives: Medewerker,
  })
  async put(
    @Asking() asker: Asker,
    @Param('code') code: string,
    @Body(new ApiValidation('body', wrongFurther)) given: MedewerkerGegevens,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const saved = await this.database.work(async (work) => {
      const before = await this.staff.find(work, asker, code);
      if (before && asker.visitor.roles.includes('functioneel-beheerder')) {
        requireTag(versionGiven(request), tagOf(before));
      }
      const refusals = await this.takeStaff.take(work, asker, toRecord(code, given));
      if (refusals.length > 0) throw invalid(refusals.map(problemOf));
      return (await this.staff.find(work, asker, code))!;
    });
    void reply.header('etag', tagOf(saved));
    return saved;
  }
}

/** The number of open dossiers changes without the employee changing. */
function tagOf({ openDossiers: _, ...employee }: Medewerker): string {
  return versionTag(employee);
}

function problemOf({ column, reason }: Refusal): FieldProblem {
  return { pointer: `/${FIELDS[column] ?? column}`, reden: reason };
}

/** What the file would refuse, told together with what has not even the right form. */
function wrongFurther(good: Partial<MedewerkerGegevens>): FieldProblem[] {
  const record = toRecord('', { naam: '', rollen: [], ...good });
  // the code stands in the address, and is looked at with the rest once that is good
  return staffRefusals(record).flatMap((one) => (one.column === 'medewerker' ? [] : problemOf(one)));
}

/** As a row of the file `medewerkers`: what was left out is empty. */
function toRecord(code: string, given: MedewerkerGegevens) {
  const list = (codes: string[] | undefined) => (codes ?? []).join(',');
  return {
    medewerker: code,
    naam: given.naam,
    rol: given.rollen.join(','),
    boa: given.boa ?? false,
    gemeenten: list(given.gemeenten),
    regios: list(given.regios),
    scholen: list(given.scholen),
    fte: given.fte ?? '',
    maximum: given.maximum ?? '',
    begindatum: given.begindatum ?? '',
    einddatum: given.einddatum ?? '',
    email: given.email ?? '',
  };
}
