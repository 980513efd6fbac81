import { addDays, type Day } from '../../law/day';
import { INTAKE_WITHIN } from '../../trajectories/caseload';
import { isEnded } from '../../trajectories/states';
import { ButtonLink } from '../components/forms';
import { Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import type { FormName } from '../../trajectories/trajectory-forms';
import type { YouthView } from './youth-query';
import { LEAVING_NAMES, OUTCOME_NAMES } from './words';

/** What must happen next, in a sentence, and what can be done now. */
export function NextPart({ view, today }: { view: YouthView; today: Day }) {
  const { trajectory } = view;
  return (
    <div class="ls-card ls-next">
      <h2 class="utrecht-heading-3">{t('Volgende stap')}</h2>
      <Paragraph>{nextSentence(view, today)}</Paragraph>
      {!isEnded(trajectory.state) && (
        <div class="ls-actions">
          {actionsIn(view).map(([form, name], i) => (
            <ButtonLink href={`/doorstroompunt/${trajectory.id}/${form}`} look={i === 0 ? 'primary-action' : undefined}>
              {t(name)}
            </ButtonLink>
          ))}
        </div>
      )}
    </div>
  );
}

const ACTION_NAMES = {
  contact: 'Leg contact vast',
  intake: 'Leg de intake vast',
  'plan/maken': 'Maak het plan',
  schooloverleg: 'Leg overleg met school vast',
  starten: 'Start het traject',
  afsluiten: 'Sluit het traject af',
  'niet-starten': 'Niet starten',
} as const;
type Action = keyof typeof ACTION_NAMES & (FormName | 'plan/maken');

/** The first one is what is to be done now. */
function actionsIn(view: YouthView): (readonly [Action, string])[] {
  const named = (...actions: Action[]) => actions.map((one) => [one, ACTION_NAMES[one]] as const);
  switch (view.trajectory.state) {
    case 'aangemeld':
    case 'benaderd':
      return named('contact', 'intake', 'niet-starten');
    case 'intake':
      if (view.schoolFirst !== null) return named('schooloverleg', 'contact', 'niet-starten');
      if (!isAgreed(view)) return named('plan/maken', 'contact', 'niet-starten');
      return named('starten', 'contact', 'niet-starten');
    case 'lopend':
      return named('contact', 'afsluiten');
    case 'afgesloten':
    case 'niet_gestart':
      return [];
  }
}

const isAgreed = ({ plans }: YouthView): boolean => plans.some((one) => one.agreedOn !== null);

function nextSentence(view: YouthView, today: Day): string {
  const { trajectory, schoolFirst } = view;
  const { contactOn, deliveredOn, contactEvery, endedOn, outcome } = trajectory;
  const by = addDays(contactOn ?? deliveredOn, contactEvery);
  switch (trajectory.state) {
    case 'aangemeld':
      return t('Benader de jongere. De aanmelding is van {{dag}}.', { dag: writtenDay(deliveredOn) });
    case 'benaderd': {
      const dag = writtenDay(addDays(deliveredOn, INTAKE_WITHIN));
      return t('Houd een intake, liefst uiterlijk op {{dag}} (binnen vier weken na de aanmelding).', { dag });
    }
    case 'intake':
      if (schoolFirst !== null) {
        return t('Overleg eerst met de school: de jongere kreeg op {{dag}} {{wat}} (WEB artikel 9.2.5).', {
          dag: writtenDay(schoolFirst.day),
          wat: t(LEAVING_NAMES[schoolFirst.kind] ?? ''),
        });
      }
      return isAgreed(view)
        ? t('De jongere heeft ingestemd met het plan. Het traject kan starten.')
        : t('Maak samen een plan, en leg vast dat de jongere ermee instemt.');
    case 'lopend':
      return by < today
        ? t('Zoek weer contact: dat had uiterlijk op {{dag}} gemoeten.', { dag: writtenDay(by) })
        : t('Heb uiterlijk op {{dag}} weer contact.', { dag: writtenDay(by) });
    case 'afgesloten':
      return t('Afgesloten op {{dag}}. Uitkomst: {{uitkomst}}.', {
        dag: endedOn === null ? '' : writtenDay(endedOn),
        uitkomst: outcome === null ? '' : t(OUTCOME_NAMES[outcome]),
      });
    case 'niet_gestart':
      return t('Niet gestart. Besloten op {{dag}}.', { dag: endedOn === null ? '' : writtenDay(endedOn) });
  }
}
