import type { PreventionKind, ShownPrevention } from '../../cases/prevention/record-prevention';
import { ButtonLink } from '../components/forms';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import type { NameParts } from '../../registry/names';
import { fullName } from '../text/names';

export const PREVENTION_NAMES: Record<PreventionKind, string> = {
  vroegsignaal: 'Vroegsignaal van een school',
  spreekuur: 'Spreekuur',
  advies: 'Advies',
  voorlichting: 'Voorlichting',
};

export interface PreventionNames {
  schools: ReadonlyMap<string, string>;
  pupils: ReadonlyMap<string, NameParts>;
  staff: ReadonlyMap<string, string>;
}

interface Props {
  rows: readonly ShownPrevention[];
  names: PreventionNames;
  /** address of the next page; null where there is none */
  next: string | null;
}

/** Preventive work in the own municipalities, without opening a dossier. */
export function PreventionPage({ rows, names, next }: Props) {
  const pupil = (id: string | null) => {
    const found = id === null ? undefined : names.pupils.get(id);
    return found ? fullName(found) : '';
  };
  return (
    <>
      <Heading level={1}>{t('Preventie')}</Heading>
      <Paragraph>{t('Werk voordat er een melding is: vroege signalen van scholen, spreekuren en advies.')}</Paragraph>
      <div class="ls-actions">
        <ButtonLink href="/preventie/nieuw" look="primary-action">
          {t('Leg preventief werk vast')}
        </ButtonLink>
      </div>
      {rows.length === 0 && <Paragraph>{t('Er is nog niets vastgelegd.')}</Paragraph>}
      {rows.length > 0 && (
        <DataTable
          caption={t('Preventie')}
          captionHidden
          stacks
          columns={[
            { title: t('Datum'), heads: true, cell: (row) => <DateText day={row.day} /> },
            { title: t('Soort'), cell: (row) => t(PREVENTION_NAMES[row.kind]) },
            {
              title: t('School'),
              cell: (row) => (row.location ? (names.schools.get(row.location) ?? row.location) : ''),
            },
            { title: t('Leerling'), cell: (row) => pupil(row.pupilId) },
            { title: t('Notitie'), wide: true, cell: (row) => row.note },
            { title: t('Door'), cell: (row) => names.staff.get(row.employee) ?? row.employee },
          ]}
          rows={rows}
        />
      )}
      {next && (
        <Paragraph>
          <Link href={next}>{t('Eerder vastgelegd')}</Link>
        </Paragraph>
      )}
    </>
  );
}
