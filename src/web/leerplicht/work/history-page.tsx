import type { ShownStep } from '../../../cases/states/state-history';
import { Timeline } from '../../components/show';
import { Heading, InstantText, Link, Paragraph } from '../../components/text';
import { t } from '../../text/language';
import { ITEM_NAMES } from './item-fields';

const MACHINE_NAMES: Record<string, string> = { ...ITEM_NAMES, dossier: 'Dossier', melding: 'Melding' };

/** What happened, newest first: steps of the dossier, its meldingen and everything in it. */
export function HistoryPage({ dossierId, steps }: { dossierId: string; steps: readonly ShownStep[] }) {
  return (
    <>
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Verloop')}</Heading>
      {steps.length === 0 ? (
        <Paragraph>{t('Er is nog niets gebeurd.')}</Paragraph>
      ) : (
        <Timeline items={steps.map((step) => ({ when: <InstantText at={step.at} />, what: stepText(step) }))} />
      )}
    </>
  );
}

function stepText({ machine, step, employee, reason }: ShownStep): string {
  const who = employee ? ` (${employee})` : '';
  return `${t(MACHINE_NAMES[machine] ?? machine)}: ${step.replace(/-/g, ' ')}${who}${reason ? `. ${reason}` : ''}`;
}
