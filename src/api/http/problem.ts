import { Code, Parts, Text, Whole } from './fields';

class Fout {
  @Text({
    about: 'JSON-pointer (RFC 6901) naar het veld; /query/… voor een veld in het adres',
    example: '/registraties/0/datum',
  })
  pointer!: string;

  @Text({ about: 'Wat er mis is, en wat het moet zijn', example: 'moet een bestaande datum zijn (jjjj-mm-dd)' })
  reden!: string;
}

/** What every error looks like: problem+json (RFC 9457). */
export class Probleem {
  @Code({
    about: 'Soort probleem; verandert niet',
    pattern: /^urn:leerspoor:probleem:[a-z0-9-]+$/,
    what: 'een URN',
    example: 'urn:leerspoor:probleem:niet-gevonden',
  })
  type!: string;

  @Text({ about: 'Titel', example: 'Niet gevonden' })
  title!: string;

  @Whole({ about: 'HTTP-status', least: 400, most: 599, example: 404 })
  status!: number;

  @Text({ about: 'Wat er mis is en wat u kunt doen', example: 'Dit bestaat niet, of u heeft er geen toegang toe.' })
  detail!: string;

  @Parts(() => Fout, { about: 'Elk veld dat niet klopt', optional: true, most: 100 })
  fouten?: Fout[];
}

/** How each status is explained in the document. */
export const EXPLAINED: Record<number, string> = {
  400: 'Wat u stuurt klopt niet; elk verkeerd veld staat in `fouten`',
  401: 'U bent niet ingelogd, of de sleutel geldt niet (meer)',
  403: 'U mag dit niet',
  404: 'Dit bestaat niet, of u heeft er geen toegang toe',
  409: 'Dit botst met iets anders',
  412: 'Intussen gewijzigd: de versie in If-Match is niet de laatste',
  413: 'Wat u stuurt is te groot',
  415: 'Deze soort gegevens kan hier niet',
  428: 'If-Match ontbreekt',
  429: 'Te veel verzoeken',
};

/** A valid example of the error of a status. */
export function exampleOf(status: number): Probleem {
  const code =
    { 400: 'invoer-ongeldig', 401: 'niet-ingelogd', 403: 'mag-niet', 404: 'niet-gevonden' }[status] ?? 'probleem';
  const fields = status === 400 ? { fouten: [{ pointer: '/query/pagina', reden: 'moet 1 of hoger zijn' }] } : {};
  return {
    type: `urn:leerspoor:probleem:${code}`,
    title: 'Wat voor probleem het is',
    status,
    detail: `${EXPLAINED[status] ?? 'Er ging iets mis'}.`,
    ...fields,
  };
}
