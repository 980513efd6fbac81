import { Problem } from '../../platform/errors';

/** What is wrong with a Word template and what to do about it, in Dutch sentences, at the field with the file. */
export function badTemplate(reden: string): Problem {
  const words = reden[0]!.toLowerCase() + reden.slice(1, -1);
  return new Problem('sjabloon-onjuist', `Dit sjabloon is niet te gebruiken: ${words}.`, {
    fields: [{ pointer: '/bestand', reden }],
  });
}
