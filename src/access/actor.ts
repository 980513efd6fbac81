import { userInfo } from 'node:os';
import { newId } from '../platform/ids';
import { currentOperation } from '../platform/operation';
import type { Visitor } from './visitor';

export type Via = 'pagina' | 'api' | 'opdracht' | 'wachtrij';

/** Who does something, by which way, and in which operation: one request, command or batch of the queue. */
export interface Actor {
  /** null: the system itself */
  visitor: Visitor | null;
  via: Via;
  /** network address, or for a command the user of the machine */
  from: string | null;
  /** id of the operation: joins the audit log with the processing log and the traces */
  operation: string;
  /**
   * Looked at inside the unit of work, once what is to be changed is held: throws where it is no longer as this actor
   * read it (`If-Match`). Absent: whatever stands there is changed.
   */
  premise?: () => Promise<void>;
}

/** The person or client behind an actor. Throws where the system itself asks for what only a person may see. */
export function visitorOf({ visitor }: Actor): Visitor {
  if (visitor === null) throw new Error('the system itself has no visitor');
  return visitor;
}

/** The system itself, in an operation of its own. */
export function systemActor(via: Via, from: string | null = null): Actor {
  return { visitor: null, via, from, operation: currentOperation() ?? newId() };
}

/** The system itself where no operation can be told apart: everything this process does by itself. */
export const SYSTEM: Actor = Object.freeze(systemActor('wachtrij'));

/** Whoever typed a command on this machine: known by its user there, not as an employee. */
export function commandActor(): Actor {
  return systemActor('opdracht', userName());
}

function userName(): string | null {
  try {
    return userInfo().username.slice(0, 60);
  } catch {
    return null;
  }
}
