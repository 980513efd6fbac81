import type { Day } from '../../law/day';
import type { Finding } from '../../law/finding';
import type { StateMachine } from '../../platform/states';
import type { Room } from '../../access/rooms';
import type { Input } from '../input';

export const ITEM_KINDS = [
  ...(['contact', 'afspraak', 'taak', 'notitie', 'overeenkomst', 'bijlage', 'betrokkene'] as const),
  ...(['mas-route', 'waarschuwing', 'halt', 'proces-verbaal', 'zorgmelding', 'svb', 'raad'] as const),
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What is written of an item beside its columns; a kind says which keys it has. Dutch keys: they go out as they are. */
export type Details = Readonly<Record<string, string | number | boolean | null>>;

/** What a kind reads from what was given. */
export interface ItemFields {
  day?: Day | null;
  until?: Day | null;
  startsAt?: string | null;
  endsAt?: string | null;
  employee?: string | null;
  ground?: string | null;
  details: Details;
}

export interface StoredItem {
  id: string;
  dossierId: string;
  kind: ItemKind;
  room: Room;
  confidential: boolean;
  state: string;
  day: Day;
  until: Day | null;
  startsAt: string | null;
  endsAt: string | null;
  employee: string | null;
  /** as read: the name of `employee` */
  employeeName?: string | null;
  ground: string | null;
  author: string | null;
  details: Details;
  findings: readonly Finding[];
  version: number;
  madeAt: string;
}

/** A kind of item: its states, its fields, and which steps wait for its preconditions. */
export interface ItemForm {
  kind: ItemKind;
  machine: StateMachine;
  room: (fields: ItemFields) => Room;
  /** may be about a hearing or what follows from it: then who is boa puts it in the Wpg part */
  eitherRoom?: boolean;
  read: (input: Input, today: Day) => ItemFields;
  /** what a step asks beside a reason, and keeps in the details; `before`: the details until then */
  stepFields?: Readonly<Record<string, (input: Input, today: Day, before: Details) => Details>>;
  /** steps that wait for the preconditions */
  guarded?: readonly string[];
  /** cannot be corrected: what is signed or sent, or a file */
  fixed?: boolean;
}
