import { Inject, Injectable } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Request, visitOf } from '../../access/http/request';
import { type FigureKindName, figureKind } from '../../figures/desk/kinds';
import type { Figure } from '../../figures/figure';
import type { Report } from '../../figures/report/report';
import { findStorable, STORABLE } from '../../figures/stored/kinds';
import { listStored } from '../../figures/stored/read-stored';
import { StoreFigures } from '../../figures/stored/store-figures';
import { mayStore } from '../../figures/vsv/store-snapshot';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import type { Asked } from './asked';
import type { StoredOnPage } from './stored-part';

/** What was stored of the figures on a page, and storing them. */
@Injectable()
export class StoredForms {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StoreFigures) private readonly store: StoreFigures,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Null for kinds that are not stored this way. A report asks enough of the database: what was stored stands on a page of
   * its own, and whether somebody may is told when they do it.
   */
  async of(
    request: Request,
    { kind, schoolYear }: Asked,
    figure: Figure | Report | null,
    errors: readonly FormError[],
  ): Promise<StoredOnPage | null> {
    const storable = findStorable(kind);
    if (storable === undefined) return null;
    const { session, visitor } = visitOf(request);
    const today = this.clock.today();
    const year = yearOf(figure) ?? schoolYear ?? schoolYearOf(today) - 1;
    const read = this.database.read;
    const over = year < schoolYearOf(today) && visitor.roles.includes('rmc-coordinator');
    const page = { year, csrf: session.csrf, errors };
    if (figureKind(kind).document) return { ...page, list: null, stores: over };
    const list = await listStored(read, STORABLE[storable], year);
    return { ...page, list, stores: over && (await mayStore(read, visitor, today)) };
  }

  /** Stores the figures; gives the id to show them by, or what is wrong. It cannot be undone: it is asked for twice. */
  async keep(request: Request, kind: FigureKindName, body: unknown): Promise<string | FormError[]> {
    const storable = findStorable(kind);
    const schoolYear = Number(field(body, 'schooljaar'));
    if (storable === undefined || !Number.isInteger(schoolYear) || schoolYear < FIRST_YEAR) throw notFound();
    if (field(body, 'zeker') !== 'ja') {
      return [{ field: 'zeker', text: 'Zet een vinkje: vastleggen is niet terug te draaien.' }];
    }
    return this.store.run(actorOf(request), { kind: storable, schoolYear }).then(([first]) => first!.id, formErrors);
  }
}

const FIRST_YEAR = 1990;

/** The school year that the figures are of. */
function yearOf(figure: Figure | Report | null): number | undefined {
  const table = figure && 'delen' in figure ? figure.delen.find(({ figuur }) => figuur !== null)?.figuur : figure;
  const year = table?.kenmerken['schooljaar'];
  return typeof year === 'number' ? year : undefined;
}
