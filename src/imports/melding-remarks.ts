import type { MeldingEntry } from '../exchange/meldingen/melding-intake';
import type { Observer } from './kinds';

/** What there is to say of meldingen that were taken: a status that did not count here, with the owner of it. */
export const meldingRemarks: Observer<MeldingEntry> = {
  observe: async (_work, entries) =>
    entries.flatMap(({ line, entry: { remark } }) => (remark === null ? [] : [{ line, remark }])),
};
