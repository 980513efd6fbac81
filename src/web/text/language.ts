import { readdirSync } from 'node:fs';
import { createInstance, type TFunction } from 'i18next';
import { configFile, readConfig } from '../../platform/config-file';

/** Dutch first; English for who chooses it. */
export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The Dutch text is the key. English stands in `config/talen/en`, a file for each part of the pages. */
const texts = createInstance();
void texts.init({
  initAsync: false,
  lng: 'nl',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  // Preact escapes
  interpolation: { escapeValue: false },
  resources: { en: { translation: englishTexts() }, nl: { translation: {} } },
});
const translate: Record<Language, TFunction> = { nl: texts.getFixedT('nl'), en: texts.getFixedT('en') };

let current: Language = 'nl';

/** Renders in a language. Rendering never waits for anything, so no other request can come in between. */
export function inLanguage<T>(language: Language, render: () => T): T {
  const before = current;
  current = language;
  try {
    return render();
  } finally {
    current = before;
  }
}

export function currentLanguage(): Language {
  return current;
}

/** A text in the language of the reader; `{{name}}` takes the value of that name. */
export function t(dutch: string, values: Readonly<Record<string, string | number>> = {}): string {
  return translate[current](dutch, values);
}

/** Every English text by its Dutch one. Throws where two files translate a text differently. */
export function englishTexts(): Record<string, string> {
  const all: Record<string, string> = {};
  for (const file of readdirSync(configFile('talen', 'en')).sort()) {
    for (const [dutch, english] of Object.entries(readConfig<Record<string, string>>('talen', 'en', file))) {
      if (all[dutch] !== undefined && all[dutch] !== english) {
        throw new Error(`Two English texts for “${dutch}”, the second in config/talen/en/${file}.`);
      }
      all[dutch] = english;
    }
  }
  return all;
}
