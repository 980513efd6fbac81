import { Inject } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Reads, Resource } from '../http/resource';
import { Regels } from './regel';

type Section = Record<string, readonly { vanaf: Day; waarde: unknown; bron: string }[]>;

/** The law as this installation applies it: every value with the day from which it holds and where it comes from. */
@Voor('functioneel-beheerder')
@Resource('regels')
export class RegelsController {
  constructor(@Inject(LawParameters) private readonly law: LawParameters) {}

  @Reads({ id: 'regelsLezen', does: 'Geeft de waarden waarmee Leerspoor verzuim beoordeelt', gives: Regels })
  list(): Regels {
    const sections = Object.entries(this.law.file) as [string, Section][];
    return {
      regels: sections.flatMap(([onderdeel, section]) =>
        Object.entries(section).flatMap(([naam, dated]) =>
          dated.map(({ vanaf, waarde, bron }, i) => ({
            ...{ onderdeel, naam, waarden: [waarde].flat().map(String), bron },
            // the first value holds before its date too
            vanaf: i === 0 ? null : vanaf,
          })),
        ),
      ),
    };
  }
}
