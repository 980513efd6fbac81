import type { AutomaticAction } from '../../cases/worklist/automatic-actions';
import { actName } from '../../cases/items/step-words';
import { DataTable } from '../components/table';
import { Heading, InstantText, Link, Paragraph, Told } from '../components/text';
import { t } from '../text/language';

interface Props {
  actions: readonly AutomaticAction[];
  /** of one dossier only */
  dossierId: string | null;
  /** address of the next page; null where there is none */
  next: string | null;
  /** names of employees by their code */
  names: ReadonlyMap<string, string>;
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  toewijzing: 'Toewijzing',
  dossier: 'Dossier',
  melding: 'Melding',
  overdracht: 'Overdracht',
  'warme-overdracht': 'Warme overdracht',
  traject: 'Traject',
};

/** Everything that Leerspoor did by itself, and why. */
export function AutomaticPage({ actions, dossierId, next, names }: Props) {
  const what = ({ kind, what }: AutomaticAction) =>
    kind !== 'toewijzing'
      ? t(actName(kind, what))
      : what === 'verdeelbak'
        ? t('in de verdeelbak gelegd')
        : t('toegewezen aan {{naam}}', { naam: names.get(what) ?? what });
  return (
    <>
      <p class="ls-back">
        {dossierId ? (
          <Link href={`/dossiers/${dossierId}`}>{t('Terug naar het dossier')}</Link>
        ) : (
          <Link href="/dossiers">{t('Terug naar de dossiers')}</Link>
        )}
      </p>
      <Heading level={1}>{t('Wat Leerspoor zelf deed')}</Heading>
      <Paragraph>
        {t('Toewijzingen en stappen die niemand met de hand zette, met de reden. De nieuwste staan boven.')}
      </Paragraph>
      {actions.length === 0 && <Paragraph>{t('Er is niets automatisch gedaan.')}</Paragraph>}
      {actions.length > 0 && (
        <DataTable
          caption={t('Automatisch gedaan')}
          captionHidden
          stacks
          columns={[
            { title: t('Wanneer'), heads: true, cell: (row) => <InstantText at={row.at} /> },
            { title: t('Soort'), cell: (row) => t(KIND_NAMES[row.kind] ?? row.kind) },
            { title: t('Wat'), cell: what },
            { title: t('Reden'), wide: true, cell: (row) => row.reason && <Told text={row.reason} /> },
            ...(dossierId
              ? []
              : [
                  {
                    title: t('Dossier'),
                    cell: (row: AutomaticAction) => (
                      <Link href={`/dossiers/${row.dossierId}`}>{t('Naar het dossier')}</Link>
                    ),
                  },
                ]),
          ]}
          rows={actions}
        />
      )}
      {next && (
        <Paragraph>
          <Link href={next}>{t('Eerder gedaan')}</Link>
        </Paragraph>
      )}
    </>
  );
}
