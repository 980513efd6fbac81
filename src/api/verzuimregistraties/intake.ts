import { Inject, Injectable } from '@nestjs/common';
import { type TakenRecord, TakeAbsence } from '../../imports/take-absence';
import type { SentRecord } from '../../imports/records';
import type { Work } from '../../platform/database/sql';
import type { Asker } from '../http/asker';
import type { VerzuimVerslag } from './verzuimregistratie';

/** Names of the API and of the file, where they differ. */
const COLUMNS: Record<string, string> = { heleDag: 'hele_dag' };
const FIELDS: Record<string, string> = { hele_dag: 'heleDag' };

const NO_OBJECT = Symbol('no object');

/** Translates a batch to records of the file `verzuim`, and what became of them back. */
@Injectable()
export class AbsenceIntake {
  constructor(@Inject(TakeAbsence) private readonly takeAbsence: TakeAbsence) {}

  async take(work: Work, asker: Asker, sent: readonly unknown[]): Promise<VerzuimVerslag> {
    const records = sent.map(toRecord);
    const good = records.filter((record): record is SentRecord => record !== NO_OBJECT);
    const taken = (await this.takeAbsence.take(work, asker, good)).values();
    const report: VerzuimVerslag = { nieuw: 0, gewijzigd: 0, ongewijzigd: 0, afgekeurd: 0, resultaten: [] };
    records.forEach((record, i) => {
      const one = record === NO_OBJECT ? refusedWhole() : taken.next().value!;
      report[one.outcome]++;
      const number = record === NO_OBJECT ? null : record['registratienummer'];
      report.resultaten.push({
        volgnummer: i,
        registratienummer: typeof number === 'string' && number.length <= 60 ? number : null,
        uitkomst: one.outcome,
        fouten: one.refusals.map(({ column, reason }) => ({ pointer: pointer(i, column), reden: reason })),
        meldingen: one.remarks,
      });
    });
    return report;
  }
}

function toRecord(sent: unknown): SentRecord | typeof NO_OBJECT {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return NO_OBJECT;
  return Object.fromEntries(
    // the file's own name for a field is not the API's
    Object.entries(sent).map(([name, value]) => [COLUMNS[name] ?? (name in FIELDS ? `${name}?` : name), value]),
  );
}

function refusedWhole(): TakenRecord {
  return { outcome: 'afgekeurd', refusals: [{ column: '', value: '', reason: 'moet een object zijn' }], remarks: [] };
}

function pointer(i: number, column: string): string {
  const name = FIELDS[column] ?? column.replace(/\?$/, '').replaceAll('~', '~0').replaceAll('/', '~1');
  return `/registraties/${i}${name === '' ? '' : `/${name}`}`;
}
