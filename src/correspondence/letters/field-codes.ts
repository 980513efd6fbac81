import { badTemplate } from './word-fault';

/** Field codes that say something of the letter itself, with switches for how it is written. */
const OF_THE_LETTER = /^(PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE)(\s+\\.*)?$/is;
/** A link that is the same in every letter. */
const CONSTANT_LINK = /^HYPERLINK\s+"(https:\/\/|mailto:)[^"{}\\]*"(\s+\\o\s+"[^"{}\\]*")?(\s+\\h)?$/i;

/** What may be read in another order than it stands, or left out: not in the middle of a code. */
const ELSEWHERE = ['txbxContent', 'AlternateContent', 'Choice', 'Fallback', 'drawing', 'pict'];

/**
 * The field codes of one part of a Word file, as its elements come by. A code runs from `begin` to `separate` or `end`;
 * what stands in it is an instruction to Word: with a merge field in it the name of a child would become one.
 */
export class FieldCodes {
  /** fields that are open, the outermost first; null: its code has been read, what follows is its result */
  private readonly open: (string | null)[] = [];

  /** An element begins. */
  begin(name: string, attribute: (name: string) => string): void {
    if (name === 'fldSimple') requireCode(attribute('instr'));
    if (name === 'ffData' || name === 'fldData') throw codeRefused('een formulierveld');
    if (ELSEWHERE.includes(name) && this.inCode()) throw codeRefused('een tekstvak in een veldcode');
    if (name !== 'fldChar') return;
    const type = attribute('fldCharType');
    if (type === 'begin') {
      if (this.inCode()) throw codeRefused('een veld in een veldcode');
      this.open.push('');
    } else this.readCode(type === 'end');
  }

  /** Text in the element of this name. */
  text(element: string, text: string): void {
    const code = element === 'instrText' || element === 'delInstrText';
    if (!this.inCode()) {
      if (code && text.trim() !== '') throw codeRefused(firstWord(text));
      return;
    }
    if (!code && text.trim() !== '') throw codeRefused('tekst in een veldcode');
    if (code) this.open[this.open.length - 1] += text;
  }

  /** The part is over: every field must be. */
  end(): void {
    if (this.open.length > 0) throw codeRefused('een veld zonder einde');
  }

  private inCode(): boolean {
    return this.open.length > 0 && this.open.at(-1) !== null;
  }

  private readCode(over: boolean): void {
    const code = this.open.pop();
    if (code === undefined) throw codeRefused('een veld zonder begin');
    if (code !== null) requireCode(code);
    if (!over) this.open.push(null);
  }
}

function requireCode(code: string): void {
  const plain = code.trim();
  const known = OF_THE_LETTER.test(plain) || CONSTANT_LINK.test(plain);
  if (!known || /[{}]/.test(plain)) throw codeRefused(firstWord(plain));
}

/** Which code it is; what follows may name a folder of somebody. */
const firstWord = (code: string): string => code.trim().split(/\s/)[0]!.replace(/[{}]/g, '').slice(0, 30);

function codeRefused(code: string): Error {
  const what = `Er staat een veldcode van Word in die niet mag (${code}).`;
  const how = 'Zet die om in gewone tekst (Ctrl+Shift+F9).';
  const good = 'Alleen paginanummer, aantal pagina’s, datum, tijd en een vaste link mogen.';
  return badTemplate([what, how, good].join(' '));
}
