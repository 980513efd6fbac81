/** Every kind of work that can wait in the outbox; the map of handlers must have one for each. */
export const JOB_KINDS = [
  /** judge one pupil again; subject: the pupil's id */
  'beoordeel-leerling',
  /** a calendar changed: put every pupil with absence at the location in the outbox; subject: the location */
  'beoordeel-locatie',
  /** go through the steps of assignment for one dossier; subject: its id */
  'wijs-toe',
  /** terms: remind before they end, tell that they passed; subject: the day swept */
  'bewaak-termijnen',
  /** staff changed: try every dossier in the verdeelbak again; subject: '' */
  'verdeel',
  /** a dossier of the Doorstroompunt leads to a trajectory; subject: the dossier's id */
  'begin-traject',
  /** what time alone changes for trajectories; subject: the day swept */
  'peil-trajecten',
  /** take rows of an upload; subject: its id, a slash, and the first row */
  'lever-in',
  /** the daily sweep; subject: the day */
  'peil',
  /** hand-overs that run out, and warm hand-overs to prepare; subject: the day swept */
  'peil-overdrachten',
  /** one mail for each employee with something to do; subject: the day swept */
  'mail-dagoverzicht',
  /** mail before a report is due; subject: the day swept */
  'mail-inleveren',
  /** mail to schools about their meldingen; subject: '' */
  'mail-terugkoppeling',
  /** sends the mail that waits; subject: '' */
  'verstuur-mail',
  /** makes the destruction lists of a month; subject: its first day */
  'maak-vernietigingslijsten',
  /** destroys a portion of an approved list; subject: its id */
  'vernietig',
  /** a file of an attachment that was destroyed; subject: its id */
  'verwijder-bestand',
  /** what is kept for a number of days and no longer; subject: the day */
  'ruim-op',
  /** events wait for subscribers; subject: '' */
  'bezorg-gebeurtenissen',
  /** dossiers wait for the case systems of municipalities; subject: '', or the day swept */
  'vertel-zaken',
] as const;

export type JobKind = (typeof JOB_KINDS)[number];
