/** Every kind of work that can wait in the outbox; the map of handlers must have one for each. */
export const JOB_KINDS = [
  /** judge one pupil again; subject: the pupil's id */
  'beoordeel-leerling',
  /** a calendar changed: put every pupil with absence at the location in the outbox; subject: the location */
  'beoordeel-locatie',
  /** go through the steps of assignment for one dossier; subject: its id */
  'wijs-toe',
  /** staff changed: try every dossier in the verdeelbak again; subject: '' */
  'verdeel',
] as const;

export type JobKind = (typeof JOB_KINDS)[number];
