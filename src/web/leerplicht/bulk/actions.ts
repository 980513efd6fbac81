/** What can be done with many dossiers at once. */
export const BULK_ACTIONS = ['toewijzen', 'oppakken', 'taak'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export const BULK_NAMES: Record<BulkAction, string> = {
  toewijzen: 'Aan een collega geven',
  oppakken: 'Oppakken',
  taak: 'Een taak toevoegen',
};
