import { Inject, Injectable } from '@nestjs/common';
import { loadAbsence } from '../absence/absence-history';
import type { PupilFacts } from '../law/facts';
import { judgePupil } from '../law/judge';
import { LawParameters } from '../law/parameters';
import type { Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import { CalendarBook } from '../registry/calendars';
import { loadFacts } from '../registry/pupil-facts';
import { reconcile, type Reconciled } from './reconcile';
import { SignalStore } from './signal-store';
import type { StoredSignal } from './stored-signal';
import { explainWithdrawal } from './withdrawal-reason';

/** What judging one pupil came to; `before` are all signals that stood or had stood. Nothing is written yet. */
export interface Judgement {
  pupilId: string;
  facts: PupilFacts;
  before: readonly StoredSignal[];
  results: Reconciled[];
}

/** Judges pupils: reads their history once, applies the law, and compares with what stands. */
@Injectable()
export class Judge {
  constructor(
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(SignalStore) private readonly store: SignalStore,
  ) {}

  /** In the order of `pupilIds`; pupils that no longer exist are left out. */
  async judge(work: Work, pupilIds: readonly string[]): Promise<Judgement[]> {
    const { sql, value } = work.oneOf('id', pupilIds);
    // no two units of work judge the same pupil at once
    await work.all(`SELECT id FROM pupil WHERE ${sql} ORDER BY id${work.lock}`, [value]);
    const facts = await loadFacts(work, pupilIds);
    const absence = await loadAbsence(work, pupilIds);
    const standing = await this.store.ofPupils(work, pupilIds);
    const sweepDay = await this.store.sweepDay(work);
    const calendars = await this.calendarBook.open(work);
    const judgements: Judgement[] = [];
    for (const pupilId of pupilIds) {
      const registered = facts.get(pupilId);
      if (!registered) continue;
      const known: PupilFacts = { ...registered, absence: absence.get(pupilId) ?? [] };
      const before = standing.get(pupilId) ?? [];
      const expected = judgePupil(known, calendars, this.parameters, sweepDay);
      const results = reconcile(pupilId, before, expected, newId, (signal) =>
        explainWithdrawal(signal, { facts: known, expected, calendars, parameters: this.parameters, sweepDay }),
      );
      judgements.push({ pupilId, facts: known, before, results });
    }
    return judgements;
  }
}
