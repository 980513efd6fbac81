/** The name of the queue in Redis, the same for every process. */
export const QUEUE_NAME = 'taken';

/** What every key in Redis begins with. */
export const PREFIX = 'leerspoor';

/** All that a job says: which outbox rows. Whom they are about stays in the database. */
export interface JobData {
  ids: string[];
}

/** How long and how much; the tests use shorter times. */
export class SharedQueueLimits {
  /** rows in one job, so in one unit of work */
  rows = 50;
  /** jobs in Redis above which nothing is handed over */
  jobs = 100;
  /** after so long a row that was handed over and still waits is handed over again … */
  againMs = 30_000;
  /** … and after so long where Redis holds no job at all: it was emptied */
  emptiedMs = 5_000;
  /** the longest wait for an answer of Redis to the relay */
  answerMs = 3_000;
  /** the longest wait for an answer that says whether it is there */
  pingMs = 1_000;
  /** the longest wait for the job in hand when stopping; below the deadline of a process that stops */
  closeMs = 5_000;
  /** a job whose worker is silent for so long goes to another */
  lockMs = 10_000;
  stalledMs = 5_000;
}
