import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { actorOf, type Request } from '../../access/http/request';
import { notFound } from '../../access/http/not-found';
import type { Visitor } from '../../access/visitor';
import { Problem } from '../../platform/errors';

/** Who asks: behind the guard there always is somebody. */
export type Asker = Actor & { visitor: Visitor };

/** The actor of this request, as every use case takes it. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Asker => {
  const actor = actorOf(context.switchToHttp().getRequest<Request>());
  if (!actor.visitor) throw new Error('an API call without a visitor: the guard did not run');
  return { ...actor, visitor: actor.visitor };
});

/** In view, but not for this person to do. */
export function notAllowed(message: string): Problem {
  return new Problem('mag-niet', message, { status: 403 });
}

export { notFound as notThere };
