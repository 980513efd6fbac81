import { Inject, Query } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { RehearseAssignment } from '../../cases/assignment/rehearse-assignment';
import { findMunicipality } from '../../registry/facts';
import { Reads, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Toewijzingsproef, ToewijzingsproefVraag, Verdeelbak } from './toewijzingsproef';

/** How dossiers are given, for who keeps the staff: numbers and reasons, and no dossier. */
@Voor('functioneel-beheerder')
@Resource('toewijzingsproeven')
export class ToewijzingsproevenController {
  constructor(@Inject(RehearseAssignment) private readonly assignment: RehearseAssignment) {}

  @Reads({
    ...{ id: 'toewijzingProberen', does: 'Geeft wie vandaag een dossier zou krijgen; er wordt niets toegewezen' },
    gives: Toewijzingsproef,
  })
  async rehearse(
    @Query(new ApiValidation('query')) { regime, gemeente, vestiging }: ToewijzingsproefVraag,
  ): Promise<Toewijzingsproef> {
    if (!findMunicipality(gemeente)) throw invalid([{ pointer: '/query/gemeente', reden: 'bestaat niet' }]);
    return this.assignment.rehearse({ regime, municipality: gemeente, location: vestiging ?? null });
  }
}

/** What waits for somebody to take it, counted. */
@Voor('functioneel-beheerder')
@Resource('verdeelbak')
export class VerdeelbakController {
  constructor(@Inject(RehearseAssignment) private readonly assignment: RehearseAssignment) {}

  @Reads({ id: 'verdeelbakLezen', does: 'Geeft hoeveel dossiers zonder behandelaar wachten', gives: Verdeelbak })
  async waiting(): Promise<Verdeelbak> {
    const rows = await this.assignment.waiting();
    return { wachtend: rows.map((one) => ({ gemeente: one.municipality, regime: one.regime, aantal: one.count })) };
  }
}
