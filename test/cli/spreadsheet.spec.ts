import { csvFormat } from '../../src/cli/export/formats';
import { MESSAGE_COLUMNS, MESSAGE_FREE_TEXT } from '../../src/exchange/meldingen/message';
import { forSpreadsheet } from '../../src/platform/for-spreadsheet';
import { certificateToCsv } from '../../src/retention/certificate-csv';
import { processingToCsv } from '../../src/retention/rights/own-data-csv';

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u0000=1',
  '\uff1d1',
  "=cmd|'/c calc'!A1",
];

describe('a text in a file for a spreadsheet', () => {
  it.each(FORMULAS)('is not run: %j', (formula) => {
    expect(forSpreadsheet(formula)).toBe(`'${formula}`);
    const cells = csvFormat().rows(['a', 'b'], [[formula, formula]]);
    expect(cells.match(/(^|;)"?'/g)).toHaveLength(2);
    const processing = { tijdstip: formula, handeling: formula, onderwerp: formula, doel: formula };
    const told = processingToCsv([{ ...processing, door: formula, langs: formula, uitkomst: formula }]);
    expect(told.slice(told.indexOf('\n') + 1).match(/(^|;)"?'/g)).toHaveLength(7);
    const certificate = {
      maand: '2026-03-01',
      records: {},
      rijen: {},
      voorgedragenDoor: formula,
      goedgekeurdDoor: formula,
    };
    expect(certificateToCsv(JSON.stringify(certificate)).match(/door;"?'/g)).toHaveLength(2);
  });

  it.each(['Jansen', '2026-03-01', '12.50', "'s-Gravenhage", 'a=b', ''])('is left as it is: %j', (text) => {
    expect(forSpreadsheet(text)).toBe(text);
  });

  it('is guarded in a message to another system wherever people type, and numbers stay as they are', () => {
    const cells = csvFormat(MESSAGE_FREE_TEXT).rows(MESSAGE_COLUMNS, [MESSAGE_COLUMNS.map(() => '=1')]);
    const run = MESSAGE_COLUMNS.filter((_, i) => cells.trim().split(';')[i] === '=1');
    // each is held to its form by the reader on the other side
    expect(
      run.filter((column) =>
        /naam|toelichting|functie|actie_instelling|straat|plaats|locatie|email|telefoon/.test(column),
      ),
    ).toEqual([]);
  });
});
