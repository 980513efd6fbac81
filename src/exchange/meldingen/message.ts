/** Columns of a melding as it goes out, in order; those that come in are read by the same names. Dutch, of BRO 13 and 14. */
export const MESSAGE_COLUMNS = [
  ...(['brin', 'meldingnummer', 'vestiging', 'pgn', 'geslachtsnaam', 'voorvoegsel', 'voornamen', 'geslacht'] as const),
  ...(['geboortedatum', 'overlijdensdatum', 'straat', 'huisnummer', 'postcode', 'woonplaats'] as const),
  ...(['verblijfadres', 'startkwalificatie', 'soort', 'begindatum', 'einddatum', 'uren', 'dagen'] as const),
  ...(['vermoedelijke_reden', 'alle_lessen_gemist', 'actie_instelling', 'actie_gewenst', 'prioriteit'] as const),
  ...(['toelichting', 'leslocatie', 'contact_naam', 'contact_functie', 'contact_telefoon'] as const),
  ...(['contact_email', 'telefoon', 'meldingsdatum', 'status', 'reden_afsluiting', 'opmerking_afsluiting'] as const),
  ...(['gemeente_naam', 'gemeente_functie', 'gemeente_telefoon', 'gemeente_email'] as const),
];
export type MessageColumn = (typeof MESSAGE_COLUMNS)[number];

/** One melding with its status, complete; hours and days as text with a point and two decimals. Null: empty. */
export type MeldingMessage = Record<MessageColumn, string | null>;

/** What people type: a spreadsheet must not run it. */
export const MESSAGE_FREE_TEXT: readonly MessageColumn[] = [
  ...(['meldingnummer', 'geslachtsnaam', 'voorvoegsel', 'voornamen', 'straat', 'huisnummer', 'woonplaats'] as const),
  ...(['verblijfadres', 'actie_instelling', 'toelichting', 'leslocatie', 'contact_naam', 'contact_functie'] as const),
  ...([
    'contact_telefoon',
    'contact_email',
    'telefoon',
    'gemeente_naam',
    'gemeente_functie',
    'gemeente_telefoon',
    'gemeente_email',
  ] as const),
];

/**
 * Where meldingen and feedback go: a file, or a connection that a supplier puts in its place. `send` resolves when the
 * other side has them; where it throws they are sent again next time, so that side must take the same twice.
 */
export interface MeldingChannel {
  send(messages: readonly MeldingMessage[]): Promise<void>;
}
