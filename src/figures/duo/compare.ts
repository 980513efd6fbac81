import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { areaName } from '../area';
import type { Figure, FigureQuestion, FigureRow } from '../figure';
import { schoolYearName } from '../figure';
import { REASONS, type Reason } from '../vsv/steps';
import { type ChosenDeliveries, chooseDeliveries } from './chosen-deliveries';
import { bothPopulations, type ReasonApart, REASONS_APART } from './compare-sql';
import { referenceDay } from './duo-delivery';
import { cell } from '../../platform/place';
import { pupil } from '../../registry/tables';
import { seenRows } from './seen-rows';
import { duoRecord } from './tables';

/** The line of the early leavers in both populations whom DUO does not count as such. */
const OURS_ALONE = 'beide-niet-bij-duo';

interface Group {
  why: ReasonApart | null;
  duo: number;
  own: Reason | null;
  n: number;
}

/** DUO's population beside our own: who is in one and not in the other and why, and who is an early leaver in which. */
@Injectable()
export class DuoComparison {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The counts. Throws a Problem where there is no delivery, or one whose school year is not known. */
  async run(question: FigureQuestion): Promise<Figure> {
    const sql = this.database.read;
    const { chosen, schoolYear } = await this.chosen(question.schoolYear);
    const both = bothPopulations(sql, chosen, schoolYear, question);
    const groups = await sql.all<Group>(
      `SELECT b.why AS "why", b.duo AS "duo", b.own AS "own", COUNT(*) AS "n" FROM (${both.sql}) b GROUP BY b.why, b.duo, b.own`,
      both.values,
    );
    const sum = (of: (group: Group) => boolean) => groups.filter(of).reduce((total, { n }) => total + n, 0);
    const ours = ({ own }: Group) => own === 'vsv';
    const line = (key: string, name: string, of: (group: Group) => boolean): FigureRow => ({
      cells: {
        ...{ sleutel: key, naam: name, personen: sum(of) },
        ...{ vsvDuo: sum((group) => of(group) && group.duo === 1), vsvEigen: sum((group) => of(group) && ours(group)) },
      },
    });
    const steps = [...new Set(groups.flatMap(({ why, duo, own }) => (why === null && duo === 1 && own ? [own] : [])))];
    return {
      ...this.heading(chosen, schoolYear, question, 'duo-vergelijking'),
      kolommen: [
        { key: 'sleutel', title: 'sleutel', type: 'tekst' },
        { key: 'naam', title: 'omschrijving', type: 'tekst' },
        { key: 'personen', title: 'personen', type: 'getal' },
        { key: 'vsvDuo', title: "vsv'er bij DUO", type: 'getal' },
        { key: 'vsvEigen', title: "vsv'er bij ons", type: 'getal' },
      ],
      rijen: [
        line('beide', 'in beide populaties', ({ why }) => why === null),
        ...steps
          .sort()
          .map((reason) =>
            line(
              `beide-${reason}`,
              `waarvan vsv'er bij DUO en bij ons stap ${REASONS[reason]}: ${reason}`,
              (group) => group.why === null && group.duo === 1 && group.own === reason,
            ),
          ),
        line(
          OURS_ALONE,
          "waarvan vsv'er bij ons, maar niet bij DUO",
          (group) => group.why === null && group.duo === 0 && ours(group),
        ),
        ...Object.entries(REASONS_APART).map(([why, name]) => line(why, name, (group) => group.why === why)),
      ],
      totaal: null,
    };
  }

  /** The persons who are in one population only, or an early leaver in one only; for who may see them. */
  async persons(
    actor: Actor,
    question: FigureQuestion,
    asked: { key?: string | null; limit: number; offset: number },
  ): Promise<Figure> {
    const sql = this.database.read;
    const { chosen, schoolYear } = await this.chosen(question.schoolYear);
    const both = bothPopulations(sql, chosen, schoolYear, question);
    const seen = seenRows(actor, sql, 'b.pupil_id', this.clock.today(), this.parameters);
    const line = ofLine(asked.key ?? null);
    const rows = await sql.all<{
      pgn: string;
      delivery: string | null;
      month: string;
      enrolment: string;
      id: string | null;
      why: ReasonApart | null;
      duo: number;
      own: Reason | null;
    }>(
      `SELECT b.pgn AS "pgn", b.delivery, b.month, b.enrolment, b.pupil_id AS "id", b.why AS "why", b.duo AS "duo", b.own AS "own" FROM (${both.sql}) b
        WHERE ${line.sql}${seen.sql}
        ORDER BY b.why, b.pupil_id, b.pgn LIMIT ? OFFSET ?`,
      [...both.values, ...line.values, ...seen.values, asked.limit, asked.offset],
    );
    const pupils = rows.flatMap(({ id }) => (id === null ? [] : [id]));
    const event = { action: 'lezen', object: 'duo-vergelijking', objectId: null, purpose: PURPOSES.cijfers } as const;
    this.audit.read(actor, { ...event, pupils });
    return {
      ...this.heading(chosen, schoolYear, question, 'duo-personen'),
      kolommen: [
        { key: 'leerling', title: 'leerling', type: 'tekst' },
        { key: 'pgn', title: 'pgn', type: 'tekst' },
        { key: 'reden', title: 'reden', type: 'tekst' },
        { key: 'vsvDuo', title: "vsv'er bij DUO", type: 'tekst' },
        { key: 'stapEigen', title: 'stap bij ons', type: 'tekst' },
      ],
      rijen: rows.map(({ pgn, delivery, month, enrolment, id, why, duo, own }) => ({
        cells: {
          leerling: id,
          // null: the number was destroyed
          pgn:
            this.encryption.decrypt(
              pgn,
              delivery === null ? cell(pupil, 'pgn', { id }) : cell(duoRecord, 'pgn', { delivery, month, enrolment }),
            ) || null,
          reden: why !== null ? REASONS_APART[why] : (duo === 1) === (own === 'vsv') ? null : 'andere uitkomst',
          vsvDuo: duo === 1 ? 'ja' : 'nee',
          stapEigen: own,
        },
      })),
      totaal: null,
    };
  }

  private async chosen(asked: number | null): Promise<{ chosen: ChosenDeliveries; schoolYear: number }> {
    const chosen = await chooseDeliveries(this.database.read, asked);
    if (chosen.schoolYear === null) {
      throw new Problem(
        'schooljaar-onbekend',
        'Van deze levering is het schooljaar niet bekend. Lees het bestand in onder de naam die DUO het gaf, zoals NRSP2023DI27GZ.csv.',
      );
    }
    return { chosen, schoolYear: chosen.schoolYear };
  }

  private heading(chosen: ChosenDeliveries, schoolYear: number, question: FigureQuestion, soort: string) {
    return {
      soort,
      titel: `DUO naast de eigen registratie, schooljaar ${schoolYearName(schoolYear)}, ${chosen.state}, ${areaName(question)}`,
      definitie: `startpopulatie van DUO (${chosen.all.join(', ')}) naast stap A van de eigen vsv-statistiek`,
      peildatum: referenceDay(schoolYear),
      gegevensdatum: this.clock.today(),
      kenmerken: { schooljaar: schoolYear, gebied: areaName(question) },
      toelichting: ['Van de eigen registratie tellen alleen jongeren op een school (BRIN) die in de levering staat.'],
    };
  }
}

/** The persons on one line of the comparison; null: everybody who differs. A line that is not there has nobody. */
function ofLine(key: string | null): { sql: string; values: string[] } {
  if (key === null) {
    return {
      sql: "(b.why IS NOT NULL OR (b.duo = 1 AND b.own <> 'vsv') OR (b.duo = 0 AND b.own = 'vsv'))",
      values: [],
    };
  }
  if (key === 'beide') return { sql: 'b.why IS NULL', values: [] };
  if (key === OURS_ALONE) return { sql: "b.why IS NULL AND b.duo = 0 AND b.own = 'vsv'", values: [] };
  const step = key.startsWith('beide-') ? key.slice('beide-'.length) : null;
  if (step !== null) return { sql: 'b.why IS NULL AND b.duo = 1 AND b.own = ?', values: [step] };
  return { sql: 'b.why = ?', values: [key] };
}
