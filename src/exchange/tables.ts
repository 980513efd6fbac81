import { code, flag, id, instant, integer, secret, table, text } from '../platform/database/columns';

/**
 * Who is told of what happens: where (`url`, encrypted: it may hold a password), with which secret (encrypted), of
 * which kinds of thing (comma-separated) and of whom: residents of municipalities, pupils of schools.
 */
export const eventSubscription = table(
  'event_subscription',
  {
    id: id(),
    name: code(200),
    url: secret(),
    secret: secret(),
    objects: text(),
    municipalities: text(),
    schools: text(),
    made_at: instant(),
    ended_at: instant({ nullable: true }),
  },
  ['id'],
);

/**
 * One event for one subscriber, until it has arrived. `state`: wacht, onderweg (until `free_at`), mislukt. Those of one
 * pupil go to a subscriber in the order of `id`.
 */
export const eventDelivery = table(
  'event_delivery',
  {
    id: id(),
    subscription_id: id(),
    event_id: id(),
    pupil_id: id(),
    object: code(30),
    object_id: id(),
    what: code(40),
    at: instant(),
    state: code(10),
    attempts: integer(),
    free_at: instant(),
    last_error: code(60, { nullable: true }),
  },
  ['id'],
  {
    ix_event_delivery_lane: { columns: ['subscription_id', 'pupil_id', 'id'] },
    ix_event_delivery_state: { columns: ['state', 'free_at'] },
  },
);

/**
 * A melding that another side knows too: under the brin and the number that the side which registered it gave (ours: the
 * id of the melding). `told`: keyed index of what was told of it last; null: nothing yet.
 */
export const meldingExchange = table(
  'melding_exchange',
  {
    melding_id: id(),
    brin: code(4),
    number: code(60),
    told: code(22, { nullable: true }),
    told_at: instant({ nullable: true }),
  },
  ['melding_id'],
  { ux_melding_exchange_number: { columns: ['brin', 'number'], unique: true } },
);

/**
 * What a case system of a municipality was told of a dossier. `url`: the zaak there; null: not made yet. `state`: wacht,
 * onderweg (until `free_at`), klaar, mislukt. `told_step`: the last step of the dossier that was told; `told_employee`:
 * who has it by what was told; `told_child`: the pupil was told. `left_at`, `back_at`: the dossier went to another
 * municipality then, or came back. `seen`: the dossier as it was when all was told, by its `changed_at`.
 */
export const zaak = table(
  'zaak',
  {
    dossier_id: id(),
    system: code(40),
    url: text({ nullable: true }),
    state: code(10),
    /** grows with each change to tell: what changed while it was told is told next */
    asked: integer(),
    attempts: integer(),
    free_at: instant(),
    last_error: code(60, { nullable: true }),
    told_step: id({ nullable: true }),
    told_employee: code(60, { nullable: true }),
    told_child: flag(),
    left_at: instant({ nullable: true }),
    back_at: instant({ nullable: true }),
    seen: instant({ nullable: true }),
  },
  ['dossier_id', 'system'],
  { ix_zaak_state: { columns: ['state', 'free_at'] } },
);

export const exchangeTables = [eventSubscription, eventDelivery, meldingExchange, zaak];
