import { AUDIT_PAGE, type AuditQuestion, type ShownEntry } from '../../access/log/audit-search';
import { Button, DateField, SelectField, TextField } from '../components/forms';
import { Alert, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Link, Paragraph } from '../components/text';
import { ROLE_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { counted } from '../text/numbers';
import { PrivacyFrame } from './frame';
import { logAddress } from './log-question';

const ACTION_NAMES = {
  lezen: 'Gelezen',
  zoeken: 'Gezocht',
  toevoegen: 'Toegevoegd',
  wijzigen: 'Gewijzigd',
  verwijderen: 'Verwijderd',
  exporteren: 'Geëxporteerd',
  importeren: 'Geïmporteerd',
  beoordelen: 'Beoordeeld',
  versturen: 'Verstuurd',
  inloggen: 'Ingelogd',
  uitloggen: 'Uitgelogd',
} as const;
const RESULT_NAMES = { gelukt: 'Gelukt', geweigerd: 'Geweigerd' } as const;
const LOG_NAMES = { avg: 'AVG', wpg: 'Wpg (politiegegevens)' } as const;
const VIA_NAMES: Record<string, string> = {
  pagina: 'pagina',
  api: 'API',
  opdracht: 'opdracht op de server',
  wachtrij: 'wachtrij',
};

interface Props {
  question: AuditQuestion;
  entries: readonly ShownEntry[];
  /** of employees, by code */
  names: ReadonlyMap<string, string>;
  /** pupils of the own municipalities: only these can be opened */
  own: ReadonlySet<string>;
}

/** Who did what with whose data, when, why, from where and with what result. */
export function LogPage({ question, entries, names, own }: Props) {
  const last = entries.at(-1);
  return (
    <PrivacyFrame current="/privacy" title={t('Logboek')}>
      <SearchForm question={question} />
      {question.pupil && (
        <Alert>
          <Paragraph>
            {t('U ziet alleen wat over één leerling gaat.')}{' '}
            <Link href={`/privacy/leerlingen/${question.pupil}`}>{t('Naar deze leerling')}</Link>.
          </Paragraph>
        </Alert>
      )}
      {entries.length === 0 ? (
        <Paragraph>{t('Er staat niets in het logboek dat hieraan voldoet.')}</Paragraph>
      ) : (
        <DataTable
          caption={t('Regels van het logboek, nieuwste eerst')}
          stacks
          columns={[
            { title: t('Wanneer'), heads: true, cell: (row) => <InstantText at={row.at} /> },
            { title: t('Wie'), cell: (row) => <Who row={row} names={names} /> },
            {
              title: t('Wat'),
              cell: (row) => (
                <>
                  {t(ACTION_NAMES[row.action as keyof typeof ACTION_NAMES] ?? row.action)}:{' '}
                  <span lang="nl">{row.object}</span>{' '}
                  {row.result === 'geweigerd' && <StatusBadge tone="danger">{t(RESULT_NAMES.geweigerd)}</StatusBadge>}
                </>
              ),
            },
            { title: t('Over wie'), cell: (row) => <Whose row={row} own={own} /> },
            { title: t('Waarom'), wide: true, cell: (row) => <span lang="nl">{row.purpose}</span> },
            {
              title: t('Waarvandaan'),
              cell: (row) => [t(VIA_NAMES[row.via] ?? row.via), row.from].filter(Boolean).join(', '),
            },
          ]}
          rows={entries}
        />
      )}
      {entries.length === AUDIT_PAGE && last && (
        <Paragraph>
          <Link href={logAddress(question, last)}>{t('Oudere regels')}</Link>
        </Paragraph>
      )}
    </PrivacyFrame>
  );
}

function Who({ row, names }: { row: ShownEntry; names: ReadonlyMap<string, string> }) {
  if (row.employee === null) return <>{t('het systeem')}</>;
  const roles = row.roles.split(',').filter(Boolean);
  return (
    <>
      {names.get(row.employee) ?? row.employee}
      <span class="ls-aside">{roles.map((role) => t(ROLE_NAMES[role] ?? role)).join(', ')}</span>
    </>
  );
}

function Whose({ row, own }: { row: ShownEntry; own: ReadonlySet<string> }) {
  const [only] = row.pupils;
  if (only === undefined) return <>{t('niemand')}</>;
  const text = counted(row.pupils.length, 'leerling', 'leerlingen');
  return row.pupils.length === 1 && own.has(only) ? (
    <Link href={`/privacy/leerlingen/${only}`}>{text}</Link>
  ) : (
    <>{text}</>
  );
}

function SearchForm({ question }: { question: AuditQuestion }) {
  const all = ['', t('alle')] as const;
  const named = (names: Record<string, string>) => Object.entries(names).map(([key, name]) => [key, t(name)] as const);
  return (
    <form method="get" action="/privacy" class="ls-filter">
      {question.pupil && <input type="hidden" name="leerling" value={question.pupil} />}
      <SelectField name="logboek" label={t('Logboek')} value={question.log ?? 'avg'} options={named(LOG_NAMES)} />
      <DateField name="van" label={t('Vanaf de dag')} value={question.from} />
      <DateField name="tot" label={t('Tot en met')} value={question.until} />
      <TextField name="medewerker" label={t('Code van de medewerker')} value={question.employee} maxLength={60} />
      <SelectField
        name="handeling"
        label={t('Handeling')}
        value={question.action ?? ''}
        options={[all, ...named(ACTION_NAMES)]}
      />
      <TextField name="onderwerp" label={t('Onderwerp')} value={question.object} maxLength={30} />
      <SelectField
        name="uitkomst"
        label={t('Uitkomst')}
        value={question.result ?? ''}
        options={[all, ...named(RESULT_NAMES)]}
      />
      <Button look="secondary-action">{t('Zoek')}</Button>
    </form>
  );
}
