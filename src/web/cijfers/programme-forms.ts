import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { field } from '../../access/http/form';
import { type KeptMeasure, type KeptTarget, measuresOf, targetsKept } from '../../figures/programme/programme-reads';
import { kindOfArea } from '../../figures/programme/programme-scope';
import { TakeProgramme } from '../../imports/take-programme';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { versionOf } from '../../platform/version';
import type { FormError } from '../http/form-errors';

/** A measure in one school year as typed: the names of the columns of the file programma. */
export interface MeasureForm {
  maatregel: string;
  schooljaar: string;
  titel: string;
  doel: string;
  partijen: string;
  begindatum: string;
  einddatum: string;
  budget: string;
  besteed: string;
  doelaantal: string;
  bereikt: string;
  /** what it was when the form was shown; '' for what was not there */
  versie: string;
}

const NAMES = [
  ...(['maatregel', 'schooljaar', 'titel', 'doel', 'partijen', 'begindatum', 'einddatum'] as const),
  ...(['budget', 'besteed', 'doelaantal', 'bereikt', 'versie'] as const),
];
const EMPTY = Object.fromEntries(NAMES.map((name) => [name, ''])) as Record<(typeof NAMES)[number], string>;

/** A target as typed. */
export interface TargetForm {
  schooljaar: string;
  niveau: string;
  percentage: string;
  bron: string;
}

/** Measures and targets to read and keep with forms, by the rules of the files programma and streefcijfers. */
@Injectable()
export class ProgrammeForms {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TakeProgramme) private readonly take: TakeProgramme,
  ) {}

  /**
   * The measure in the school year asked for, else in the last one in which it stands, else in `latest`; and the years in
   * which it stands. In another year it is as in the year before, without what differs by year.
   */
  async measure(
    area: string,
    name: string,
    asked: string,
    latest: number,
  ): Promise<{ form: MeasureForm; years: number[] }> {
    const all = name === '' ? [] : await measuresOf(this.database.read, area, { measure: name });
    const year = /^(19|20)\d\d$/.test(asked) ? Number(asked) : (all.at(-1)?.schoolYear ?? latest);
    const own = all.find((one) => one.schoolYear === year);
    const before = all.findLast((one) => one.schoolYear < year) ?? all[0];
    const form: MeasureForm = own
      ? formOf(own)
      : {
          ...{ ...EMPTY, maatregel: name, schooljaar: String(year) },
          ...(before ? { titel: before.title, doel: before.aim, partijen: before.parties ?? '' } : {}),
        };
    return { form, years: all.map(({ schoolYear }) => schoolYear) };
  }

  targets(area: string): Promise<KeptTarget[]> {
    return targetsKept(this.database.read, area);
  }

  /** What is wrong with it, for beside the fields; nothing where it was kept. Nobody else's change is overwritten. */
  async keepMeasure(actor: Actor, area: string, { versie, ...form }: MeasureForm): Promise<FormError[]> {
    return this.database.work(async (work) => {
      const before = await find(work, area, form);
      if ((before?.versie ?? '') !== versie) throw new Problem('gewijzigd', changed(before !== null), { status: 409 });
      const record = { ...form, soort: kindOfArea(area) ?? '', gebied: area };
      return asErrors(await this.take.measure(work, actor, record));
    });
  }

  async removeMeasure(actor: Actor, area: string, { maatregel, schooljaar }: MeasureForm): Promise<void> {
    const key = { soort: kindOfArea(area) ?? '', gebied: area, maatregel, schooljaar };
    await this.database.work((work) => this.take.measure(work, actor, { ...key, verwijderd: true }));
  }

  async keepTarget(actor: Actor, area: string, form: TargetForm): Promise<FormError[]> {
    return this.database.work(async (work) => asErrors(await this.take.target(work, actor, { ...form, gebied: area })));
  }

  async removeTarget(actor: Actor, area: string, { schooljaar, niveau }: TargetForm): Promise<void> {
    const key = { gebied: area, schooljaar, niveau, verwijderd: true };
    await this.database.work((work) => this.take.target(work, actor, key));
  }
}

export function readMeasureForm(body: unknown): MeasureForm {
  return Object.fromEntries(NAMES.map((name) => [name, field(body, name).trim()])) as unknown as MeasureForm;
}

export function readTargetForm(body: unknown): TargetForm {
  const text = (name: string) => field(body, name).trim();
  return { schooljaar: text('schooljaar'), niveau: text('niveau'), percentage: text('percentage'), bron: text('bron') };
}

async function find(sql: Sql, area: string, { maatregel, schooljaar }: Omit<MeasureForm, 'versie'>) {
  const schoolYear = Number(schooljaar);
  if (!Number.isInteger(schoolYear)) return null;
  const [found] = await measuresOf(sql, area, { measure: maatregel, schoolYear });
  return found ? formOf(found) : null;
}

function formOf(one: KeptMeasure): MeasureForm {
  const written = (value: number | null) => (value === null ? '' : String(value).replace('.', ','));
  const form = {
    ...{ maatregel: one.measure, schooljaar: String(one.schoolYear), titel: one.title, doel: one.aim },
    ...{ partijen: one.parties ?? '', begindatum: one.from ?? '', einddatum: one.until ?? '' },
    ...{ budget: written(one.budget), besteed: written(one.spent) },
    ...{ doelaantal: written(one.target), bereikt: written(one.reached) },
  };
  return { ...form, versie: versionOf(form) };
}

const asErrors = (refusals: readonly { column: string; reason: string }[]): FormError[] =>
  refusals.map(({ column, reason }) => ({ field: column, text: `${column} ${reason}` }));

function changed(there: boolean): string {
  return there
    ? 'Deze maatregel is ondertussen gewijzigd of bestond al. Open de maatregel opnieuw en pas die aan.'
    : 'Deze maatregel bestaat niet meer in dit schooljaar. Maak een nieuwe.';
}
