import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { DossierDesk } from '../../cases/dossier/dossier-desk';
import type { StoredDossier } from '../../cases/dossier/dossier-store';
import { DossierReach, dossierNotFound } from '../../cases/dossier/reach';
import type { Room } from '../../access/rooms';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { regionOf } from '../../registry/facts';
import { isMergeField, MERGE_FIELDS, type MergeField } from './fields';
import { ReportValues } from './report-values';
import { type LetterValues, LetterValuesReader } from './letter-values';
import { type Owner, type ShownTemplate, Templates } from './templates';
import { fillTemplate } from './word-template';
import { cell } from '../../platform/place';
import { letter } from './tables';

export const SENT_BY = ['post', 'digitaal', 'uitgereikt'] as const;
export type SentBy = (typeof SENT_BY)[number];

export interface NewLetter {
  dossierId: string;
  /** id of a template, as `choices` gives it */
  template: string;
  /** name of a contact person of the pupil; null: the pupil */
  recipient: string | null;
  /** merge fields that the file does not know, or that must say something else */
  given: Readonly<Record<string, string>>;
}

export interface ShownLetter {
  id: string;
  room: Room;
  title: string;
  recipient: string;
  madeOn: Day;
  madeBy: string;
  sentOn: Day | null;
  sentBy: SentBy | null;
}

export interface LetterForm {
  /** names of contact persons of the pupil */
  people: string[];
  suggestions: LetterValues;
}

interface StoredLetter {
  dossierId: string;
  room: Room;
  content: string;
  madeOn: Day;
}

const LONGEST = 5_000;
const COLUMNS = [
  ...['id', 'dossier_id', 'room', 'template', 'title', 'recipient', 'content', 'made_on', 'made_by', 'changed_at'],
];

/** Makes letters from templates and registers that they were sent. Those of the Wpg part only for who is boa. */
@Injectable()
export class WriteLetter {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Templates) private readonly templates: Templates,
    @Inject(LetterValuesReader) private readonly values: LetterValuesReader,
    @Inject(ReportValues) private readonly report: ReportValues,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The templates that this dossier can be written with, in the rooms that the one who asks may enter. */
  async choices(actor: Actor, dossierId: string): Promise<ShownTemplate[]> {
    const dossier = await this.reach.one(this.database.read, actor, dossierId);
    return this.templates.list(this.database.read, this.ownerOf(dossier), this.desk.roomsOf(actor, dossier));
  }

  /**
   * What the form of a template shows of the dossier: who the letter can be for, and what the dossier can say in its
   * fields, to read over (of a proces-verbaal). Accounts for the look, in the log of each part that is shown.
   */
  async form(actor: Actor, dossierId: string, { room, fields }: ShownTemplate): Promise<LetterForm> {
    const { read } = this.database;
    const dossier = await this.desk.see(actor, dossierId, { object: 'brief' });
    if (room !== 'avg') await this.desk.see(actor, dossierId, { object: 'brief', room });
    const people = await read.all<{ name: string }>(
      'SELECT name FROM contact_person WHERE pupil_id = ? ORDER BY name',
      [dossier.pupilId],
    );
    const found = room === 'wpg' ? await this.report.read(actor, dossier) : {};
    const suggestions = Object.fromEntries(
      Object.entries(found).filter(([name]) => fields.includes(name as MergeField)),
    );
    return { people: people.map((one) => one.name), suggestions };
  }

  /**
   * Makes the letter; gives its id. Throws a Problem: 404 out of reach, 403 in the Wpg part without being boa, 400 with
   * a pointer to every merge field that is still empty.
   */
  async make(actor: Actor, { dossierId, template, recipient, given }: NewLetter): Promise<string> {
    const read = this.database.read;
    const seen = await this.reach.one(read, actor, dossierId);
    const owner = this.ownerOf(seen);
    const { file, fields, name, room } = await this.templates.open(read, owner, template);
    const suggested =
      room === 'wpg' && this.desk.roomsOf(actor, seen).includes(room) ? await this.report.read(actor, seen) : {};
    const handling = { action: 'toevoegen', object: 'brief', room, alsoClosed: true } as const;
    const { id } = await this.desk.change(actor, dossierId, handling, async (work, dossier) => {
      const writer = visitorOf(actor);
      const known = { ...suggested, ...(await this.values.read(work, dossier, writer, recipient)) };
      const values = checked(fields, known, given);
      const row = {
        ...{ id: newId(), dossierId, room, template, title: name, recipient: known.ontvanger_naam! },
        content: fillTemplate(file, values).toString('base64'),
      };
      const secret = (column: 'title' | 'recipient' | 'content') =>
        this.encryption.encrypt(row[column], cell(letter, column, row));
      await work.insert('letter', COLUMNS, [
        [
          ...[row.id, dossierId, room, template, secret('title'), secret('recipient'), secret('content')],
          ...[this.clock.today(), writer.employee, this.clock.instant()],
        ],
      ]);
      return row;
    });
    return id;
  }

  /** Registers that it was sent on that day; once. Throws a Problem: 404, 403, 409 where it was sent already, or 400. */
  async registerSent(actor: Actor, letterId: string, day: Day, by: SentBy): Promise<void> {
    const { dossierId, room, madeOn } = await this.find(letterId);
    const handling = { action: 'versturen', object: 'brief', room, alsoClosed: true } as const;
    await this.desk.change(actor, dossierId, handling, async (work) => {
      new Checks()
        .word(by, '/wijze', SENT_BY)
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .that(day >= madeOn, '/datum', `Kies een dag vanaf ${madeOn}: toen is de brief gemaakt.`)
        .done();
      const sql = 'UPDATE letter SET sent_on = ?, sent_by = ?, changed_at = ? WHERE id = ? AND sent_on IS NULL';
      if ((await work.run(sql, [day, by, this.clock.instant(), letterId])) === 0) {
        throw new Problem('brief-verstuurd', 'Deze brief staat al als verstuurd geregistreerd.', { status: 409 });
      }
      return { id: letterId };
    });
  }

  /** The letters of a dossier in the rooms that the one who asks may enter, the newest first. */
  async list(actor: Actor, dossierId: string): Promise<ShownLetter[]> {
    const read = this.database.read;
    const dossier = await this.desk.see(actor, dossierId, { object: 'brief' });
    const rooms = read.oneOf('room', this.desk.roomsOf(actor, dossier), 'code');
    const rows = await read.all<ShownLetter>(
      `SELECT id, room, title, recipient, made_on AS "madeOn", made_by AS "madeBy", sent_on AS "sentOn",
              sent_by AS "sentBy" FROM letter WHERE dossier_id = ? AND ${rooms.sql} ORDER BY id DESC`,
      [dossierId, rooms.value],
    );
    await this.desk.sawWpg(
      read,
      actor,
      rows.map(({ room }) => ({ room, dossierId })),
      'brief',
    );
    const plain = (row: ShownLetter, column: 'title' | 'recipient') =>
      this.encryption.decrypt(row[column], cell(letter, column, row));
    return rows.map((row) => ({ ...row, title: plain(row, 'title'), recipient: plain(row, 'recipient') }));
  }

  /** The Word file. */
  async open(actor: Actor, letterId: string): Promise<Buffer> {
    const { dossierId, room, content } = await this.find(letterId);
    await this.desk.see(actor, dossierId, { object: 'brief', room });
    return Buffer.from(this.encryption.decrypt(content, cell(letter, 'content', { id: letterId })), 'base64');
  }

  private async find(letterId: string): Promise<StoredLetter> {
    const sql = 'SELECT dossier_id AS "dossierId", room, content, made_on AS "madeOn" FROM letter WHERE id = ?';
    const found = isId(letterId) ? await this.database.read.get<StoredLetter>(sql, [letterId]) : undefined;
    if (!found) throw dossierNotFound();
    return found;
  }

  /** Whose templates: of the municipality for leerplicht, of the region for the Doorstroompunt. */
  private ownerOf({ regime, municipality }: StoredDossier): Owner | null {
    if (municipality === null) return null;
    if (regime === 'leerplicht') return { kind: 'gemeente', code: municipality };
    const code = regionOf(municipality, this.clock.today());
    return code === null ? null : { kind: 'regio', code };
  }
}

/** Every field of the template filled; throws a Problem that points to those that are not. */
function checked(
  fields: readonly MergeField[],
  known: LetterValues,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const checks = new Checks();
  checks.that(known.ontvanger_naam !== undefined, '/ontvanger', 'Kies iemand met een naam die bij de leerling hoort.');
  for (const [field, text] of Object.entries(given)) {
    const pointer = `/velden/${field.slice(0, 60)}`;
    checks.that(isMergeField(field), pointer, 'Dit veld bestaat niet.');
    checks.that(text.length <= LONGEST, pointer, `Gebruik hoogstens ${LONGEST} tekens.`);
  }
  const values: Record<string, string> = { ...known, ...given };
  for (const field of fields) {
    const filled = Boolean(values[field]?.trim());
    checks.that(filled, `/velden/${field}`, `Vul dit in: ${MERGE_FIELDS[field].words}.`);
  }
  checks.done();
  return values;
}
