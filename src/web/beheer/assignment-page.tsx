import type { WaitingDossiers } from '../../cases/assignment/rehearse-assignment';
import type { AssignmentSteps } from '../../cases/assignment/assignment';
import { REGIMES, type Regime } from '../../cases/dossier/regime';
import { SelectField, TextField } from '../components/fields';
import { Button, ErrorSummary } from '../components/forms';
import { Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { REGIME_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { areaNameOf } from './area-lines';
import { BeheerFrame } from './frame';

export interface AskedAs {
  regime: Regime;
  gemeente: string;
  school: string;
}

interface Props {
  waiting: readonly WaitingDossiers[];
  asked: AskedAs;
  errors: readonly FormError[];
  /** null: nothing was asked */
  steps: AssignmentSteps | null;
}

const OUTCOME_NAMES = { gekozen: 'Gekozen', afgevallen: 'Afgevallen', 'niet-gekozen': 'Niet gekozen' } as const;

/** The rule by which dossiers are given, what waits, and a rehearsal. */
export function AssignmentPage({ waiting, asked, errors, steps }: Props) {
  return (
    <BeheerFrame current="/beheer/toewijzing" title={t('Toewijzing')}>
      <ErrorSummary errors={errors} />
      <Section id="regel" title={t('Hoe een dossier bij iemand komt')}>
        <ol>
          <li>{t('Wie al een open dossier van deze leerling heeft, houdt het.')}</li>
          <li>{t('Anders telt wie de rol heeft en de gemeente van de leerling; bij 18 en ouder de regio.')}</li>
          <li>{t('Wie niet in dienst is, fte 0 heeft of aan het maximum zit, valt af.')}</li>
          <li>{t('Wie de school van het signaal heeft, gaat voor.')}</li>
          <li>{t('Daarna wie per fte de minste open dossiers heeft; bij gelijke stand de laagste code.')}</li>
          <li>{t('Is er niemand, dan wacht het dossier in de verdeelbak, met de reden.')}</li>
        </ol>
        <Paragraph>
          {t('U stuurt dit met de gegevens van de medewerkers: gebieden, scholen, fte en maximum.')}{' '}
          <Link href="/beheer/medewerkers">{t('Naar de medewerkers')}</Link>
        </Paragraph>
      </Section>
      <Section id="wacht" title={t('Dossiers zonder medewerker')}>
        {waiting.length === 0 ? (
          <Paragraph>{t('Elk open dossier heeft een medewerker.')}</Paragraph>
        ) : (
          <Waiting rows={waiting} />
        )}
      </Section>
      <Section id="probeer" title={t('Wie zou vandaag een nieuw dossier krijgen?')}>
        <Ask asked={asked} errors={errors} />
        {steps && <Steps steps={steps} />}
      </Section>
    </BeheerFrame>
  );
}

function Waiting({ rows }: { rows: readonly WaitingDossiers[] }) {
  return (
    <DataTable
      caption={t('Dossiers zonder medewerker')}
      captionHidden
      stacks
      columns={[
        {
          title: t('Gemeente'),
          heads: true,
          cell: (row) => (row.municipality === null ? t('woonplaats onbekend') : areaNameOf(row.municipality)),
        },
        { title: t('Regime'), cell: (row) => t(REGIME_NAMES[row.regime]) },
        { title: t('Open dossiers'), number: true, cell: (row) => writtenCount(row.count) },
      ]}
      rows={rows}
    />
  );
}

function Ask({ asked, errors }: Pick<Props, 'asked' | 'errors'>) {
  return (
    <form class="ls-form" method="get" action="/beheer/toewijzing">
      <SelectField
        name="regime"
        label={t('Regime')}
        value={asked.regime}
        options={REGIMES.map((one) => [one, t(REGIME_NAMES[one])] as const)}
      />
      <TextField
        name="gemeente"
        label={t('Gemeente')}
        hint={t('Naam of code')}
        value={asked.gemeente}
        error={errors.find(({ field }) => field === 'gemeente')?.text}
      />
      <TextField
        name="school"
        label={t('School van het signaal')}
        hint={t('BRIN met de twee cijfers van de vestiging; mag leeg blijven')}
        value={asked.school}
      />
      <Button look="secondary-action">{t('Kijk wie het krijgt')}</Button>
    </form>
  );
}

function Steps({ steps }: { steps: AssignmentSteps }) {
  return (
    <>
      <ol>
        {steps.stappen.map(({ tekst }) => (
          <li>{tekst}</li>
        ))}
      </ol>
      {steps.kandidaten.length > 0 && (
        <DataTable
          caption={t('Kandidaten')}
          stacks
          columns={[
            { title: t('Naam'), heads: true, cell: (one) => one.naam },
            {
              title: t('Uitkomst'),
              cell: (one) => (
                <StatusBadge tone={one.uitkomst === 'gekozen' ? 'safe' : 'neutral'}>
                  {t(OUTCOME_NAMES[one.uitkomst])}
                </StatusBadge>
              ),
            },
            { title: t('Reden'), wide: true, cell: (one) => one.reden },
          ]}
          rows={steps.kandidaten}
        />
      )}
    </>
  );
}
