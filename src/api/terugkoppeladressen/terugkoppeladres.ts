import { Location } from '../http/codes';
import { Parts, Text } from '../http/fields';

export class TerugkoppeladresGegevens {
  @Text({ about: 'E-mailadres; leeg: geen mail', nullable: true, longest: 200, example: 'verzuim@school.example' })
  email!: string | null;
}

/** Where a location of a school hears that the municipality did something with a melding. */
export class Terugkoppeladres extends TerugkoppeladresGegevens {
  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @Text({ about: 'Naam van de school', example: 'De Veenborg' })
  naam!: string;
}

export class Terugkoppeladressen {
  @Parts(() => Terugkoppeladres, { about: 'Uw vestigingen, op naam', most: 100 })
  adressen!: Terugkoppeladres[];
}
