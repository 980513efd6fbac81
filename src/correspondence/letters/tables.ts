import { code, day, id, instant, secret, table, text } from '../../platform/database/columns';

/** The municipality's or region's own Word templates. `content`: the file in base64. Another file is another row. */
export const letterTemplate = table(
  'letter_template',
  {
    id: id(),
    /** gemeente or regio, and its code */
    owner_kind: code(10),
    owner: code(4),
    name: code(100),
    /** avg or wpg: a letter of the criminal-law part is made only by a boa */
    room: code(3),
    /** comma-separated */
    fields: text(),
    content: text(),
    made_by: code(60),
    made_at: instant(),
    retired_on: day({ nullable: true }),
  },
  ['id'],
  {
    ux_letter_template: {
      columns: ['owner_kind', 'owner', 'name'],
      unique: true,
      where: 'retired_on IS NULL',
    },
  },
);

/** A letter that was made in a dossier; `content`, `recipient` and `title` are encrypted. */
export const letter = table(
  'letter',
  {
    id: id(),
    dossier_id: id(),
    room: code(3),
    /** id of the template, or voorbeeld:NAAM */
    template: code(60),
    title: secret(),
    recipient: secret(),
    content: secret(),
    made_on: day(),
    made_by: code(60),
    sent_on: day({ nullable: true }),
    /** post, digitaal or uitgereikt */
    sent_by: code(12, { nullable: true }),
    changed_at: instant(),
  },
  ['id'],
  { ix_letter_dossier: { columns: ['dossier_id', 'id'] } },
);
