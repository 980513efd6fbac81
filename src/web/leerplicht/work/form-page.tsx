import { Button, CheckboxField, CsrfField, OnceField, ErrorSummary } from '../../components/forms';
import { Alert } from '../../components/show';
import { Heading, Link, Paragraph } from '../../components/text';
import { FREE_TEXT_GUIDANCE } from '../../../cases/input';
import type { Finding } from '../../../law/finding';
import type { FormError } from '../../http/form-errors';
import { VersionField } from '../../http/shown-version';
import { t } from '../../text/language';
import { told } from '../../text/told';
import { FieldPart } from './field-part';
import type { FieldSpec } from './item-fields';

export interface WorkForm {
  /** where this form belongs, and where it leads to once it is done; Dutch, translated where it is shown */
  back: { href: string; text: string };
  /** Dutch; translated where it is shown */
  title: string;
  /** what it is about, before the title; Dutch too */
  about?: string;
  /** whom it is about, behind the title, where the way here was chosen by a name */
  person?: string;
  action: string;
  button: string;
  fields: readonly FieldSpec[];
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  /** of what it changes, where that can be changed by somebody else while the form is open */
  version?: string;
  /** preconditions of a measure */
  findings?: readonly Finding[];
  /** asks whether the item is confidential */
  confidential?: boolean;
  /** asks whether it lies in the Wpg part: for who is boa, of what may lie there */
  eitherRoom?: boolean;
}

export const backToDossier = (id: string): WorkForm['back'] => ({
  href: `/dossiers/${id}`,
  text: 'Terug naar het dossier',
});

/** In the language of the reader: only while rendering. */
export const titleOf = ({ about, title, person }: WorkForm): string =>
  [about && t(about), t(title), person].filter(Boolean).join(': ');

/** One form for a step of a dossier, an item or a trajectory, or for adding something to it. */
export function WorkFormPage({ form, csrf }: { form: WorkForm; csrf: string }) {
  const missing = (form.findings ?? []).filter((one) => !one.voldaan);
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={form.back.href}>{t(form.back.text)}</Link>
      </p>
      <Heading level={1}>{titleOf(form)}</Heading>
      {missing.length > 0 && (
        <Alert tone="warning">
          {missing.map((one) => (
            <Paragraph>
              {told(one.tekst)} (<span lang="nl">{one.bron}</span>)
            </Paragraph>
          ))}
        </Alert>
      )}
      <form class="ls-form" method="post" action={form.action}>
        <CsrfField token={csrf} />
        {form.version !== undefined && <VersionField version={form.version} />}
        <OnceField />
        <ErrorSummary
          errors={form.errors}
          labels={Object.fromEntries(form.fields.map((spec) => [spec.name, t(spec.label)]))}
        />
        {form.fields.map((spec) => (
          <FieldPart spec={spec} value={form.values[spec.name] ?? ''} errors={form.errors} />
        ))}
        {form.confidential && (
          <CheckboxField
            name="vertrouwelijk"
            label={t('Vertrouwelijk: alleen voor wie dit dossier behandelt')}
            checked={form.values['vertrouwelijk'] === 'ja'}
          />
        )}
        {form.eitherRoom && <WpgField checked={form.values['deel'] === 'wpg'} />}
        {form.fields.some((spec) => spec.type === 'area') && <Paragraph small>{t(FREE_TEXT_GUIDANCE)}</Paragraph>}
        <Button>{t(form.button)}</Button>
      </form>
    </div>
  );
}

/** Puts it in the part of the dossier that falls under the Wpg. */
export function WpgField({ checked }: { checked?: boolean }) {
  return (
    <CheckboxField
      name="deel"
      value="wpg"
      label={t('Wpg: gaat over een hoorgesprek of wat daarop volgt. Alleen voor boa’s.')}
      checked={checked}
    />
  );
}
