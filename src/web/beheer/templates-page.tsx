import type { MergeField } from '../../correspondence/letters/fields';
import type { OwnTemplate, ShownTemplate } from '../../correspondence/letters/templates';
import { FileField, RadioGroup, TextField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { InstantText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { areaNameOf } from './area-lines';
import { BeheerFrame } from './frame';
import type { TemplateForm } from './templates.controller';

interface Props {
  own: readonly OwnTemplate[];
  examples: readonly ShownTemplate[];
  fields: readonly { name: string; source: 'dossier' | 'gegeven'; words: string }[];
  form: TemplateForm;
  errors: readonly FormError[];
  csrf: string;
}

const KIND_NAMES = { gemeente: 'gemeente', regio: 'regio' } as const;

/** Which letters can be made, and a new template. */
export function TemplatesPage({ own, examples, fields, form, errors, csrf }: Props) {
  return (
    <BeheerFrame current="/beheer/sjablonen" title={t('Sjablonen')}>
      <Paragraph>
        {t(
          'Met een sjabloon maakt een medewerker een brief in Word. Ieder kan de voorbeelden gebruiken; daarnaast heeft een gemeente of regio eigen sjablonen.',
        )}
      </Paragraph>
      <ErrorSummary errors={errors} />
      <Section id="eigen" title={t('Eigen sjablonen')}>
        {own.length === 0 ? (
          <Paragraph>{t('Er zijn nog geen eigen sjablonen.')}</Paragraph>
        ) : (
          <Own rows={own} csrf={csrf} />
        )}
      </Section>
      <Section id="voorbeelden" title={t('Voorbeelden')}>
        <ul class="ls-plain-list">
          {examples.map((one) => (
            <li>
              {one.name}: <Downloads template={one} />
            </li>
          ))}
        </ul>
      </Section>
      <Section id="nieuw" title={t('Nieuw of verbeterd sjabloon')}>
        <AddForm {...{ form, errors, csrf }} />
      </Section>
      <Section id="velden" title={t('Velden voor een sjabloon')}>
        <Paragraph>{t('Zet in Word een veld tussen accolades: {leerling_naam}.')}</Paragraph>
        <DataTable
          caption={t('Velden voor een sjabloon')}
          captionHidden
          stacks
          columns={[
            { title: t('Veld'), heads: true, cell: (one) => <code>{`{${one.name}}`}</code> },
            { title: t('Wat er komt te staan'), wide: true, cell: (one) => t(one.words) },
            { title: t('Wie vult het'), cell: (one) => (one.source === 'dossier' ? 'Leerspoor' : t('de schrijver')) },
          ]}
          rows={fields}
        />
      </Section>
    </BeheerFrame>
  );
}

function Downloads({ template }: { template: ShownTemplate }) {
  const address = `/beheer/sjablonen/${encodeURIComponent(template.id)}`;
  return (
    <>
      <Link href={`${address}/voorbeeld`}>{t('bekijk als brief')}</Link>,{' '}
      <Link href={`${address}/bestand`}>{t('download het sjabloon')}</Link>
    </>
  );
}

function Own({ rows, csrf }: { rows: readonly OwnTemplate[]; csrf: string }) {
  const listed = (fields: readonly MergeField[]) => fields.map((one) => `{${one}}`).join(' ');
  return (
    <DataTable
      caption={t('Eigen sjablonen')}
      captionHidden
      stacks
      columns={[
        { title: t('Naam'), heads: true, cell: (one) => one.name },
        { title: t('Van'), cell: ({ owner }) => `${t(KIND_NAMES[owner.kind])} ${areaNameOf(owner.code)}` },
        { title: t('Sinds'), cell: (one) => <InstantText at={one.madeAt} /> },
        { title: t('Velden'), wide: true, cell: (one) => <span class="ls-codes">{listed(one.fields)}</span> },
        {
          title: t('Wat u kunt doen'),
          wide: true,
          cell: (one) => (
            <>
              <Downloads template={one} />
              <form method="post" action={`/beheer/sjablonen/${one.id}/intrekken`} aria-label={one.name}>
                <CsrfField token={csrf} />
                <Button look="subtle">{t('Gebruik dit sjabloon niet meer')}</Button>
              </form>
            </>
          ),
        },
      ]}
      rows={rows}
    />
  );
}

function AddForm({ form, errors, csrf }: Pick<Props, 'form' | 'errors' | 'csrf'>) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <form class="ls-form" method="post" action="/beheer/sjablonen" enctype="multipart/form-data">
      <CsrfField token={csrf} />
      <TextField
        name="voor"
        label={t('Van welke gemeente of regio?')}
        hint={t('Naam of code')}
        value={form.voor}
        required
        error={errorOf('voor')}
      />
      <TextField
        name="naam"
        label={t('Naam van het sjabloon')}
        hint={t('Een sjabloon met dezelfde naam wordt vervangen. Gemaakte brieven blijven.')}
        value={form.naam}
        maxLength={100}
        required
        error={errorOf('naam')}
      />
      <RadioGroup
        name="onderdeel"
        label={t('Waar hoort de brief bij?')}
        value={form.onderdeel}
        options={[
          ['avg', t('Het gewone dossier')],
          ['wpg', t('Het onderdeel van de boa (Wpg)')],
        ]}
      />
      <FileField name="bestand" label={t('Word-bestand')} accept=".docx" required error={errorOf('bestand')} />
      <Button>{t('Bewaar het sjabloon')}</Button>
    </form>
  );
}
