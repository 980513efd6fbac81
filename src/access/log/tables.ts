import { code, day, flag, id, instant, integer, json, table, text } from '../../platform/database/columns';

/** Who did what, about whom, why, from where and with what result. Append-only, hash-chained per process. */
export const auditEntry = table(
  'audit_entry',
  {
    chain: id(),
    seq: integer(),
    /** avg or wpg */
    log: code(3),
    at: instant(),
    /** null: the system itself */
    employee: code(60, { nullable: true }),
    roles: code(200),
    via: code(10),
    from_address: code(60, { nullable: true }),
    operation: id(),
    action: code(30),
    object: code(30),
    object_id: code(60, { nullable: true }),
    purpose: code(120),
    result: code(10),
    /** 22 characters a pupil, see packPupils */
    pupils: text(),
    hash: code(43),
    /** each of its pupils has a row in audit_pupil */
    linked: flag(),
  },
  ['chain', 'seq'],
  {
    ix_audit_at: { columns: ['at', 'chain', 'seq', 'log'] },
    ix_audit_employee: { columns: ['employee', 'at'] },
    ix_audit_object: { columns: ['object_id'], where: 'object_id IS NOT NULL' },
    ix_audit_many: { columns: ['at'], where: 'linked = 0' },
  },
);

/** The pupils of entries about a few, to find them by pupil. */
export const auditPupil = table('audit_pupil', { pupil_id: id(), chain: id(), seq: integer() }, [
  'pupil_id',
  'chain',
  'seq',
]);

/** The ends of all chains, put together once a day under a hash that follows the one before. */
export const auditSeal = table(
  'audit_seal',
  { seq: integer(), day: day(), at: instant(), heads: json(), hash: code(43) },
  ['seq'],
  { ux_audit_seal_day: { columns: ['day'], unique: true } },
);

/** Chains whose time was up: removed whole, so that what is left still verifies. */
export const auditRemoved = table('audit_removed', { chain: id(), last_seq: integer(), removed_on: day() }, ['chain']);

export const auditTables = [auditEntry, auditPupil, auditSeal, auditRemoved];
