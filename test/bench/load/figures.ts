import { readFileSync } from 'node:fs';

/** What was asked of one route: how long each answer took, and what went wrong. */
class Route {
  readonly times: number[] = [];
  readonly errors = new Map<string, number>();
}

export interface RouteFigures {
  route: string;
  requests: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  errors: Record<string, number>;
}

/** Keeps the time of every request, and counts what was no good answer. */
export class Figures {
  private readonly routes = new Map<string, Route>();

  /** Gives the text of the answer; undefined where it was not good. */
  async ask(route: string, url: string, init: RequestInit, limit: number): Promise<string | undefined> {
    const begin = process.hrtime.bigint();
    const kept = this.of(route);
    try {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(limit), redirect: 'manual' });
      const text = await answer.text();
      if (!answer.ok) throw new Error(String(answer.status));
      kept.times.push(Number(process.hrtime.bigint() - begin) / 1e6);
      return text;
    } catch (error) {
      const { message, name } = error as Error;
      const what = /^\d+$/.test(message) ? message : name;
      kept.errors.set(what, (kept.errors.get(what) ?? 0) + 1);
      return undefined;
    }
  }

  of(route: string): Route {
    const kept = this.routes.get(route) ?? new Route();
    this.routes.set(route, kept);
    return kept;
  }

  /** Forgets the warm-up; what went wrong in it stays. */
  warm(): void {
    for (const { times } of this.routes.values()) times.length = 0;
  }

  all(seconds: number): RouteFigures[] {
    return [...this.routes].map(([route, { times, errors }]) => {
      const sorted = [...times].sort((a, b) => a - b);
      const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
      return {
        ...{ route, requests: times.length, perSecond: Math.round((times.length / seconds) * 10) / 10 },
        ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99), errors: Object.fromEntries(errors) },
      };
    });
  }
}

/** Memory in use by a process in MiB, or 0 where it cannot be seen. */
export function memoryOf(pid: number): number {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Math.round(Number(found[1]) / 1024) : 0;
  } catch {
    return 0;
  }
}

const TICKS_PER_SECOND = 100;

/** Seconds of processor that a process used since it began, or 0 where it cannot be seen. */
export function processorOf(pid: number): number {
  try {
    // after the name, which may hold anything: state is field 3, time in user and kernel are fields 14 and 15
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** So much more at the end than at the beginning is still flat: the heap breathes with each collection. */
const FLAT = 1.1;

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Growth from the first third of the looks to the last third, after the warm-up; null where there are too few. */
export function growthOf(looks: readonly number[]): { growth: number; flat: boolean } | null {
  const third = Math.floor(looks.length / 3);
  if (third === 0) return null;
  const growth = middle(looks.slice(-third)) / middle(looks.slice(0, third));
  return { growth: Math.round(growth * 100) / 100, flat: growth <= FLAT };
}
