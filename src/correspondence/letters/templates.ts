import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { dossierNotFound } from '../../cases/dossier/reach';
import type { Room } from '../../access/rooms';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { configFile, readConfig } from '../../platform/config-file';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { findMunicipality, findRegion, regionOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import { MERGE_FIELDS, type MergeField } from './fields';
import { fillTemplate, readTemplate } from './word-template';

/** Whose template: of a municipality for leerplicht, of a region for the Doorstroompunt. */
export interface Owner {
  kind: 'gemeente' | 'regio';
  code: string;
}

export interface NewTemplate {
  owner: Owner;
  name: string;
  room: Room;
  file: Buffer;
}

export interface ShownTemplate {
  /** voorbeeld:NAAM for those that come along with Leerspoor */
  id: string;
  name: string;
  room: Room;
  fields: MergeField[];
}

/** A template of a municipality or region, for who keeps them. */
export interface OwnTemplate extends ShownTemplate {
  owner: Owner;
  madeAt: string;
  madeBy: string;
}

interface ExampleFile {
  voorbeelden: { naam: string; bestand: string; onderdeel: Room }[];
}

const EXAMPLE = 'voorbeeld:';

/** Word templates: the own ones of municipality or region, and the examples in config/letters. */
@Injectable()
export class Templates {
  private examples: (ShownTemplate & { file: string })[] | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps a template; one of the same name is retired. Gives the id. Throws a Problem: 403, or 400 with what to mend. */
  async keep(actor: Actor, { owner, name, room, file }: NewTemplate): Promise<string> {
    this.requireOwn(actor, owner);
    new Checks().text(name, '/naam', 100).word(room, '/onderdeel', ['avg', 'wpg']).done();
    const fields = readTemplate(file);
    const id = newId();
    await this.database.work(async (work) => {
      await work.exclusive('sjabloon');
      await this.retireNamed(work, owner, name.trim());
      const columns = ['id', 'owner_kind', 'owner', 'name', 'room', 'fields', 'content', 'made_by', 'made_at'];
      const { employee } = visitorOf(actor);
      await work.insert('letter_template', columns, [
        [
          id,
          owner.kind,
          owner.code,
          name.trim(),
          room,
          fields.join(','),
          file.toString('base64'),
          employee,
          this.clock.instant(),
        ],
      ]);
      this.write(work, actor, id);
    });
    return id;
  }

  /** It is offered no more; letters made with it stay. */
  async retire(actor: Actor, owner: Owner, name: string): Promise<void> {
    this.requireOwn(actor, owner);
    await this.database.work(async (work) => {
      if ((await this.retireNamed(work, owner, name)) === 0) throw dossierNotFound();
      this.write(work, actor, null);
    });
  }

  /** The own templates and the examples, by name. */
  async list(sql: Sql, owner: Owner | null, rooms: readonly Room[]): Promise<ShownTemplate[]> {
    const own = owner
      ? await sql.all<Omit<ShownTemplate, 'fields'> & { fields: string }>(
          `SELECT id, name, room, fields FROM letter_template
            WHERE owner_kind = ? AND owner = ? AND retired_on IS NULL ORDER BY name`,
          [owner.kind, owner.code],
        )
      : [];
    const shown = own.map((one) => ({ ...one, fields: one.fields.split(',').filter(Boolean) as MergeField[] }));
    const examples = this.allExamples().map(({ file: _, ...one }) => one);
    return [...shown, ...examples].filter((one) => rooms.includes(one.room));
  }

  /** The file of a template that this owner may use. Throws a Problem (404). */
  async open(sql: Sql, owner: Owner | null, id: string): Promise<ShownTemplate & { file: Buffer }> {
    const example = this.allExamples().find((one) => one.id === id);
    if (example) return { ...example, file: readFileSync(configFile('letters', example.file)) };
    const row =
      owner && isId(id)
        ? await sql.get<Omit<ShownTemplate, 'fields'> & { fields: string; content: string }>(
            `SELECT id, name, room, fields, content FROM letter_template
              WHERE id = ? AND owner_kind = ? AND owner = ? AND retired_on IS NULL`,
            [id, owner.kind, owner.code],
          )
        : undefined;
    if (!row) throw dossierNotFound();
    const { content, fields, ...one } = row;
    return { ...one, fields: fields.split(',').filter(Boolean) as MergeField[], file: Buffer.from(content, 'base64') };
  }

  /** What every municipality and region has of its own, for the functioneel-beheerder. Throws (403) for others. */
  async ownOnes(actor: Actor, sql: Sql): Promise<OwnTemplate[]> {
    if (!visitorOf(actor).roles.includes('functioneel-beheerder')) throw notYours();
    const rows = await sql.all<Omit<OwnTemplate, 'fields' | 'owner'> & { fields: string } & Owner>(
      `SELECT id, name, room, fields, owner_kind AS "kind", owner AS "code", made_at AS "madeAt", made_by AS "madeBy"
         FROM letter_template WHERE retired_on IS NULL ORDER BY owner_kind, owner, name`,
    );
    return rows.map(({ kind, code, fields, ...one }) => ({
      ...{ ...one, owner: { kind, code } },
      fields: fields.split(',').filter(Boolean) as MergeField[],
    }));
  }

  /** One of those, or an example, with its file; for the functioneel-beheerder. Throws a Problem (404). */
  async openOne(actor: Actor, id: string): Promise<ShownTemplate & { own: OwnTemplate | null; file: Buffer }> {
    const own = (await this.ownOnes(actor, this.database.read)).find((one) => one.id === id) ?? null;
    return { ...(await this.open(this.database.read, own?.owner ?? null, id)), own };
  }

  /** Offered no more; where an example has the same name, that one is left. Throws a Problem (404). */
  async retireOne(actor: Actor, id: string): Promise<void> {
    const found = (await this.ownOnes(actor, this.database.read)).find((one) => one.id === id);
    if (!found) throw dossierNotFound();
    await this.retire(actor, found.owner, found.name);
  }

  /** Those that come along with Leerspoor. */
  exampleOnes(): ShownTemplate[] {
    return this.allExamples().map(({ file: _, ...one }) => one);
  }

  /** The letter with its merge fields filled by what they hold in words, to look at before anybody gets one. */
  sample(file: Buffer): Buffer {
    const words = Object.entries(MERGE_FIELDS).map(([name, field]) => [name, `[${field.words}]`] as const);
    return fillTemplate(file, Object.fromEntries(words));
  }

  /** Every merge field with what it holds. */
  fields(): { name: string; source: 'dossier' | 'gegeven'; words: string }[] {
    return Object.entries(MERGE_FIELDS).map(([name, field]) => ({ name, ...field }));
  }

  private allExamples(): (ShownTemplate & { file: string })[] {
    this.examples ??= readConfig<ExampleFile>('letters', 'voorbeelden.json').voorbeelden.map(
      ({ naam, bestand, onderdeel }) => ({
        ...{ id: `${EXAMPLE}${bestand.replace('.docx', '')}`, name: naam, room: onderdeel, file: bestand },
        fields: readTemplate(readFileSync(configFile('letters', bestand))),
      }),
    );
    return this.examples;
  }

  private requireOwn(actor: Actor, owner: Owner): void {
    const known = owner.kind === 'gemeente' ? findMunicipality(owner.code) : findRegion(owner.code);
    if (known && this.owns(actor, owner)) return;
    throw notYours();
  }

  private owns({ visitor }: Actor, { kind, code }: Owner): boolean {
    if (visitor === null) return true;
    const today = this.clock.today();
    if ((visitor.from ?? today) > today || (visitor.until ?? today) < today) return false;
    if (visitor.roles.includes('functioneel-beheerder')) return true;
    const { leerplicht, doorstroompunt } = scopeOf(visitor, today);
    return kind === 'gemeente'
      ? leerplicht.includes(code)
      : doorstroompunt.some((municipality) => regionOf(municipality, today) === code);
  }

  private retireNamed(work: Parameters<Audit['write']>[0], { kind, code }: Owner, name: string): Promise<number> {
    return work.run(
      `UPDATE letter_template SET retired_on = ?
        WHERE owner_kind = ? AND owner = ? AND name = ? AND retired_on IS NULL`,
      [this.clock.today(), kind, code, name],
    );
  }

  private write(work: Parameters<Audit['write']>[0], actor: Actor, objectId: string | null): void {
    const event = { object: 'briefsjabloon', objectId, pupils: [], purpose: PURPOSES.leerplicht } as const;
    this.audit.write(work, actor, { action: 'wijzigen', ...event });
  }
}

function notYours(): Problem {
  return new Problem('niet-toegestaan', 'Sjablonen beheert u voor uw eigen gemeente of regio.', { status: 403 });
}
