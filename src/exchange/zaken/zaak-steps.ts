import { DOSSIER_CLOSING_KEYS, type DossierClosing } from '../../cases/dossier/closing';
import type { DossierStatus } from '../../cases/dossier/states';

/** A step of a dossier in its history, oldest first; `reason` of a closing begins with the word for it. */
export interface DossierPast {
  id: string;
  at: string;
  to: DossierStatus;
  reason: string | null;
}

/** A status of the zaak: when it was reached, and of a closing with which result. */
export interface ZaakStatus {
  /** the step it comes from, in the order of the ids; never told twice */
  id: string;
  /** an instant that no other status of the zaak has: the Zaken API knows a status by it */
  at: string;
  status: DossierStatus;
  result: DossierClosing | 'overig' | null;
}

const LATEST_ID = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/**
 * The statuses of a zaak from the history of its dossier. Pure. Two steps of one moment are set a millisecond apart.
 * `left`: the dossier went to another municipality then, so the zaak ends with what this one did. `back`: it came back
 * then, so where it stands is told anew.
 */
export function statusesOf(
  past: readonly DossierPast[],
  { left, back }: { left: string | null; back: string | null },
): ZaakStatus[] {
  const steps: (Omit<ZaakStatus, 'at'> & { at: number })[] = past.map(({ id, at, to, reason }) => ({
    ...{ id, at: Date.parse(at), status: to },
    result: to === 'afgesloten' ? closingOf(reason) : null,
  }));
  const last = steps.at(-1);
  if (last && back !== null) last.at = Math.max(last.at, Date.parse(back));
  if (left !== null && last?.status !== 'afgesloten') {
    steps.push({ id: LATEST_ID, at: Date.parse(left), status: 'afgesloten', result: 'overgedragen' });
  }
  let before = -Infinity;
  return steps.map(({ at, ...step }) => {
    before = Math.max(at, before + 1);
    return { ...step, at: new Date(before).toISOString() };
  });
}

/** The word of DOSSIER_CLOSINGS that a reason begins with; what people typed after it is not told. */
export function closingOf(reason: string | null): DossierClosing | 'overig' {
  const word = (reason ?? '').split(':')[0]!.trim();
  return DOSSIER_CLOSING_KEYS.find((key) => key === word) ?? 'overig';
}
