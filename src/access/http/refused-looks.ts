import { Inject, Injectable } from '@nestjs/common';
import { isId } from '../../platform/ids';
import { type AuditAction, Audit, PURPOSES } from '../audit';
import { actorOf, apiResource, type Request } from './request';

const ACTIONS: Readonly<Record<string, AuditAction>> = { GET: 'lezen', HEAD: 'lezen', DELETE: 'verwijderen' };
const LONGEST_OBJECT = 30;

/**
 * Accounts for who asked for what is not there for them: an id of another area, or of nothing, on any route; and a part
 * of the house that is not for their role. Who walks ids stands in the log, whatever the walk was told.
 */
@Injectable()
export class RefusedLooks {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** Of somebody known alone: what nobody asked is nobody's look. Never throws: the answer is a refusal anyway. */
  tell(request: Request, status: number): void {
    const route = request.routeOptions?.url;
    const known = request.visit ?? request.machine;
    if (!known || route === undefined || (status !== 404 && status !== 403)) return;
    const ids = Object.values((request.params ?? {}) as Record<string, unknown>).filter(
      (one): one is string => typeof one === 'string' && isId(one),
    );
    const role = status === 403 || !route.includes(':');
    if (!role && ids.length === 0) return;
    const object = (apiResource(request) ?? route.split('/')[1] ?? '').slice(0, LONGEST_OBJECT);
    try {
      this.audit.read(actorOf(request), {
        ...{ action: ACTIONS[request.method] ?? 'wijzigen', object, objectId: ids.at(-1) ?? null, pupils: [] },
        ...{ purpose: PURPOSES.toegang, result: 'geweigerd' },
      });
    } catch {
      // the log is full: what is refused here shows nothing
    }
  }
}
