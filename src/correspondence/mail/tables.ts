import { code, id, instant, integer, secret, table } from '../../platform/database/columns';

/**
 * Mail to be sent, written in the unit of work that makes it necessary. `fact` says what it is about, once for each
 * recipient: the day of an overview, the id of a melding. Address and body are encrypted: a body may hold a one-time link. No names in either.
 */
export const mail = table(
  'mail',
  {
    id: id(),
    kind: code(30),
    recipient: code(60),
    fact: code(40),
    address: secret(),
    subject: code(200),
    body: secret({ oncePlain: true }),
    /** wacht, onderweg, verzonden, geweigerd */
    state: code(10),
    attempts: integer(),
    /** waiting: not before; under way: when the one who took it has certainly given up */
    free_at: instant(),
    made_at: instant(),
    sent_at: instant({ nullable: true }),
    last_error: code(60, { nullable: true }),
  },
  ['id'],
  {
    ux_mail_fact: { columns: ['kind', 'recipient', 'fact'], unique: true },
    ix_mail_state: { columns: ['state', 'free_at'] },
  },
);
