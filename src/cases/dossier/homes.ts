import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { DayTurn } from '../../access/day-turn';
import { asDay, type Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { OfferMoves } from '../handover/offer-moves';
import { STORED_DOSSIER, type StoredDossier } from './dossier-store';

const TURN = 'woonplaatsen';
/** residence from this day on: as far back as we know */
const ALWAYS_LIVED = asDay('0001-01-01');

type Moved = StoredDossier & { home: string };

/**
 * Keeps the municipality of open dossiers what it must be: where the pupil lives today. Scope hangs on it, so it is
 * brought up to date in the unit of work that changes a residence, and before anybody looks at a new day. The
 * municipality that the pupil left is kept in `handed_from` until the hand-over is accepted. Closed dossiers stay with
 * the municipality that closed them.
 */
@Injectable()
export class Homes implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DayTurn) private readonly turn: DayTurn,
    @Inject(OfferMoves) private readonly offerMoves: OfferMoves,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.turn.register((today) => this.arrive(today));
  }

  /** The residence of these pupils may have changed. */
  async follow(work: Work, pupilIds: readonly string[]): Promise<void> {
    if (pupilIds.length === 0) return;
    const these = work.oneOf('d.pupil_id', pupilIds);
    await this.bring(work, these.sql, [these.value], this.clock.today());
  }

  /** All who moved since the last day for which this was done. */
  async upToDate(work: Work): Promise<void> {
    const today = this.clock.today();
    await work.exclusive(TURN);
    const last = await work.get<{ day: Day }>('SELECT day FROM day_turn WHERE name = ?', [TURN]);
    const since = last?.day ?? ALWAYS_LIVED;
    if (since >= today) return;
    const moved = 'd.pupil_id IN (SELECT m.pupil_id FROM residence m WHERE m.from_date > ? AND m.from_date <= ?)';
    await this.bring(work, moved, [since, today], today);
    await work.insert('day_turn', ['name', 'day'], [[TURN, today]], { key: ['name'], update: ['day'] });
  }

  private async arrive(today: Day): Promise<void> {
    const known = await this.database.read.get<{ day: Day }>('SELECT day FROM day_turn WHERE name = ?', [TURN]);
    if (known && known.day >= today) return;
    await this.database.work((work) => this.upToDate(work));
  }

  private async bring(work: Work, which: string, values: (string | number | null)[], today: Day): Promise<void> {
    const rows = await work.all<Omit<Moved, 'home'> & { home: string | null }>(
      `SELECT ${STORED_DOSSIER},
              (SELECT r.municipality FROM residence r WHERE r.pupil_id = d.pupil_id AND r.from_date <= ?
                ORDER BY r.from_date DESC LIMIT 1) AS "home"
         FROM dossier d WHERE d.status <> 'afgesloten' AND ${which} ORDER BY d.id`,
      [today, ...values],
    );
    const moved = rows.filter((row): row is Moved => row.home !== null && row.home !== row.municipality);
    if (moved.length === 0) return;
    const now = this.clock.instant();
    for (const { id, municipality: was, home } of moved) {
      await work.run(
        'UPDATE dossier SET municipality = ?, handed_from = ?, handed_on = ?, changed_at = ? WHERE id = ?',
        [...[home, was, was === null ? null : today, now, id]],
      );
    }
    await this.offerMoves.offer(
      work,
      moved.flatMap(({ home, ...dossier }) =>
        dossier.municipality === null
          ? []
          : [{ dossier: { ...dossier, municipality: home }, fromMunicipality: dossier.municipality }],
      ),
    );
    this.audit.write(work, systemActor('wachtrij'), {
      ...{ action: 'wijzigen', object: 'dossier', objectId: null, purpose: PURPOSES.leerplicht },
      pupils: moved.map((one) => one.pupilId),
    });
  }
}
