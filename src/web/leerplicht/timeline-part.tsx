import type { ComponentChildren } from 'preact';
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

/** What happened in a dossier, newest first: its signals, who got it, and every step in it. `most`: no more than these. */
export function TimelinePart({ view, steps, most }: { view: DossierView; steps: readonly ShownStep[]; most?: number }) {
  const moments = [...signalMoments(view), ...assignmentMoments(view), ...steps.map(stepMoment)];
  // of what happened at one moment a signal comes first, then who got it: the newest on top
  const newest = moments
    .map((one, i) => ({ ...one, i }))
    .sort((a, b) => (a.at === b.at ? b.i - a.i : a.at < b.at ? 1 : -1));
  if (newest.length === 0) return <Paragraph>{t('Er is nog niets gebeurd.')}</Paragraph>;
  return <Timeline items={newest.slice(0, most).map(({ at, what }) => ({ when: <InstantText at={at} />, what }))} />;
}

function signalMoments({ signals }: DossierView): Moment[] {
  return signals.flatMap(({ rule, changes }) =>
    changes.map(({ at, change }) => ({ at, what: `${t(CHANGE_NAMES[change])}: ${t(RULE_NAMES[rule])}` })),
  );
}

function assignmentMoments({ assignments }: DossierView): Moment[] {
  return [...assignments].reverse().map(({ at, employee, employeeName, reason }) => {
    const who =
      employee === null ? t('In de verdeelbak') : t('Toegewezen aan {{naam}}', { naam: employeeName ?? employee });
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
        {step.reason && (
          <>
            . <span lang="nl">{step.reason}</span>
          </>
        )}
      </>
    ),
  };
}
