import { Code, type FieldOptions } from './fields';

/** A school location: brin and two digits. */
export const Location = (options: FieldOptions) =>
  Code({ example: '99VA00', pattern: /^\d\d[A-Z]{2}\d\d$/, what: 'een vestiging (BRIN en twee cijfers)', ...options });

export const Brin = (options: FieldOptions) =>
  Code({ example: '99VA', pattern: /^\d\d[A-Z]{2}$/, what: 'een BRIN (twee cijfers en twee letters)', ...options });

export const Municipality = (options: FieldOptions) =>
  Code({ example: '0037', pattern: /^\d{4}$/, what: 'een gemeentecode van vier cijfers', ...options });
