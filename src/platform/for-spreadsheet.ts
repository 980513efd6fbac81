/** What a spreadsheet takes for the beginning of a formula, also after blanks and in the full width of other scripts. */
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that people typed, so that a spreadsheet does not run it: with a `'` before it where it would. */
export const forSpreadsheet = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
