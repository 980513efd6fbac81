import type { DossierStatus } from '../../cases/dossier/dossier-store';
import { StatusBadge, type Tone } from '../components/show';
import { DOSSIER_STATUS_NAMES } from '../text/dossiers';
import { t } from '../text/language';

const TONES: Record<DossierStatus, Tone> = {
  nieuw: 'active',
  in_behandeling: 'safe',
  aangehouden: 'neutral',
  heropend: 'active',
  afgesloten: 'neutral',
};

/** The state of a dossier, and whether it can be closed because all its signals were withdrawn. */
export function DossierBadges({ status, forClosing }: { status: DossierStatus; forClosing: boolean }) {
  return (
    <span class="ls-badges">
      <StatusBadge tone={TONES[status] ?? 'neutral'}>{t(DOSSIER_STATUS_NAMES[status] ?? status)}</StatusBadge>
      {forClosing && status !== 'afgesloten' && <StatusBadge tone="warning">{t('Te sluiten')}</StatusBadge>}
    </span>
  );
}
