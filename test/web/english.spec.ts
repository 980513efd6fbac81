import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { TELLING_CELLS } from '../../src/figures/telling/cells';
import { seriesBreaks } from '../../src/figures/vsv/definition';
import { homeDefinitions } from '../../src/figures/thuiszitters/definitions';
import { EXPLAINED } from '../../src/imports/kinds-explained';
import { projectRoot } from '../../src/platform/config-file';
import { englishTexts, inLanguage } from '../../src/web/text/language';
import { told } from '../../src/web/text/told';

/** Attributes and properties whose text a reader sees or hears. */
const SHOWN = ['label', 'hint', 'title', 'caption', 'aria-label', 'alt', 'placeholder'];
/** What is the same in every language. */
const SAME = /^[\s\d.,;:()\-–…“”"'/%·•|+=<>*×→]*$|^Leerspoor$/u;

/** Lists of words in the rooms below. */
const SHOWN_BELOW = [
  'CLOSING_REASONS',
  'CLOSING_NOTES',
  'DOSSIER_CLOSINGS',
  'SUSPECTED_REASONS',
  'FREE_TEXT_GUIDANCE',
  'CHECKLIST',
  'NO_PROOF',
  'ITEM_NAMES',
  'THING_NAMES',
  'FIRST_NAMES',
];

interface Found {
  translated: Set<string>;
  untranslated: string[];
}

/** Every text of the pages: what goes through `t()` or stands in a map of `…_NAMES`, and what does neither. */
function readTexts(): Found {
  const found: Found = { translated: new Set(), untranslated: [] };
  const folder = join(projectRoot(), 'src', 'web');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.spec\.tsx?$/.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source, source, found);
  }
  return found;
}

function visit(node: ts.Node, source: ts.SourceFile, found: Found): void {
  const where = () => `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const texts = { t: [0], counted: [1, 2] }[node.expression.text] ?? [];
    for (const i of texts) for (const text of literals(node.arguments[i])) found.translated.add(text);
  }
  if (
    ts.isVariableDeclaration(node) &&
    /_NAMES$|^NOTICES$|^NAVIGATION$/.test(node.name.getText()) &&
    node.initializer
  ) {
    for (const text of namesIn(node.initializer)) found.translated.add(text);
  }
  // the message of an error in a form is translated where it is shown
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'text') {
    for (const text of literals(node.initializer)) found.translated.add(text);
  }
  if (isTerm(node)) found.untranslated.push(`${where()}: ${node.text}`);
  if (ts.isJsxText(node) && !SAME.test(node.text)) found.untranslated.push(`${where()}: ${node.text.trim()}`);
  if (ts.isJsxAttribute(node) && SHOWN.includes(node.name.getText()) && node.initializer) {
    const tag = node.parent.parent;
    const own = ts.isJsxOpeningElement(tag) || ts.isJsxSelfClosingElement(tag) ? tag.tagName.getText() : '';
    if (own !== 'meta' && ts.isStringLiteral(node.initializer) && !SAME.test(node.initializer.text)) {
      found.untranslated.push(`${where()}: ${node.initializer.text}`);
    }
  }
  if (
    ts.isPropertyAssignment(node) &&
    ['title', 'label', 'caption', 'hint'].includes(node.name.getText()) &&
    ts.isStringLiteralLike(node.initializer) &&
    !SAME.test(node.initializer.text) &&
    !insideNames(node)
  ) {
    found.untranslated.push(`${where()}: ${node.initializer.text}`);
  }
  ts.forEachChild(node, (child) => visit(child, source, found));
}

/** The first of a pair in the list of a definition list. */
function isTerm(node: ts.Node): node is ts.StringLiteral {
  if (!ts.isStringLiteral(node) || !ts.isArrayLiteralExpression(node.parent) || node.parent.elements[0] !== node)
    return false;
  const list = node.parent.parent;
  return (
    ts.isArrayLiteralExpression(list) &&
    ts.isJsxExpression(list.parent) &&
    list.parent.parent.getText().startsWith('items=')
  );
}

/** The texts an expression can be: itself, or either side of a choice. */
function literals(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    // a text that is written over more lines is one text
    if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return literals(node.right);
    return [[...literals(node.left), ...literals(node.right)].join('')];
  }
  return [];
}

/** The values of a map of names, or the texts of a list; keys, codes and paths are no texts. */
function namesIn(node: ts.Node): string[] {
  if (ts.isBinaryExpression(node)) return literals(node);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isPropertyAssignment(node)) {
    const key = node.name.getText();
    return key === 'path' || key === 'roles' ? [] : namesIn(node.initializer);
  }
  // pairs of [code, text]
  if (ts.isArrayLiteralExpression(node) && ts.isArrayLiteralExpression(node.parent)) {
    return node.elements.slice(1).flatMap(namesIn);
  }
  const all: string[] = [];
  ts.forEachChild(node, (child) => void all.push(...namesIn(child)));
  return ts.isTypeNode(node) ? [] : all;
}

function insideNames(node: ts.Node): boolean {
  for (let up: ts.Node | undefined = node.parent; up; up = up.parent) {
    if (ts.isVariableDeclaration(up)) return /_NAMES$|^NOTICES$|^NAVIGATION$/.test(up.name.getText());
  }
  return false;
}

/** What the rooms below call their states, steps and reasons; pages show them through `t()`. */
function wordsBelow(): string[] {
  const folder = join(projectRoot(), 'src');
  const found: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/^(cases|trajectories)\/.*\.ts$/.test(file) || /\.spec\.ts$/.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const walk = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && SHOWN_BELOW.includes(node.name.getText()) && node.initializer) {
        found.push(...namesIn(node.initializer));
      }
      if (ts.isCallExpression(node) && node.expression.getText() === 'defineStates') found.push(...stateWords(node));
      ts.forEachChild(node, walk);
    };
    walk(source);
  }
  return found;
}

/** The names of the states and the words of the steps of a literal. */
function stateWords(node: ts.Node): string[] {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'states') return namesIn(node.initializer);
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'words') return literals(node.initializer);
  // a step of a measure: from, to, words
  if (ts.isCallExpression(node) && node.expression.getText() === 'step') return literals(node.arguments[2]);
  const found: string[] = [];
  ts.forEachChild(node, (child) => void found.push(...stateWords(child)));
  return found;
}

/** Rooms whose refusals and preconditions a page shows: by `told()`, with their values filled in. */
const TELLING_ROOMS = [
  ...['cases', 'trajectories', 'correspondence/letters', 'correspondence/feedback', 'law/leave'],
  ...['access/accounts', 'access/machines', 'retention', 'figures'],
];
/** What leaves as mail or as a document is Dutch, whoever reads it. */
const DOCUMENTS = /^(feedback-mail|rights\/own-data|register\/.*|report\/.*|charts\/.*|forms\/(?!cell-text).*)\.ts$/;
const SENTENCE = /^(\p{Lu}|\{).* .*([.:?]|: \{\{1\}\})$/su;
const SQL_WORDS = /\b(SELECT|UPDATE|INSERT|DELETE|WHERE|AND)\b|= \?/;

/** Every text in these rooms; what is filled in counts from one. Errors of settings are for the log. */
function textsBelow(): string[] {
  const found: string[] = [];
  for (const room of TELLING_ROOMS) {
    const folder = join(projectRoot(), 'src', room);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.spec)\.ts$/.test(file) || DOCUMENTS.test(file)) continue;
      const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
      const walk = (node: ts.Node): void => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Error') return;
        const text = textWithValues(node);
        if (text !== null) found.push(text);
        ts.forEachChild(node, walk);
      };
      walk(source);
    }
  }
  return found;
}

/** What tables of figures are called, how they define what they count and what their rows are called. */
function figureTexts(): string[] {
  const found: string[] = [
    ...homeDefinitions().map((one) => one.omschrijving),
    ...seriesBreaks().map((one) => one.reason),
    ...TELLING_CELLS.map((one) => one.name),
  ];
  const folder = join(projectRoot(), 'src', 'figures');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(?<!\.spec)\.ts$/.test(file) || DOCUMENTS.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const walk = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && ['titel', 'definitie'].includes(node.name.getText())) {
        found.push(...eitherText(node.initializer));
      }
      // a row of the comparison with DUO: its key and its name
      if (file.endsWith('compare.ts') && ts.isCallExpression(node) && node.expression.getText() === 'line') {
        found.push(textWithValues(node.arguments[1]!) ?? '');
      }
      if (
        ts.isVariableDeclaration(node) &&
        /^((HOME_|CELL_)?NAMES|REASONS_APART)$/.test(node.name.getText()) &&
        node.initializer
      ) {
        found.push(...namesIn(node.initializer));
      }
      ts.forEachChild(node, walk);
    };
    walk(source);
  }
  return found.filter((text) => /[a-z]{2}/.test(text));
}

const isSentence = (text: string) => SENTENCE.test(text) && /[a-z]{2}/.test(text) && !SQL_WORDS.test(text);
/** A reason is told with who it is about, or without. */
const withoutName = (text: string) => text.replace(/^\{\{1\}\} ?/, '');

function textWithValues(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span, i) => `{{${i + 1}}}${span.literal.text}`).join('');
}

/** Both sides where one of two is chosen. */
function eitherText(node: ts.Node): string[] {
  if (ts.isConditionalExpression(node)) return [...eitherText(node.whenTrue), ...eitherText(node.whenFalse)];
  return [textWithValues(node) ?? ''];
}

function sources(): string {
  const folder = join(projectRoot(), 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

describe('English', () => {
  const { translated, untranslated } = readTexts();
  const texts = textsBelow();
  for (const words of [...wordsBelow(), ...texts.filter(isSentence)]) translated.add(words);
  for (const { what } of Object.values(EXPLAINED)) translated.add(what);
  for (const words of figureTexts()) translated.add(words);
  const english = englishTexts();

  it('exists for every text of the pages', () => {
    expect([...translated].filter((text) => !SAME.test(text) && english[text] === undefined).sort()).toEqual([]);
  });

  it('is asked for wherever a page shows a text', () => {
    expect(untranslated).toEqual([]);
  });

  it('holds no text that nothing shows', () => {
    const unused = Object.keys(english).filter((text) => !translated.has(text));
    // what the rooms below say of themselves is translated where it is shown
    const below = unused.length > 0 ? sources() : '';
    const told = new Set(texts.map(withoutName));
    expect(unused.filter((text) => !told.has(withoutName(text)) && !below.includes(`'${text}'`))).toEqual([]);
  });

  it('is found for a sentence with its values in it, however it was kept', () => {
    const english = (text: string) => inLanguage('en', () => told(text));
    expect(english('De jongere is 15 jaar.')).toBe('The youth is 15 years old.');
    expect(english('Er is nog geen hoorgesprek gehouden met de ouders.')).toBe(
      'No hearing was held yet with the parents.',
    );
    expect(english('De status is in voorbereiding. De stap "Inzenden aan de officier van justitie" kan nu niet.')).toBe(
      'The status is in preparation. The step "Send to the public prosecutor" is not possible now.',
    );
    expect(
      english('Let op: Er is nog niet gewaarschuwd. De ouders zijn nog niet gehoord. Leg uit waarom u toch doorgaat.'),
    ).toBe(
      'Please note: No warning was given yet. The parents were not heard yet. Explain why you go on all the same.',
    );
    expect(english('Ada Adema: heeft de minste open dossiers per fte (3 open dossiers bij 1 fte)')).toBe(
      'Ada Adema: has the fewest open case files per fte (3 open case files at 1 fte)',
    );
    expect(english('Leerplichttelling 2025-2026, gemeente Oldambt')).toBe(
      'Count of compulsory education 2025-2026, gemeente Oldambt',
    );
    expect(english('X = A - B - C - D, geteld van 2024-10-01 tot 2025-10-01; het percentage is X / (A - B).')).toBe(
      'X = A - B - C - D, counted from 2024-10-01 to 2025-10-01; the percentage is X / (A - B).',
    );
    // what people wrote stays as it is
    expect(english('Sem komt niet. Wij bellen. (x|y)')).toBe('Sem komt niet. Wij bellen. (x|y)');
    expect(told('De jongere is 15 jaar.')).toBe('De jongere is 15 jaar.');
  });

  it('takes the same values as the Dutch text', () => {
    const values = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join();
    expect(Object.entries(english).filter(([dutch, text]) => values(dutch) !== values(text))).toEqual([]);
  });
});
