import { ADJUSTABLE_NAMES, type AdjustableName } from '../../figures/simulation/parameters';
import type { Simulation } from '../../figures/simulation/simulate';
import { DateField, type Option, SelectField, TextField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { Heading, Link, Paragraph } from '../components/text';
import { RankChart } from '../charts/rank-chart';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';
import { RULE_NAMES } from '../text/signals';
import type { SimulationForm } from './simulation.controller';

interface Props {
  form: SimulationForm;
  areas: readonly Option[];
  /** the values in force today */
  now: Readonly<Record<AdjustableName, string>>;
  simulation: Simulation | null;
  /** of the employees in the outcome, by code */
  names: ReadonlyMap<string, string>;
  errors: readonly FormError[];
  csrf: string;
}

const VALUE_NAMES: Record<AdjustableName, string> = {
  drempel: 'Uren ongeoorloofd verzuim voor een signaal',
  venster: 'Binnen hoeveel lesweken',
  langdurig: 'Langdurig: na hoeveel lesweken',
  volwassen: 'Vanaf 18 jaar: na hoeveel lesweken',
  telaat: 'Te laat: een signaal na zoveel keer',
  ziek: 'Ziek: meer dan zoveel lesdagen',
  ziekmeldingen: 'Ziek: bij de hoeveelste ziekmelding',
};

/** Other values of the rules on past absence, and what they would have made of it. */
export function SimulationPage({ form, areas, now, simulation, names, errors, csrf }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href="/cijfers">{t('Alle cijfers')}</Link>
      </p>
      <Heading level={1}>{t('Simulatie')}</Heading>
      <Paragraph lead>{t('Wat andere regels op hetzelfde verzuim hadden gegeven.')}</Paragraph>
      <Paragraph>
        {t(
          'Verander een waarde en bekijk welke signalen erbij komen of vervallen, en wie er meer werk van krijgt. Er wordt niets bewaard.',
        )}
      </Paragraph>
      <ErrorSummary errors={errors} />
      {simulation && <Outcome simulation={simulation} names={names} />}
      <Section id="waarden" title={t('Wat wilt u proberen?')}>
        <AskForm {...{ form, areas, now, errors, csrf }} />
      </Section>
    </>
  );
}

function AskForm({ form, areas, now, errors, csrf }: Omit<Props, 'simulation' | 'names'>) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <form class="ls-form" method="post" action="/cijfers/simulatie">
      <CsrfField token={csrf} />
      <SelectField name="gebied" label={t('Gebied')} value={form.gebied} options={areas} />
      <DateField name="van" label={t('Eerste dag')} value={form.van} required error={errorOf('van')} />
      <DateField name="tot" label={t('Laatste dag')} value={form.tot} required error={errorOf('tot')} />
      {ADJUSTABLE_NAMES.map((name) => (
        <TextField
          name={name}
          label={t(VALUE_NAMES[name])}
          hint={t('Nu: {{waarde}}', { waarde: now[name] })}
          value={form.waarden[name]}
          maxLength={40}
          short
          required
          error={errorOf(name)}
        />
      ))}
      <Button>{t('Reken het uit')}</Button>
    </form>
  );
}

function Outcome({ simulation, names }: { simulation: Simulation; names: Props['names'] }) {
  const { leerlingen, regels, totaal, medewerkers } = simulation;
  const changed = regels.filter(({ nu, dan }) => nu > 0 || dan > 0);
  return (
    <Section id="uitkomst" title={t('Uitkomst')}>
      <Paragraph>
        {t('{{aantal}} leerlingen met verzuim of zonder inschrijving zijn opnieuw beoordeeld.', {
          aantal: writtenCount(leerlingen),
        })}
      </Paragraph>
      {changed.length > 0 && (
        <RankChart
          title={t('Signalen per regel, nu en dan')}
          categories={changed.map(({ regel }) => t(RULE_NAMES[regel]))}
          series={[
            { name: t('nu'), values: changed.map(({ nu }) => nu) },
            { name: t('dan'), values: changed.map(({ dan }) => dan) },
          ]}
        />
      )}
      <DataTable
        caption={t('Signalen per regel')}
        stacks
        columns={[
          { title: t('Regel'), heads: true, cell: (one) => t(RULE_NAMES[one.regel]) },
          { title: t('nu'), number: true, cell: (one) => writtenCount(one.nu) },
          { title: t('dan'), number: true, cell: (one) => writtenCount(one.dan) },
          { title: t('erbij'), number: true, cell: (one) => writtenCount(one.erbij) },
          { title: t('vervallen'), number: true, cell: (one) => writtenCount(one.vervallen) },
          { title: t('gewijzigd'), number: true, cell: (one) => writtenCount(one.gewijzigd) },
        ]}
        rows={regels}
        footer={[
          t('totaal'),
          ...[totaal.nu, totaal.dan, totaal.erbij, totaal.vervallen, totaal.gewijzigd].map(writtenCount),
        ]}
      />
      <DataTable
        caption={t('Dossiers per medewerker')}
        stacks
        columns={[
          {
            title: t('Medewerker'),
            heads: true,
            cell: ({ medewerker }) => (medewerker === null ? t('verdeelbak') : (names.get(medewerker) ?? medewerker)),
          },
          { title: t('dossiers nu'), number: true, cell: (one) => writtenCount(one.dossiersNu) },
          { title: t('dossiers dan'), number: true, cell: (one) => writtenCount(one.dossiersDan) },
          { title: t('verschil'), number: true, cell: (one) => difference(one.dossiersDan - one.dossiersNu) },
          { title: t('signalen nu'), number: true, cell: (one) => writtenCount(one.signalenNu) },
          { title: t('signalen dan'), number: true, cell: (one) => writtenCount(one.signalenDan) },
        ]}
        rows={medewerkers}
      />
      <Paragraph small>
        {t('Ieder begint bij deze verdeling zonder dossiers, zodat nu en dan te vergelijken zijn.')}
      </Paragraph>
    </Section>
  );
}

const difference = (n: number): string => (n > 0 ? `+${writtenCount(n)}` : writtenCount(n));
