import { Problem } from '../../platform/errors';

/** What is wrong with a Word template, in Dutch and as a part of a sentence, at the field with the file. */
export function badTemplate(words: string): Problem {
  return new Problem('sjabloon-onjuist', `Dit sjabloon is niet te gebruiken: ${words}.`, {
    fields: [{ pointer: '/bestand', reden: `${words[0]!.toUpperCase()}${words.slice(1)}.` }],
  });
}
