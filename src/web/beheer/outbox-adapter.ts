import { BaseAdapter } from '@bull-board/api/dist/queueAdapters/base.js';
import type { JobCounts, JobStatus, QueueJob, QueueJobJson, Status } from '@bull-board/api/dist/types.js';
import type { Job, JobState, Queue } from '../../jobs/queue';
import { Problem } from '../../platform/errors';

const STATES: Partial<Record<JobStatus, JobState>> = { waiting: 'wacht', failed: 'mislukt' };
const NONE = { failed: 0, waiting: 0, active: 0, completed: 0, delayed: 0, paused: 0, prioritized: 0 };

/**
 * Shows the outbox on Bull Board as a queue: what waits and what was parked, on either transport. Trying again is all
 * that can be done with it: throwing work away would leave a pupil unjudged. Says nothing of whom a job is about.
 */
export class OutboxAdapter extends BaseAdapter {
  constructor(private readonly queue: Queue) {
    super('bullmq', { description: 'Wat wacht en wat na alle pogingen mislukte', allowCompletedRetries: false });
  }

  getName(): string {
    return 'taken';
  }

  getStatuses(): Status[] {
    return ['latest', ...this.getJobStatuses()];
  }

  getJobStatuses(): JobStatus[] {
    return ['waiting', 'failed'];
  }

  async getJobCounts(): Promise<JobCounts> {
    const [waiting, failed] = await Promise.all([this.queue.count('wacht'), this.queue.count('mislukt')]);
    return { ...NONE, 'waiting-children': 0, waiting, failed };
  }

  async getJobs(statuses: JobStatus[], start = 0, end = 9): Promise<QueueJob[]> {
    const found: Job[] = [];
    for (const state of statuses.flatMap((status) => STATES[status] ?? [])) {
      found.push(...(await this.queue.list({ state, from: start, limit: end - start + 1 })));
    }
    return found.map((job) => this.shown(job));
  }

  async getJob(id: string): Promise<QueueJob | undefined> {
    const job = UUID.test(id) ? await this.queue.find(id.toLowerCase()) : undefined;
    return job && this.shown(job);
  }

  private shown(job: Job): QueueJob {
    return {
      opts: {},
      toJSON: () => asJson(job),
      getState: async () => (job.state === 'mislukt' ? 'failed' : 'waiting'),
      retry: async () => void (await this.queue.retry([job.id])),
      promote: refuse,
      remove: refuse,
    };
  }

  getJobLogs = async () => [];
  getMetrics = async () => ({ meta: { count: 0, prevTS: 0, prevCount: 0 }, data: [], count: 0 });
  getRedisInfo = async () => null;
  isPaused = async () => false;
  getJobSchedulers = async () => [];
  getJobSchedulersCount = async () => 0;
  getGlobalConcurrency = async () => null;
  clean = refuse;
  addJob = refuse;
  pause = refuse;
  resume = refuse;
  empty = refuse;
  obliterate = refuse;
  promoteAll = refuse;
  removeJobScheduler = refuse;
  updateJobScheduler = refuse;
  runJobSchedulerNow = refuse;
  setGlobalConcurrency = refuse;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function refuse(): Promise<never> {
  throw new Problem('wachtrij-alleen-opnieuw', 'Een taak kan hier alleen opnieuw worden geprobeerd.', { status: 405 });
}

function asJson({ id, kind, attempts, since, lastError }: Job): QueueJobJson {
  return {
    ...{ id, name: kind, attemptsMade: attempts, timestamp: Date.parse(since), failedReason: lastError ?? '' },
    ...{ progress: 0, stacktrace: null, data: {}, returnvalue: null, opts: {} },
  };
}
