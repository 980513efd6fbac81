import { Controller, Inject, type MessageEvent, Req, Sse } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Problem } from '../../platform/errors';
import { ChangeWatch } from './change-watch';
import { type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';

const HEARTBEAT_MS = 25_000;
/** A browser comes back by itself; who lost the session in the meantime is refused then. */
const LONGEST_MS = 10 * 60_000;
const MOST_LISTENERS = 2_000;
/** of one account: more open windows than anybody has, and one alone cannot keep the others out */
const MOST_OF_ONE = 20;

/** Server-sent events: `gewijzigd` says that a page may be read again, and nothing else. */
@Voor('ieder')
@Controller('live')
export class LiveController {
  private listening = 0;
  private readonly byAccount = new Map<string, number>();

  constructor(@Inject(ChangeWatch) private readonly changes: ChangeWatch) {}

  @Sse()
  follow(@Req() request: Request): Observable<MessageEvent> {
    const account = visitOf(request).session.accountId;
    if (this.listening >= MOST_LISTENERS || this.of(account) >= MOST_OF_ONE) {
      throw new Problem('te-druk', 'Het is nu te druk om mee te kijken. Ververs de pagina zelf.', { status: 503 });
    }
    return new Observable<MessageEvent>((out) => {
      this.count(account, 1);
      const stop = this.changes.listen(() => out.next({ type: 'gewijzigd', data: '' }));
      const beat = setInterval(() => out.next({ type: 'hartslag', data: '' }), HEARTBEAT_MS);
      const end = setTimeout(() => out.complete(), LONGEST_MS);
      out.next({ type: 'hartslag', data: '', retry: 5_000 });
      return () => {
        this.count(account, -1);
        stop();
        clearInterval(beat);
        clearTimeout(end);
      };
    });
  }

  private of(account: string): number {
    return this.byAccount.get(account) ?? 0;
  }

  private count(account: string, step: 1 | -1): void {
    this.listening += step;
    const now = this.of(account) + step;
    if (now > 0) this.byAccount.set(account, now);
    else this.byAccount.delete(account);
  }
}
