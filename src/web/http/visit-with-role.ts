import { type Request, type Visit, visitOf } from '../../access/http/request';
import type { Role } from '../../access/roles';
import { notFound } from './not-found';

/** The visit of someone with one of these roles; for everybody else this page does not exist. */
export function visitWithRole(request: Request, ...roles: Role[]): Visit {
  const visit = visitOf(request);
  if (!roles.some((role) => visit.visitor.roles.includes(role))) throw notFound();
  return visit;
}
