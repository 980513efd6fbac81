import { Inject, Injectable } from '@nestjs/common';
import { SessionService } from '../../access/sessions';
import { isInService, Visitors } from '../../access/visitor';
import { Clock } from '../../platform/clock';
import { Cookies } from './cookies';
import type { Request, Visit } from './request';

/** Finds out who is asking; once per request. Someone who left is nobody. */
@Injectable()
export class Visits {
  constructor(
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  async of(request: Request): Promise<Visit | null> {
    if (request.visit === undefined) request.visit = await this.find(this.cookies.session(request));
    return request.visit;
  }

  private async find(token: string | undefined): Promise<Visit | null> {
    if (!token) return null;
    const session = await this.sessions.find(token);
    if (!session) return null;
    const visitor = await this.visitors.find(session.employee);
    return visitor && isInService(visitor, this.clock.today()) ? { visitor, session } : null;
  }
}
