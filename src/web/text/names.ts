import { bareName, type NameParts } from '../../registry/names';
import { t } from './language';

/** `Jan van den Berg` */
export function fullName(parts: NameParts): string {
  return bareName(parts) || t('Naam onbekend');
}
