import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { configFile } from '../../platform/config-file';
import { UsageProblem } from '../../platform/errors';
import { Settings } from '../../platform/settings';

/** The components of NL Design System that our pages use; all of them together would be 400 KB. */
const COMPONENTS = [
  ...['root', 'body', 'document', 'page-layout', 'page-header', 'page-body', 'page-footer', 'skip-link'],
  ...['heading-1', 'heading-2', 'heading-3', 'paragraph', 'link', 'button', 'button-group'],
  ...[
    'form-field',
    'form-label',
    'form-field-description',
    'form-field-error-message',
    'textbox',
    'textarea',
    'select',
  ],
  ...['table', 'data-list', 'status-badge', 'alert', 'pagination'],
];

export interface Asset {
  /** holds the hash of the content: another content has another address */
  path: string;
  type: string;
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

/** The one stylesheet, the one script and the icon, put together and compressed once, at the start. */
@Injectable()
export class Stylesheet {
  readonly css: Asset;
  readonly icon: Asset;
  /** what makes pages follow changes by themselves; everything works without it */
  readonly script: Asset;

  constructor(@Inject(Settings) settings: Settings) {
    const theme = configFile('themes', `${settings.LEERSPOOR_THEMA}.css`);
    if (!existsSync(theme)) {
      throw new UsageProblem(`Het thema ${settings.LEERSPOOR_THEMA} bestaat niet: er is geen bestand ${theme}.`);
    }
    const library = COMPONENTS.map((name) => readFileSync(componentFile(name), 'utf8'));
    const parts = [
      ...[...library, readFileSync(theme, 'utf8'), own('_opmaak'), own('_dossier'), own('_werk')],
      ...[stacks(own('_stapels')), own('_klein-en-druk')],
    ];
    // a text area that must be filled in is not wrong before anybody wrote in it; the text boxes of the library wait too
    const css = parts.join('\n').replaceAll('--html-textarea:invalid', '--html-textarea:user-invalid');
    this.css = asset('leerspoor', 'css', 'text/css; charset=utf-8', squeeze(css));
    const icon = readFileSync(configFile('themes', 'icoon.svg'), 'utf8');
    this.icon = asset('icoon', 'svg', 'image/svg+xml', icon);
    const script = readFileSync(configFile('scripts', 'leerspoor.js'), 'utf8');
    this.script = asset('leerspoor', 'js', 'text/javascript; charset=utf-8', script);
  }

  find(path: string): Asset | undefined {
    return [this.css, this.icon, this.script].find((one) => one.path === path);
  }
}

const own = (name: string): string => readFileSync(configFile('themes', `${name}.css`), 'utf8');

/** Where tables show their rows as blocks: those of many columns sooner, but not on paper, where small letters fit. */
const stacks = (rules: string): string => `@media (max-width: 46rem) { ${rules} }
@media screen and (max-width: 62rem) { ${rules.replaceAll('ls-table--stacks', 'ls-table--many')} }`;

/** The packages of the components come with component-library-css, in the versions that it names. */
function componentFile(name: string): string {
  const library = createRequire(require.resolve('@utrecht/component-library-css/package.json'));
  return library.resolve(`@utrecht/${name}-css/dist/index.min.css`);
}

/** Without comments and indentation; the licence is named once. */
function squeeze(css: string): string {
  const bare = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
    .trim();
  return `/* Leerspoor, EUPL-1.2. Met componenten van NL Design System: Gemeente Utrecht en Frameless, EUPL-1.2. */\n${bare}\n`;
}

function asset(name: string, extension: string, type: string, content: string): Asset {
  const plain = Buffer.from(content, 'utf8');
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  return {
    path: `/stijl/${name}.${hash}.${extension}`,
    type,
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
}
