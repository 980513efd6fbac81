import type { Day } from '../../law/day';
import { Alert } from '../components/show';
import { Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';

interface Gone {
  deathDate: Day | null;
  departureDate: Day | null;
}

/** Whether somebody died, on that day or before. */
export const isDead = ({ deathDate }: Pick<Gone, 'deathDate'>, today: Day): boolean =>
  deathDate !== null && deathDate <= today;

/** Who died or left the country is not invited as if nothing happened: it stands above everything else. */
export function GoneAlert({ person, today }: { person: Gone; today: Day }) {
  const { deathDate, departureDate } = person;
  if (isDead(person, today)) {
    return (
      <Alert tone="warning">
        <Paragraph>
          {t('Overleden op {{dag}}. Stuur geen uitnodigingen meer en sluit het dossier als alles is afgerond.', {
            dag: writtenDay(deathDate!),
          })}
        </Paragraph>
      </Alert>
    );
  }
  if (departureDate === null || departureDate > today) return null;
  return (
    <Alert tone="warning">
      <Paragraph>{t('Vertrokken uit Nederland op {{dag}}.', { dag: writtenDay(departureDate) })}</Paragraph>
    </Alert>
  );
}
