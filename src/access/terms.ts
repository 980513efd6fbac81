const MINUTE = 60_000;

/** How long a session lasts and how often someone may guess; milliseconds. */
export const SESSION_TERMS = {
  idle: 30 * MINUTE,
  absolute: 8 * 60 * MINUTE,
  /** `seen_at` is written at most this often: not every page view is a write */
  touchAfter: MINUTE,
  /** a clock that goes back further than this ends the session */
  clockSlack: MINUTE,
};

export const ATTEMPT_TERMS = {
  window: 15 * MINUTE,
  /** wrong attempts on one username from one address */
  perPair: 5,
  /** wrong attempts on one username from anywhere: high, so that a stranger cannot easily lock someone out */
  perUsername: 25,
  /** wrong attempts from one address: a town hall has one address for all */
  perAddress: 50,
};

/** How long a one-time link works; milliseconds. */
export const LINK_TERMS = {
  uitnodiging: 72 * 60 * MINUTE,
  herstel: 60 * MINUTE,
};

/** How long someone may take between password and code; milliseconds. */
export const HALFWAY = 10 * MINUTE;
