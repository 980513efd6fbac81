import type { Machine } from '../../access/machines/machine';
import type { Day } from '../../law/day';
import { Button, ButtonLink, CheckboxField, CsrfField, DateField, ErrorSummary, TextField } from '../components/forms';
import { Alert, Section, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { BeheerFrame } from './frame';

/** What a system of a school can be let do; the API keeps it to the pupils of its schools. */
const RIGHT_NAMES = {
  'verzuimregistraties:lezen': 'Verzuim lezen',
  'verzuimregistraties:schrijven': 'Verzuim aanleveren en corrigeren',
  'meldingen:lezen': 'Meldingen en terugkoppeling lezen',
  'meldingen:schrijven': 'Meldingen maken en aanvullen',
  'leerlingen:lezen': 'Leerlingen van de school lezen',
  'signalen:lezen': 'Signalen lezen',
  'verlofaanvragen:lezen': 'Verlofaanvragen lezen',
  'verlofaanvragen:schrijven': 'Verlof aanvragen',
} as const;

export interface TypedMachine {
  naam: string;
  scholen: string;
  tot: string;
  mag: readonly string[];
}
export const NO_MACHINE: TypedMachine = { naam: '', scholen: '', tot: '', mag: [] };

interface Props {
  machines: readonly Machine[];
  today: Day;
  typed: TypedMachine;
  errors: readonly FormError[];
  csrf: string;
}

/** Which systems of schools come in, what they may do and until when. */
export function MachinesPage({ machines, today, typed, errors, csrf }: Props) {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.text;
  return (
    <BeheerFrame current="/beheer/koppelingen" title={t('Koppelingen')}>
      <ErrorSummary errors={errors} />
      {machines.length === 0 ? (
        <Paragraph>{t('Er zijn nog geen koppelingen.')}</Paragraph>
      ) : (
        <DataTable
          caption={t('Koppelingen')}
          captionHidden
          stacks
          columns={[
            { title: t('Naam'), heads: true, cell: (row) => row.name },
            { title: t('Scholen'), cell: (row) => row.schools.join(', ') },
            { title: t('Mag'), wide: true, cell: (row) => row.rights.map(rightName).join(', ') },
            { title: t('Tot en met'), cell: (row) => <DateText day={row.until} /> },
            {
              title: t('Laatst gebruikt'),
              cell: (row) => (row.lastUsedOn ? <DateText day={row.lastUsedOn} /> : t('nooit')),
            },
            { title: t('Staat'), cell: (row) => <State row={row} today={today} csrf={csrf} /> },
          ]}
          rows={machines}
        />
      )}
      <Section id="nieuw" title={t('Een systeem toelaten')}>
        <form method="post" action="/beheer/koppelingen" class="ls-form">
          <CsrfField token={csrf} />
          <TextField name="naam" label={t('Welk systeem is dit')} value={typed.naam} error={errorOf('naam')} required />
          <TextField
            name="scholen"
            label={t('Scholen')}
            hint={t('BRIN of vestiging, met komma’s ertussen.')}
            value={typed.scholen}
            error={errorOf('scholen')}
            maxLength={2000}
            required
          />
          <fieldset class="ls-fieldset" id="mag">
            <legend class="utrecht-form-label">{t('Wat mag het')}</legend>
            {errorOf('mag') && <div class="utrecht-form-field-error-message">{t(errorOf('mag')!)}</div>}
            {Object.entries(RIGHT_NAMES).map(([right, name]) => (
              <CheckboxField
                name="mag"
                id={`mag-${right.replace(':', '-')}`}
                value={right}
                label={t(name)}
                checked={typed.mag.includes(right)}
              />
            ))}
          </fieldset>
          <DateField
            name="tot"
            label={t('Laatste dag')}
            hint={t('Hoogstens twee jaar vooruit. Daarna werkt de sleutel niet meer.')}
            value={typed.tot}
            error={errorOf('tot')}
            required
          />
          <Button>{t('Maak een sleutel')}</Button>
        </form>
      </Section>
    </BeheerFrame>
  );
}

const rightName = (right: string): string => t(RIGHT_NAMES[right as keyof typeof RIGHT_NAMES] ?? right);

function State({ row, today, csrf }: { row: Machine; today: Day; csrf: string }) {
  if (row.revoked) return <StatusBadge tone="neutral">{t('ingetrokken')}</StatusBadge>;
  if (row.until < today) return <StatusBadge tone="neutral">{t('verlopen')}</StatusBadge>;
  return (
    <form method="post" action="/beheer/koppelingen/intrekken" aria-label={row.name}>
      <CsrfField token={csrf} />
      <input type="hidden" name="koppeling" value={row.id} />
      <Button look="subtle">{t('Trek in')}</Button>
    </form>
  );
}

/** The key that was made: to be seen once. */
export function KeyPage({ secret }: { secret: string }) {
  return (
    <BeheerFrame current="/beheer/koppelingen" title={t('Sleutel')}>
      <Alert tone="warning">
        <Paragraph>
          {t('U ziet deze sleutel alleen nu. Geef haar aan wie het systeem beheert, en aan niemand anders.')}
        </Paragraph>
      </Alert>
      <Paragraph>
        <code class="ls-link">{secret}</code>
      </Paragraph>
      <ButtonLink href="/beheer/koppelingen">{t('Terug naar de koppelingen')}</ButtonLink>
    </BeheerFrame>
  );
}
