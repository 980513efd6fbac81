import { SetMetadata } from '@nestjs/common';
import type { Role } from '../roles';

export const RULE = 'leerspoor:voor';

/** Roles, or `ieder`: everyone with a login, where the query alone decides what they see of it. */
export type Rule = readonly (Role | 'ieder')[];

/**
 * On a handler or controller: for whom it is. Without it a handler is for nobody; for who is not named a page does not
 * exist (404) and a call is not allowed (403). What somebody sees of it is the scope's to decide, in the query.
 */
export const Voor = (...who: [Role | 'ieder', ...(Role | 'ieder')[]]) => SetMetadata(RULE, who);
