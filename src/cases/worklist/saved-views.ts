import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { folded, holdsWords } from '../../platform/search-text';
import { schoolsNamed } from '../../registry/locations';
import { dossierNotFound } from '../dossier/reach';
import { savedView } from './tables';

/** A filter by the names of its form; only texts. `naam` is what was searched for. */
export type KeptFilter = Readonly<Record<string, string>>;

export interface SavedView {
  id: string;
  name: string;
  filter: KeptFilter;
}

const MOST = 20;
const LONGEST_NAME = 60;

/** The ways of looking at the work list that somebody keeps under a name; nobody else sees them. */
@Injectable()
export class SavedViews {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** By name, as a Dutch list goes. */
  list(actor: Actor): Promise<SavedView[]> {
    return this.of(this.database.read, visitorOf(actor).employee);
  }

  /**
   * One of the same name is replaced. A search is kept only where its words are of a school or its place: the name of a
   * child would outlive the child's file. Throws a Problem (400) without a name, or where there are too many.
   */
  async keep(actor: Actor, name: string, filter: KeptFilter): Promise<SavedView> {
    const { employee } = visitorOf(actor);
    new Checks().text(name, '/weergave', LONGEST_NAME).done();
    return this.database.work(async (work) => {
      await work.exclusive('weergave');
      const known = await this.of(work, employee);
      const same = known.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
      if (!same && known.length >= MOST) {
        throw new Problem('te-veel-weergaven', `U heeft al ${MOST} weergaven. Haal er eerst een weg.`, {
          fields: [{ pointer: '/weergave', reden: `U heeft al ${MOST} weergaven. Haal er eerst een weg.` }],
        });
      }
      if (same) await work.run('DELETE FROM saved_view WHERE id = ?', [same.id]);
      const id = newId();
      const view = { name: name.trim(), filter: await withoutNames(work, filter) };
      const content = this.encryption.encrypt(JSON.stringify(view), cell(savedView, 'content', { id }));
      const row = [id, employee, content, this.clock.instant()];
      await work.insert('saved_view', ['id', 'employee', 'content', 'made_at'], [row]);
      return { id, ...view };
    });
  }

  /** Throws a Problem (404) for one that is not there or somebody else's. */
  async drop(actor: Actor, id: string): Promise<void> {
    const { employee } = visitorOf(actor);
    const sql = 'DELETE FROM saved_view WHERE id = ? AND employee = ?';
    const gone = await this.database.work((work) => work.run(sql, [id, employee]));
    if (gone === 0) throw dossierNotFound();
  }

  private async of(sql: Sql, employee: string): Promise<SavedView[]> {
    const rows = await sql.all<{ id: string; content: string }>(
      'SELECT id, content FROM saved_view WHERE employee = ? ORDER BY id',
      [employee],
    );
    const views = rows.map(({ id, content }) => ({
      id,
      ...(JSON.parse(this.encryption.decrypt(content, cell(savedView, 'content', { id }))) as Omit<SavedView, 'id'>),
    }));
    return views.sort((a, b) => a.name.localeCompare(b.name, 'nl'));
  }
}

async function withoutNames(sql: Sql, filter: KeptFilter): Promise<KeptFilter> {
  const search = folded(filter['naam'] ?? '');
  const ofSchool = search !== '' && (await schoolsNamed(sql, search, holdsWords)).length > 0;
  return ofSchool ? filter : { ...filter, naam: '' };
}
