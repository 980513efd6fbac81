import { LawParameters, parseParameters } from '../law/parameters';
import { readConfig } from '../platform/config-file';

/** The law in force, from `config/law/parameters.json`; inject it by class. */
export const lawParametersProvider = {
  provide: LawParameters,
  useFactory: () => parseParameters(readConfig('law', 'parameters.json')),
};
