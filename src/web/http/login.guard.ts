import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { OPEN_TO_ALL } from '../../access/open-to-all';
import { sameSecret } from '../../access/sessions';
import { Problem } from '../../platform/errors';
import { field } from './form';
import type { Request } from './request';
import { isFromHere } from './same-site';
import { Visits } from './visits';

const CHANGELESS = ['GET', 'HEAD', 'OPTIONS'];
export const CSRF_FIELD = '_csrf';

/** Every handler demands a login unless it says `@OpenToAll()`, and every change the token of the session's forms. */
@Injectable()
export class LoginGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Visits) private readonly visits: Visits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const changes = !CHANGELESS.includes(request.method);
    if (changes && !isFromHere(request)) throw notFromHere();
    if (this.reflector.getAllAndOverride<boolean>(OPEN_TO_ALL, [context.getHandler(), context.getClass()])) return true;
    const visit = await this.visits.of(request);
    if (!visit) throw new Problem('niet-ingelogd', 'Log in om verder te gaan.', { status: 401, logLevel: 'debug' });
    if (changes && !sameSecret(field(request.body, CSRF_FIELD), visit.session.csrf)) throw notFromHere();
    return true;
  }
}

/** The form was not made by us for this visitor, or is too old. */
export function notFromHere(): Problem {
  return new Problem(
    'formulier-ongeldig',
    'Dit formulier hoort niet (meer) bij uw sessie. Ga terug, laad de pagina opnieuw en probeer het nog eens.',
    { status: 403 },
  );
}
