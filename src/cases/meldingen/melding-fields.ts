import type { Input } from '../input';
import type { MeldingDetails, StoredMelding } from './melding-store';
import { PRIORITIES, SUSPECTED_REASONS, type SuspectedReason } from './states';

/** What only the school knows of a melding (BRO 13), as it comes in. */
export type SchoolFields = Pick<
  StoredMelding,
  'suspectedReason' | 'allLessons' | 'actionWanted' | 'priority' | 'details'
>;

const REASONS = Object.keys(SUSPECTED_REASONS) as SuspectedReason[];

/**
 * Reads vermoedelijkeReden, alleLessenGemist, actieInstelling, actieGemeenteGewenst, prioriteit, toelichting,
 * contactNaam, contactFunctie, contactTelefoon, contactEmail, telefoon and verblijfadres. Where action of the
 * municipality is wanted a priority is needed, where none is wanted an explanation (BRO 13).
 */
export function readSchoolFields(input: Input): SchoolFields {
  const suspectedReason = input.oneOf('vermoedelijkeReden', REASONS);
  const allLessons = input.flag('alleLessenGemist');
  const actionWanted = input.flag('actieGemeenteGewenst');
  const priority = input.oneOf('prioriteit', PRIORITIES, false);
  const explanation = input.text('toelichting', { max: 2_000 });
  if (actionWanted === true && priority === null) input.refuse('prioriteit', 'Kies hoe snel actie nodig is.');
  if (actionWanted === false && explanation === null) {
    input.refuse('toelichting', 'Leg uit waarom de gemeente niets hoeft te doen.');
  }
  const details: MeldingDetails = dropEmpty({
    actie: input.needed('actieInstelling', 2_000),
    toelichting: explanation,
    contact: dropEmpty({
      naam: input.needed('contactNaam'),
      functie: input.text('contactFunctie'),
      telefoon: input.text('contactTelefoon', { max: 20 }),
      email: input.text('contactEmail'),
    }),
    telefoon: input.text('telefoon', { max: 20 }),
    verblijfadres: input.text('verblijfadres'),
  });
  const { telefoon, email } = details.contact ?? {};
  if (!telefoon && !email) input.refuse('contactTelefoon', 'Geef een telefoonnummer of een e-mailadres van de school.');
  if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) input.refuse('contactEmail', 'Geef een geldig e-mailadres.');
  return { suspectedReason, allLessons, actionWanted, priority, details };
}

function dropEmpty<T>(fields: { [K in keyof T]: T[K] | null }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as T;
}
