import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { machineVisitor } from '../machines/machine';
import { Machines } from '../machines/machines';
import { ProviderSessions } from '../oidc/provider-sessions';
import { type Session, SessionService } from '../sessions';
import { isInService, type Visitor, Visitors } from '../visitor';
import { Cookies } from './cookies';
import { bearerOf, type Request, type Visit } from './request';

/** Finds out who is asking; once per request. Someone who left is nobody. */
@Injectable()
export class Visits {
  constructor(
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(Machines) private readonly machines: Machines,
    @Inject(ProviderSessions) private readonly providers: ProviderSessions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  /** The person behind the cookie. */
  async of(request: Request): Promise<Visit | null> {
    if (request.visit === undefined) request.visit = await this.find(this.cookies.session(request));
    return request.visit;
  }

  /** The session of someone who gave a password and has yet to give a code, or to set the codes up. */
  async halfway(request: Request): Promise<Session | null> {
    const token = this.cookies.session(request);
    const session = token ? await this.sessions.find(token) : null;
    return session?.stage ? session : null;
  }

  /** The system behind `Authorization: Bearer`. */
  async machineOf(request: Request): Promise<Visitor | null> {
    if (request.machine === undefined) {
      const machine = await this.machines.find(bearerOf(request) ?? '');
      request.machine = machine && machineVisitor(machine);
    }
    return request.machine;
  }

  private async find(token: string | undefined): Promise<Visit | null> {
    if (!token) return null;
    const session = await this.sessions.find(token);
    if (!session || session.stage !== null || !(await this.providers.stillHolds(session))) return null;
    const visitor = await this.visitors.find(session.employee);
    return visitor && isInService(visitor, this.clock.today()) ? { visitor, session } : null;
  }
}
