import type { StoredMelding } from '../../cases/meldingen/melding-store';
import type { Day } from '../../law/day';
import type { ContactDetails } from '../../registry/contact-details';
import type { MeldingMessage } from './message';

/** Who a melding is about, decrypted. `contact` null: the address is secret or not known. */
export interface Person {
  pgn: string;
  lastName: string | null;
  prefix: string | null;
  firstNames: string | null;
  sex: string | null;
  birthDate: Day;
  deathDate: Day | null;
  contact: ContactDetails | null;
  qualified: boolean;
}

export interface Told {
  melding: StoredMelding;
  brin: string;
  number: string;
  person: Person;
  locationName: string | null;
  /** whom to ask at the municipality; null: nobody yet */
  officer: { name: string; role: string; email: string | null } | null;
}

const decimals = (hundredths: number): string => (hundredths / 100).toFixed(2);
const yesNo = (flag: boolean | null): string | null => (flag === null ? null : flag ? 'ja' : 'nee');

/** Pure. */
export function messageOf({ melding, brin, number, person, locationName, officer }: Told): MeldingMessage {
  const { details } = melding;
  const { contact, gemeente } = details;
  const asked = officer ? { naam: officer.name, functie: officer.role, email: officer.email } : gemeente;
  return {
    ...{ brin, meldingnummer: number, vestiging: melding.location, pgn: person.pgn },
    ...{ geslachtsnaam: person.lastName, voorvoegsel: person.prefix, voornamen: person.firstNames },
    ...{ geslacht: person.sex, geboortedatum: person.birthDate, overlijdensdatum: person.deathDate },
    ...{ straat: person.contact?.straat ?? null, huisnummer: person.contact?.huisnummer ?? null },
    ...{ postcode: person.contact?.postcode ?? null, woonplaats: person.contact?.plaats ?? null },
    ...{ verblijfadres: details.verblijfadres ?? null, startkwalificatie: yesNo(person.qualified) },
    ...{ soort: melding.kind, begindatum: melding.from, einddatum: melding.until },
    uren: melding.hundredths === null ? null : decimals(melding.hundredths),
    dagen: melding.days.map(([day, hundredths]) => `${day}=${decimals(hundredths)}`).join(',') || null,
    ...{ vermoedelijke_reden: melding.suspectedReason, alle_lessen_gemist: yesNo(melding.allLessons) },
    ...{ actie_instelling: details.actie ?? null, actie_gewenst: yesNo(melding.actionWanted) },
    ...{ prioriteit: melding.priority, toelichting: details.toelichting ?? null, leslocatie: locationName },
    ...{ contact_naam: contact?.naam ?? null, contact_functie: contact?.functie ?? null },
    ...{ contact_telefoon: contact?.telefoon ?? null, contact_email: contact?.email ?? null },
    ...{ telefoon: details.telefoon ?? null, meldingsdatum: melding.registeredOn, status: melding.status },
    ...{ reden_afsluiting: melding.closingReason, opmerking_afsluiting: melding.closingNote },
    ...{ gemeente_naam: asked?.naam ?? null, gemeente_functie: asked?.functie ?? null },
    ...{ gemeente_telefoon: gemeente?.telefoon ?? null, gemeente_email: asked?.email ?? null },
  };
}
