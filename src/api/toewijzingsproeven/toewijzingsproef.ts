import { REGIMES, type Regime } from '../../cases/dossier/regime';
import { Kandidaat, Stap } from '../dossiers/dossier';
import { Location, Municipality } from '../http/codes';
import { Choice, Parts, Whole } from '../http/fields';

export class ToewijzingsproefVraag {
  @Choice(REGIMES, { about: 'Regime van het dossier' })
  regime!: Regime;

  @Municipality({ about: 'Gemeente waar de leerling woont' })
  gemeente!: string;

  @Location({ about: 'Vestiging waar het verzuim is', optional: true })
  vestiging?: string;
}

/** Who would get a dossier today, and why. */
export class Toewijzingsproef {
  @Parts(() => Stap, { about: 'Elke stap' })
  stappen!: Stap[];

  @Parts(() => Kandidaat, { about: 'Wie in aanmerking komt, en wat van elk wordt gezegd' })
  kandidaten!: Kandidaat[];
}

class WachtendeDossiers {
  @Municipality({ about: 'Gemeente; leeg: woonplaats onbekend', nullable: true })
  gemeente!: string | null;

  @Choice(REGIMES, { about: 'Regime' })
  regime!: string;

  @Whole({ about: 'Aantal open dossiers zonder behandelaar', example: 3 })
  aantal!: number;
}

export class Verdeelbak {
  @Parts(() => WachtendeDossiers, { about: 'De meeste eerst', most: 100 })
  wachtend!: WachtendeDossiers[];
}
