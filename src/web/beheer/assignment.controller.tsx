import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { choice, field } from '../../access/http/form';
import type { Reply, Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { RehearseAssignment } from '../../cases/assignment/rehearse-assignment';
import { REGIMES } from '../../cases/dossier/regime';
import { findMunicipality } from '../../registry/facts';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { codeOf } from './area-lines';
import { AssignmentPage } from './assignment-page';

/** How dossiers are given. */
@Voor('functioneel-beheerder')
@Controller('beheer/toewijzing')
export class AssignmentController {
  constructor(
    @Inject(RehearseAssignment) private readonly query: RehearseAssignment,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const asked = {
      regime: choice(query, 'regime', REGIMES),
      gemeente: field(query, 'gemeente').trim(),
      school: field(query, 'school').trim().toUpperCase(),
    };
    const municipality = codeOf('gemeente', asked.gemeente);
    const known = findMunicipality(municipality) !== undefined;
    const errors =
      asked.gemeente === '' || known
        ? []
        : [{ field: 'gemeente', text: 'Deze gemeente kennen wij niet. Schrijf de naam of de code van vier cijfers.' }];
    const location = asked.school === '' ? null : asked.school;
    const steps = known ? await this.query.rehearse({ regime: asked.regime, municipality, location }) : null;
    const body = <AssignmentPage {...{ asked, errors, steps }} waiting={await this.query.waiting()} />;
    const content = () => ({ title: t('Toewijzing'), current: '/beheer', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}
