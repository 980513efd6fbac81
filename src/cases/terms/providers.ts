import { readConfig } from '../../platform/config-file';
import { TermSettings } from './term-settings';
import { Terms } from './terms';
import { WatchTerms } from './watch-terms';

export const termProviders = [
  Terms,
  WatchTerms,
  { provide: TermSettings, useFactory: () => TermSettings.parse(readConfig('terms', 'termijnen.json')) },
];
