import { schoolYearName } from '../../figures/figure';
import { findKind } from '../../figures/desk/kinds';
import { SHORT_DIGEST, type StoredFigure } from '../../figures/stored/stored';
import type { Snapshot } from '../../figures/vsv/snapshots';
import { CheckboxField, SelectField } from '../components/fields';
import { Button, CsrfField, ErrorSummary } from '../components/forms';
import { Section } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, InstantText, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { KIND_NAMES } from './words';

interface Props {
  snapshots: readonly Snapshot[];
  /** other figures that were stored */
  others: readonly StoredFigure[];
  /** whether the reader may store one */
  stores: boolean;
  years: readonly number[];
  errors: readonly FormError[];
  csrf: string;
}

const stateName = (state: Snapshot['state']): string => (state === 'definitief' ? t('definitief') : t('voorlopig'));

/** What was stored, the latest first, each leading to its figures. */
export function SnapshotsPage({ snapshots, others, stores, years, errors, csrf }: Props) {
  return (
    <>
      <p class="ls-back">
        <Link href="/cijfers">{t('Alle cijfers')}</Link>
      </p>
      <Heading level={1}>{t('Vastgelegde vsv-cijfers')}</Heading>
      <Paragraph lead>{t('Wat is vastgelegd verandert niet meer, wat er later ook wordt gecorrigeerd.')}</Paragraph>
      <ErrorSummary errors={errors} />
      <Section id="vastgelegd" title={t('Vastgelegd')}>
        {snapshots.length === 0 ? (
          <Paragraph>{t('Er is nog niets vastgelegd.')}</Paragraph>
        ) : (
          <Kept snapshots={snapshots} />
        )}
      </Section>
      {stores && years.length > 0 && (
        <Section id="nieuw" title={t('Leg de telling van nu vast')}>
          <Paragraph>
            {t(
              'Voorlopig mag vaker; de laatste telt. Definitief kan één keer per schooljaar, en is niet terug te draaien.',
            )}
          </Paragraph>
          <StoreForm {...{ years, errors, csrf }} />
        </Section>
      )}
      {others.length > 0 && <Others others={others} />}
    </>
  );
}

/** Other kinds, each leading to its figures; the telling also to the annual report of that moment. */
function Others({ others }: { others: readonly StoredFigure[] }) {
  const address = (kind: string, id: string) =>
    `/cijfers/${kind}?${new URLSearchParams({ vastlegging: id }).toString()}`;
  return (
    <Section id="andere" title={t('Andere vastgelegde cijfers')}>
      <DataTable
        caption={t('Andere vastgelegde cijfers')}
        captionHidden
        stacks
        columns={[
          { title: t('Schooljaar'), heads: true, cell: (one) => schoolYearName(one.schoolYear) },
          { title: t('Cijfers'), cell: ({ kind }) => t(KIND_NAMES[findKind(kind)!]) },
          { title: t('Gegevens van'), cell: ({ dataDay }) => <DateText day={dataDay} /> },
          { title: t('Vastgelegd op'), cell: ({ madeAt }) => <InstantText at={madeAt} /> },
          { title: t('Kenmerk'), cell: ({ digest }) => <code>{digest.slice(0, SHORT_DIGEST)}</code> },
          {
            title: t('Bekijk'),
            cell: ({ kind, id }) => (
              <>
                <Link href={address(kind, id)}>{t('de cijfers')}</Link>
                {kind === 'telling' && ', '}
                {kind === 'telling' && <Link href={address('jaarverslag', id)}>{t('het jaarverslag')}</Link>}
              </>
            ),
          },
        ]}
        rows={others}
      />
    </Section>
  );
}

function Kept({ snapshots }: { snapshots: readonly Snapshot[] }) {
  const address = (kind: string, { schoolYear, id }: Snapshot) => {
    const query = new URLSearchParams({
      schooljaar: String(schoolYear),
      ...(kind === 'vsv' ? { vastlegging: id } : {}),
    });
    return `/cijfers/${kind}?${query.toString()}`;
  };
  return (
    <DataTable
      caption={t('Vastgelegde vsv-cijfers')}
      captionHidden
      stacks
      columns={[
        { title: t('Schooljaar'), heads: true, cell: (one) => schoolYearName(one.schoolYear) },
        { title: t('Stand'), cell: ({ state }) => stateName(state) },
        { title: t('Gegevens van'), cell: ({ dataDay }) => <DateText day={dataDay} /> },
        { title: t('Vastgelegd op'), cell: ({ madeAt }) => <InstantText at={madeAt} /> },
        { title: t('Kenmerk'), cell: ({ digest }) => <code>{digest.slice(0, SHORT_DIGEST)}</code> },
        {
          title: t('Bekijk'),
          cell: (one) => (
            <>
              <Link href={address('vsv', one)}>{t('de cijfers')}</Link>
              {', '}
              <Link href={address('vsv-standen', one)}>{t('vergeleken')}</Link>
            </>
          ),
        },
      ]}
      rows={snapshots}
    />
  );
}

function StoreForm({ years, errors, csrf }: Pick<Props, 'years' | 'errors' | 'csrf'>) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <form class="ls-form" method="post" action="/cijfers/vastgelegd">
      <CsrfField token={csrf} />
      <SelectField
        name="schooljaar"
        label={t('Schooljaar')}
        value={String(years[0])}
        options={years.map((year) => [String(year), schoolYearName(year)] as const)}
        error={errorOf('schooljaar')}
      />
      <SelectField
        name="stand"
        label={t('Stand')}
        value="voorlopig"
        options={[
          ['voorlopig', t('voorlopig')],
          ['definitief', t('definitief')],
        ]}
      />
      <CheckboxField name="zeker" label={t('Ik weet dat definitief niet is terug te draaien')} />
      <Button>{t('Leg vast')}</Button>
    </form>
  );
}
