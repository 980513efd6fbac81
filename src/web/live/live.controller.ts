import { Controller, Inject, type MessageEvent, Sse } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Problem } from '../../platform/errors';
import { ChangeWatch } from './change-watch';
import { Voor } from '../../access/http/voor';

const HEARTBEAT_MS = 25_000;
/** A browser comes back by itself; who lost the session in the meantime is refused then. */
const LONGEST_MS = 10 * 60_000;
const MOST_LISTENERS = 2_000;

/** Server-sent events: `gewijzigd` says that a page may be read again, and nothing else. */
@Voor('ieder')
@Controller('live')
export class LiveController {
  private listening = 0;

  constructor(@Inject(ChangeWatch) private readonly changes: ChangeWatch) {}

  @Sse()
  follow(): Observable<MessageEvent> {
    if (this.listening >= MOST_LISTENERS) {
      throw new Problem('te-druk', 'Het is nu te druk om mee te kijken. Ververs de pagina zelf.', { status: 503 });
    }
    return new Observable<MessageEvent>((out) => {
      this.listening++;
      const stop = this.changes.listen(() => out.next({ type: 'gewijzigd', data: '' }));
      const beat = setInterval(() => out.next({ type: 'hartslag', data: '' }), HEARTBEAT_MS);
      const end = setTimeout(() => out.complete(), LONGEST_MS);
      out.next({ type: 'hartslag', data: '', retry: 5_000 });
      return () => {
        this.listening--;
        stop();
        clearInterval(beat);
        clearTimeout(end);
      };
    });
  }
}
