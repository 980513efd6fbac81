import { ageOn, type Day } from '../../law/day';
import { findMunicipality } from '../../registry/facts';
import { DefinitionList } from '../components/show';
import { DataTable } from '../components/table';
import { BirthText, Paragraph } from '../components/text';
import { t } from '../text/language';
import type { YouthView } from './youth-query';

/** Who it is about and how the youth can be reached. */
export function YouthPart({ view: { youth, home, contactPersons }, today }: { view: YouthView; today: Day }) {
  const secret = youth.secretAddress === 1;
  const town = youth.municipality && (findMunicipality(youth.municipality)?.name ?? youth.municipality);
  const reach = (row: YouthView['home']) =>
    [row.telephone, row.email, secret ? t('adres geheim') : row.address].filter(Boolean).join(', ') ||
    t('geen gegevens');
  return (
    <>
      <DefinitionList
        items={[
          [
            t('Geboren'),
            <>
              <BirthText day={youth.birthDate} known={youth.birthKnown} /> (
              {t('{{n}} jaar', { n: ageOn(youth.birthDate, today) })})
            </>,
          ],
          [t('Gemeente'), town],
          [t('Adres'), secret ? t('Het adres is geheim') : home.address],
          [t('Telefoon'), home.telephone],
          [t('E-mail'), home.email],
        ]}
      />
      {contactPersons.length > 0 ? (
        <DataTable
          caption={t('Contactpersonen')}
          stacks
          columns={[
            { title: t('Naam'), heads: true, cell: (row) => row.name },
            { title: t('Relatie'), cell: (row) => row.relation },
            { title: t('Bereikbaar'), wide: true, cell: reach },
          ]}
          rows={contactPersons}
        />
      ) : (
        <Paragraph>{t('Er zijn geen contactpersonen bekend.')}</Paragraph>
      )}
    </>
  );
}
