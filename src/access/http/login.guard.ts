import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../../platform/errors';
import { DayTurn } from '../day-turn';
import { machineMay } from '../machines/machine';
import { OPEN_TO_ALL } from '../open-to-all';
import { sameSecret } from '../tokens';
import type { Visitor } from '../visitor';
import { field } from './form';
import { apiResource, bearerOf, type Reply, type Request } from './request';
import { notFound } from './not-found';
import { isFromHere } from './same-site';
import { Visits } from './visits';
import { RULE, type Rule } from './voor';

export const CHANGELESS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
export const CSRF_FIELD = '_csrf';
export const CSRF_HEADER = 'x-csrf-token';

/**
 * Every handler demands a login unless it says `@OpenToAll()`. On pages that is a session; on the API a session or a
 * bearer. Whoever comes with a session proves for each change that it was meant: the session's token is in the form,
 * or in `X-CSRF-Token`. A machine moreover needs the right for the resource. A handler is for those whom its `@Voor`
 * names, and without one for nobody.
 */
@Injectable()
export class LoginGuard implements CanActivate {
  private readonly logger = new Logger(LoginGuard.name);

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(DayTurn) private readonly day: DayTurn,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const changes = !CHANGELESS.includes(request.method);
    const byBearer = bearerOf(request) !== null;
    if (changes && !byBearer && !isFromHere(request)) throw notFromHere();
    if (this.reflector.getAllAndOverride<boolean>(OPEN_TO_ALL, [context.getHandler(), context.getClass()])) return true;
    const visitor = byBearer
      ? await this.visits.machineOf(request)
      : ((await this.visits.of(request))?.visitor ?? null);
    if (!visitor) {
      throw notLoggedIn(request, context.switchToHttp().getResponse<Reply>());
    }
    if (visitor.machine) this.requireRight(visitor.machine, request, !changes);
    else if (changes && !sameSecret(csrfOf(request), request.visit!.session.csrf)) throw notFromHere();
    this.requireRule(
      this.reflector.getAllAndOverride<Rule>(RULE, [context.getHandler(), context.getClass()]),
      visitor,
      request,
    );
    await this.day.arrive();
    return true;
  }

  private requireRule(rule: Rule | undefined, { roles }: Visitor, request: Request): void {
    if (rule?.some((who) => who === 'ieder' || roles.includes(who))) return;
    if (!rule) this.logger.error({ msg: 'een route zonder regel', route: request.routeOptions?.url });
    if (apiResource(request) === null) throw notFound();
    throw new Problem('mag-niet', 'Dit hoort niet bij uw rol.', { status: 403 });
  }

  private requireRight({ rights }: NonNullable<Visitor['machine']>, request: Request, reads: boolean): void {
    if (machineMay(rights, apiResource(request) ?? '', reads)) return;
    throw new Problem('koppeling-mag-niet', 'Deze koppeling heeft dit recht niet. Vraag het aan de beheerder.', {
      status: 403,
    });
  }
}

/** Nobody is asking: they are told so, and on the API by what they may come in. */
export function notLoggedIn(request: Request, reply: Pick<Reply, 'header'>): Problem {
  if (apiResource(request) !== null) void reply.header('www-authenticate', 'Bearer realm="leerspoor"');
  return new Problem('niet-ingelogd', 'Log in om verder te gaan.', { status: 401, logLevel: 'debug' });
}

function csrfOf(request: Request): string {
  const header = request.headers[CSRF_HEADER];
  return typeof header === 'string' ? header : field(request.body, CSRF_FIELD);
}

/** The form was not made by us for this visitor, or is too old. */
export function notFromHere(): Problem {
  return new Problem(
    'formulier-ongeldig',
    'Dit formulier hoort niet (meer) bij uw sessie. Ga terug, laad de pagina opnieuw en probeer het nog eens.',
    { status: 403 },
  );
}
