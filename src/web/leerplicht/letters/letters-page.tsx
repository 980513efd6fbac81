import { type MergeField, MERGE_FIELDS } from '../../../correspondence/letters/fields';
import type { ShownTemplate } from '../../../correspondence/letters/templates';
import type { ShownLetter } from '../../../correspondence/letters/write-letter';
import {
  Button,
  ButtonLink,
  CsrfField,
  ErrorSummary,
  OnceField,
  SelectField,
  TextAreaField,
} from '../../components/forms';
import { Section } from '../../components/show';
import { DataTable } from '../../components/table';
import { DateText, Heading, Link, Paragraph } from '../../components/text';
import type { FormError } from '../../http/form-errors';
import { writtenDay } from '../../text/dates';
import { t } from '../../text/language';
import { told } from '../../text/told';

interface Props {
  dossierId: string;
  letters: readonly ShownLetter[];
  templates: readonly ShownTemplate[];
}

export const SENT_NAMES = { post: 'Per post', digitaal: 'Digitaal', uitgereikt: 'Uitgereikt' } as const;

/** The letters of a dossier, what they can be made from, and the dossier as a document. */
export function LettersPage({ dossierId, letters, templates }: Props) {
  const address = `/dossiers/${dossierId}/brieven`;
  return (
    <>
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
      </p>
      <Heading level={1}>{t('Brieven en documenten')}</Heading>
      <Section id="maken" title={t('Maak een brief')}>
        <ul class="ls-plain-list">
          {templates.map((one) => (
            <li>
              <Link href={`${address}/maken/${encodeURIComponent(one.id)}`}>
                <span lang="nl">{one.name}</span>
              </Link>
              {one.room === 'wpg' && ` (${t('Wpg')})`}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="brieven" title={t('Gemaakte brieven')}>
        {letters.length === 0 ? (
          <Paragraph>{t('Er zijn nog geen brieven.')}</Paragraph>
        ) : (
          <DataTable
            caption={t('Gemaakte brieven')}
            captionHidden
            stacks
            columns={[
              { title: t('Brief'), heads: true, cell: (row) => <Link href={`${address}/${row.id}`}>{row.title}</Link> },
              { title: t('Aan'), cell: (row) => row.recipient },
              { title: t('Gemaakt op'), cell: (row) => <DateText day={row.madeOn} /> },
              {
                title: t('Verstuurd'),
                cell: (row) =>
                  row.sentOn === null ? (
                    <Link href={`${address}/${row.id}/versturen`}>{t('Leg vast dat de brief is verstuurd')}</Link>
                  ) : (
                    `${writtenDay(row.sentOn)}, ${t(SENT_NAMES[row.sentBy ?? 'post']).toLowerCase()}`
                  ),
              },
            ]}
            rows={letters}
          />
        )}
      </Section>
      <Section id="dossier" title={t('Het hele dossier')}>
        <Paragraph>
          {t('Voor de officier van justitie, of voor wie vraagt om inzage. U krijgt wat u zelf mag zien.')}
        </Paragraph>
        <ButtonLink href={`/dossiers/${dossierId}/document`}>{t('Download het dossier')}</ButtonLink>
      </Section>
    </>
  );
}

interface MakeProps {
  dossierId: string;
  template: ShownTemplate;
  /** names of contact persons */
  people: readonly string[];
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  csrf: string;
}

/** What Leerspoor does not know of a letter, and what it missed. */
export function MakeLetterPage({ dossierId, template, people, values, errors, csrf }: MakeProps) {
  const missed = (name: MergeField) => errors.some((one) => one.field === `velden-${name}`);
  const asked = template.fields.filter((name) => MERGE_FIELDS[name].source === 'gegeven' || missed(name));
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}/brieven`}>{t('Terug naar de brieven')}</Link>
      </p>
      <Heading level={1}>
        <span lang="nl">{template.name}</span>
      </Heading>
      <form
        class="ls-form"
        method="post"
        action={`/dossiers/${dossierId}/brieven/maken/${encodeURIComponent(template.id)}`}
      >
        <CsrfField token={csrf} />
        <OnceField />
        <ErrorSummary errors={errors} />
        <SelectField
          name="ontvanger"
          label={t('Aan')}
          value={values['ontvanger'] ?? ''}
          error={errors.find((one) => one.field === 'ontvanger')?.text}
          options={[['', t('De leerling')], ...people.map((name) => [name, name] as const)]}
        />
        {asked.map((name) => (
          <TextAreaField
            name={`velden-${name}`}
            label={capital(told(MERGE_FIELDS[name].words))}
            value={values[`velden-${name}`]}
            rows={name === 'toelichting' || name === 'verklaring' || name === 'feiten' ? 6 : 1}
            maxLength={5_000}
            error={errors.find((one) => one.field === `velden-${name}`)?.text}
          />
        ))}
        <Button>{t('Maak de brief')}</Button>
      </form>
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
