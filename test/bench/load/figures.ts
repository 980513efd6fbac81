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
