import { Inject, Injectable } from '@nestjs/common';
import { filetypemime } from 'magic-bytes.js';
import type { Actor } from '../../access/actor';
import type { Room } from '../../access/rooms';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { DossierDesk } from '../dossier/dossier-desk';
import { Input } from '../input';
import { AddItem } from '../items/add-item';
import type { StoredItem } from '../items/item';
import { ItemQuery } from '../items/item-query';
import { AttachmentFiles } from './attachment-files';

/** Largest attachment, in bytes. */
export const LARGEST_ATTACHMENT = 10 * 1024 * 1024;

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** What may be attached, by its extension: the type that is stored, and what its first bytes must look like. */
const TYPES: Record<string, { type: string; looksLike: readonly string[] }> = {
  pdf: { type: 'application/pdf', looksLike: ['application/pdf'] },
  jpg: { type: 'image/jpeg', looksLike: ['image/jpeg'] },
  jpeg: { type: 'image/jpeg', looksLike: ['image/jpeg'] },
  png: { type: 'image/png', looksLike: ['image/png'] },
  docx: {
    type: `${OOXML}.wordprocessingml.document`,
    looksLike: [`${OOXML}.wordprocessingml.document`, 'application/zip'],
  },
  xlsx: { type: `${OOXML}.spreadsheetml.sheet`, looksLike: [`${OOXML}.spreadsheetml.sheet`, 'application/zip'] },
};

export interface GivenFile {
  name: string;
  content: Buffer;
  confidential: boolean;
  /** the part of the dossier; the one for all unless told */
  room?: Room;
}

/** Attaches a file to a dossier: what it is is told by its bytes, not by what the sender says. */
@Injectable()
export class AddAttachment {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(AddItem) private readonly addItem: AddItem,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
  ) {}

  async run(
    actor: Actor,
    dossierId: string,
    { name, content, confidential, room = 'avg' }: GivenFile,
  ): Promise<StoredItem> {
    const shown = new Input({ naam: name.replace(/^.*[\\/]/, '') });
    const naam = shown.needed('naam', 200);
    shown.done();
    const type = typeOf(naam, content);
    await this.desk.see(actor, dossierId, { object: 'bijlage', room });
    const bestand = newId();
    await this.files.write(bestand, content);
    try {
      const details = { naam, type, grootte: content.length, bestand };
      return await this.addItem.addFields(actor, dossierId, 'bijlage', { details }, { confidential, room });
    } catch (error) {
      await this.files.remove(bestand);
      throw error;
    }
  }
}

/** Gives an attachment back to who may see it. */
@Injectable()
export class ReadAttachment {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ItemQuery) private readonly query: ItemQuery,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
  ) {}

  async run(actor: Actor, itemId: string): Promise<{ naam: string; type: string; content: Buffer }> {
    const item = await this.query.one(this.database.read, actor, itemId);
    if (item.kind !== 'bijlage' || item.state !== 'vastgelegd') {
      throw new Problem('niet-gevonden', 'Deze bijlage is er niet.', { status: 404 });
    }
    await this.desk.see(actor, item.dossierId, { object: 'bijlage', room: item.room });
    const { naam, type, bestand } = item.details;
    return { naam: String(naam), type: String(type), content: await this.files.read(String(bestand)) };
  }
}

function typeOf(name: string, content: Buffer): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (content.length === 0) throw refusal('Het bestand is leeg.', 400);
  if (content.length > LARGEST_ATTACHMENT) throw refusal('Het bestand is groter dan 10 MB.', 413);
  const kinds = Object.keys(TYPES).join(', ');
  if (!known) throw refusal(`Dit soort bestand kan niet. Kies een van: ${kinds}.`, 415);
  const seen = filetypemime(content.subarray(0, 4_096));
  if (seen.some((one) => known.looksLike.includes(one))) return known.type;
  throw refusal(`De inhoud van dit bestand past niet bij de naam. Kies een van: ${kinds}.`, 415);
}

function refusal(reden: string, status: number): Problem {
  return new Problem('bijlage-kan-niet', reden, { status, fields: [{ pointer: '/bestand', reden }] });
}
