/** What is stored by itself. */
export const STORED_KINDS = ['telling', 'effectrapportage', 'thuiszitters', 'management', 'maatregelen'] as const;
export type StoredKind = (typeof STORED_KINDS)[number];

/** Kinds of which it is kept who was counted. */
const WITH_PERSONS: readonly StoredKind[] = ['telling', 'effectrapportage', 'thuiszitters'];
export const keepsPersons = (kind: StoredKind): boolean => WITH_PERSONS.includes(kind);

/** Of which kinds the annual report is made; the early leavers in it are stored by themselves. */
export const REPORT_KINDS = ['telling', 'thuiszitters', 'maatregelen'] as const satisfies readonly StoredKind[];

/** What one may store by name, and which kinds that are. */
export const STORABLE = {
  telling: ['telling'],
  jaarverslag: REPORT_KINDS,
  effectrapportage: ['effectrapportage'],
  thuiszitters: ['thuiszitters'],
  management: ['management'],
  maatregelen: ['maatregelen'],
} as const satisfies Record<string, readonly StoredKind[]>;
export type Storable = keyof typeof STORABLE;

export const STORABLE_NAMES = Object.keys(STORABLE) as [Storable, ...Storable[]];

/** The kind of figures of this name, where it can be stored. */
export const findStorable = (name: string): Storable | undefined => STORABLE_NAMES.find((one) => one === name);
