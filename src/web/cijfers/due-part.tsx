import { schoolYearName } from '../../figures/figure';
import { CALLED_FOR, type Due } from '../../law/terms/reports-due';
import { Alert } from '../components/show';
import { Link, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { KIND_NAMES } from './words';

/** What must be handed in, and by when; it stands out when that comes near. */
export function DuePart({ due }: { due: readonly Due[] }) {
  if (due.length === 0) return null;
  const near = due.some(({ days }) => days <= CALLED_FOR);
  return (
    <Alert tone={near ? 'warning' : 'info'}>
      {due.map(({ kind, schoolYear, before, days }) => (
        <Paragraph>
          <Link
            href={`/cijfers/${kind}?schooljaar=${schoolYear}`}
          >{`${t(KIND_NAMES[kind])} ${schoolYearName(schoolYear)}`}</Link>
          {': '}
          {t('in te leveren vóór {{dag}}, over {{dagen}} dagen', { dag: writtenDay(before), dagen: String(days) })}
        </Paragraph>
      ))}
    </Alert>
  );
}
