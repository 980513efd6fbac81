import { schoolYearName } from '../../figures/figure';
import { SHORT_DIGEST, type StoredFigure } from '../../figures/stored/stored';
import { CheckboxField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, InstantText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { addressOf, type Asked } from './asked';

/** What was stored of the figures on the page, and whether the reader may store them as they are now. */
export interface StoredOnPage {
  /** null: it stands on a page of its own */
  list: readonly StoredFigure[] | null;
  year: number;
  stores: boolean;
  csrf: string;
  errors: readonly FormError[];
}

/** The stored versions beside each other, the latest first, and for the coordinator the way to make one. */
export function StoredPart({ asked, stored }: { asked: Asked; stored: StoredOnPage }) {
  const { list, stores, year, errors } = stored;
  if (list?.length === 0 && !stores && asked.snapshot === '' && errors.length === 0) return null;
  return (
    <Section id="vastgelegd" title={t('Vastgelegd van {{schooljaar}}', { schooljaar: schoolYearName(year) })}>
      <ErrorSummary errors={errors} />
      <Paragraph>
        {list?.length === 0
          ? t('Er is nog niets vastgelegd.')
          : t('Wat is vastgelegd verandert niet meer. Een publicatie komt uit de laatste.')}
      </Paragraph>
      {list === null ? (
        <Paragraph>
          <Link href="/cijfers/vastgelegd">{t('Bekijk wat is vastgelegd')}</Link>
        </Paragraph>
      ) : (
        list.length > 0 && <Versions {...{ asked, list }} />
      )}
      {asked.snapshot !== '' && (
        <Paragraph>
          <Link href={addressOf(asked, { snapshot: '', schoolYear: year })}>{t('Bekijk de telling van nu')}</Link>
        </Paragraph>
      )}
      {stores && asked.snapshot === '' && <StoreForm {...{ asked, stored }} />}
    </Section>
  );
}

function Versions({ asked, list }: { asked: Asked; list: readonly StoredFigure[] }) {
  return (
    <DataTable
      caption={t('Vastgelegde cijfers')}
      captionHidden
      stacks
      columns={[
        { title: t('Gegevens van'), heads: true, cell: ({ dataDay }) => <DateText day={dataDay} /> },
        { title: t('Vastgelegd op'), cell: ({ madeAt }) => <InstantText at={madeAt} /> },
        { title: t('Vastgelegd door'), cell: ({ madeBy }) => madeBy },
        { title: t('Kenmerk'), cell: ({ digest }) => <code>{digest.slice(0, SHORT_DIGEST)}</code> },
        {
          title: t('Bekijk'),
          cell: ({ id }) =>
            id === asked.snapshot ? (
              t('deze staat hier')
            ) : (
              <Link href={addressOf(asked, { snapshot: id, schoolYear: null })}>{t('de cijfers')}</Link>
            ),
        },
      ]}
      rows={list}
    />
  );
}

function StoreForm({ asked, stored: { year, csrf } }: { asked: Asked; stored: StoredOnPage }) {
  return (
    <form class="ls-form" method="post" action={`/cijfers/${asked.kind}/vastleggen`}>
      <CsrfField token={csrf} />
      <input type="hidden" name="schooljaar" value={String(year)} />
      <input type="hidden" name="gebied" value={asked.area} />
      <CheckboxField name="zeker" label={t('Ik weet dat vastleggen niet is terug te draaien')} />
      <Button>{t('Leg de telling van nu vast')}</Button>
    </form>
  );
}
