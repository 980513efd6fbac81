import type { ComponentChildren } from 'preact';
import { closingWords } from '../../cases/dossier/closing';
import { stepName, thingName } from '../../cases/items/step-words';
import type { ShownStep } from '../../cases/states/state-history';
import { Timeline } from '../components/show';
import { InstantText, Paragraph } from '../components/text';
import { t } from '../text/language';
import { CHANGE_NAMES, RULE_NAMES } from '../text/signals';
import type { DossierView } from './dossier-view';

interface Moment {
  at: string;
  what: ComponentChildren;
}

/**
 * What happened in a dossier, newest first: its signals, who got it, and every step in it.
 * @param steps newest first
 * @param most no more than these
 */
export function TimelinePart({ view, steps, most }: { view: DossierView; steps: readonly ShownStep[]; most?: number }) {
  const taken = [...steps].reverse();
  const opened = taken.filter(({ step }) => step === 'openen');
  // one unit of work raises a signal, opens the dossier and assigns it, in that order, within the same second
  const moments = [
    ...signalMoments(view),
    ...opened.map(stepMoment),
    ...assignmentMoments(view),
    ...taken.filter((one) => !opened.includes(one)).map(stepMoment),
  ].map((one, i) => ({ ...one, second: one.at.slice(0, 19), i }));
  if (moments.length === 0) return <Paragraph>{t('Er is nog niets gebeurd.')}</Paragraph>;
  const newest = moments.sort((a, b) => (a.second === b.second ? b.i - a.i : a.second < b.second ? 1 : -1));
  return <Timeline items={newest.slice(0, most).map(({ at, what }) => ({ when: <InstantText at={at} />, what }))} />;
}

function signalMoments({ signals }: DossierView): Moment[] {
  return signals.flatMap(({ rule, changes }) =>
    changes.map(({ at, change }) => ({ at, what: `${t(CHANGE_NAMES[change])}: ${t(RULE_NAMES[rule])}` })),
  );
}

function assignmentMoments({ assignments }: DossierView): Moment[] {
  return [...assignments].reverse().map(({ at, employee, employeeName, reason }) => {
    const name = employeeName ?? employee;
    // the reason of the steps begins with who was chosen
    const who =
      name === null
        ? t('In de verdeelbak')
        : reason.startsWith(name)
          ? t('Toegewezen')
          : t('Toegewezen aan {{naam}}', { naam: name });
    return {
      at,
      what: (
        <>
          {who}: <span lang="nl">{reason}</span>
        </>
      ),
    };
  });
}

function stepMoment(step: ShownStep): Moment {
  const who = step.employeeName ?? step.employee;
  return {
    at: step.at,
    what: (
      <>
        {t(thingName(step.machine))}: {t(stepName(step))}
        {who && ` (${who})`}
        {step.reason && <>. {reasonOf(step, step.reason)}</>}
      </>
    ),
  };
}

function reasonOf({ machine, step }: ShownStep, kept: string): ComponentChildren {
  if (machine !== 'dossier' || step !== 'sluiten') return <span lang="nl">{kept}</span>;
  const { reason, more } = closingWords(kept);
  return (
    <>
      {t(reason)}
      {more !== null && (
        <>
          : <span lang="nl">{more}</span>
        </>
      )}
    </>
  );
}
