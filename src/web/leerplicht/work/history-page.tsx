import type { ShownStep } from '../../../cases/states/state-history';
import { Heading, Link } from '../../components/text';
import { t } from '../../text/language';
import type { DossierView } from '../dossier-view';
import { TimelinePart } from '../timeline-part';

/** What happened, newest first: signals, who got it, and every step of the dossier and of what is in it. */
export function HistoryPage({ view, steps }: { view: DossierView; steps: readonly ShownStep[] }) {
  return (
    <>
      <p class="ls-back">
        <Link href={`/dossiers/${view.dossier.id}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Verloop')}</Heading>
      <TimelinePart view={view} steps={steps} />
    </>
  );
}
