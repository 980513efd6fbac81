import type { AssignmentSteps } from '../../cases/assignment/assignment';
import { DefinitionList } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, InstantText, Paragraph, Told } from '../components/text';
import { ROLE_NAMES } from '../text/dossiers';
import type { DossierView, ShownAssignment } from './dossier-view';
import { t } from '../text/language';

const STEP_NAMES: Record<AssignmentSteps['stappen'][number]['stap'], string> = {
  'open-dossier': 'Open dossier',
  handmatig: 'Met de hand',
  rol: 'Rol en gebied',
  beschikbaar: 'Beschikbaar',
  belasting: 'Belasting',
  verdeelbak: 'Verdeelbak',
};

const OUTCOME_NAMES: Record<AssignmentSteps['kandidaten'][number]['uitkomst'], string> = {
  gekozen: 'Gekozen',
  afgevallen: 'Afgevallen',
  'niet-gekozen': 'Niet gekozen',
};

/** Who works it, since when and why: each step, and what was said of each candidate. */
export function AssignmentPart({ view: { dossier, assignments } }: { view: DossierView }) {
  const [latest, ...earlier] = assignments;
  return (
    <>
      <DefinitionList
        items={[
          [
            t('Behandelaar'),
            dossier.employeeName ?? dossier.employee ?? t('Niemand: het dossier wacht in de verdeelbak'),
          ],
          [t('Sinds'), <DateText day={dossier.assignedOn} />],
          [t('Rol'), t(ROLE_NAMES[dossier.role] ?? dossier.role)],
          [t('Reden'), dossier.assignmentReason && <Told text={dossier.assignmentReason} />],
        ]}
      />
      {latest && <Steps assignment={latest} />}
      {earlier.length > 0 && (
        <details class="ls-details">
          <summary>{t('Eerdere toewijzingen ({{n}})', { n: earlier.length })}</summary>
          {earlier.map((assignment) => (
            <div class="ls-earlier">
              <Paragraph>
                <InstantText at={assignment.at} />: {assignment.employeeName ?? assignment.employee ?? t('verdeelbak')}.{' '}
                <Told text={assignment.reason} />.
              </Paragraph>
            </div>
          ))}
        </details>
      )}
    </>
  );
}

function Steps({ assignment: { steps } }: { assignment: ShownAssignment }) {
  if (steps.stappen.length === 0 && steps.kandidaten.length === 0) return null;
  return (
    <details class="ls-details">
      <summary>{t('Zo is gekozen')}</summary>
      {steps.stappen.length > 0 && (
        <>
          <ol class="ls-steps">
            {steps.stappen.map(({ stap, tekst }) => (
              <li>
                <strong>{t(STEP_NAMES[stap] ?? stap)}</strong>
                <Told text={tekst} />
              </li>
            ))}
          </ol>
        </>
      )}
      {steps.kandidaten.length > 0 && (
        <DataTable
          caption={t('Wie in aanmerking kwam')}
          stacks
          columns={[
            { title: t('Medewerker'), heads: true, cell: (row) => row.naam },
            { title: t('Uitkomst'), cell: (row) => t(OUTCOME_NAMES[row.uitkomst] ?? row.uitkomst) },
            { title: t('Waarom'), wide: true, cell: (row) => <Told text={row.reden} /> },
          ]}
          rows={steps.kandidaten}
        />
      )}
    </details>
  );
}
