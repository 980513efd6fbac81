import type { Certificate } from '../../retention/destruction-list';
import type { RecordClass } from '../../retention/rules';
import { DefinitionList, Section } from '../components/show';
import { DateText, Link } from '../components/text';
import { t } from '../text/language';
import { writtenCount } from '../text/numbers';

export const CLASS_NAMES: Record<RecordClass, string> = {
  leerplicht: 'Dossier leerplicht',
  kwalificatieplicht: 'Dossier kwalificatieplicht',
  doorstroompunt: 'Dossier Doorstroompunt',
  wpg: 'Wpg-deel van een dossier',
  vrijstelling: 'Vrijstelling',
  verzuim: 'Verzuim zonder dossier',
  leerling: 'Leerling zonder dossier',
};

/** What went, by whom and when: counts only, nothing of anybody. */
export function CertificateSection({ certificate, path }: { certificate: string; path: string }) {
  const told = JSON.parse(certificate) as Certificate;
  const records = Object.entries(told.records) as [RecordClass, number][];
  return (
    <Section id="verklaring" title={t('Verklaring van vernietiging')}>
      <DefinitionList
        items={[
          [t('Vernietigd op'), <DateText day={told.vernietigdOp} />],
          [t('Voorgedragen door'), told.voorgedragenDoor],
          [t('Goedgekeurd door'), told.goedgekeurdDoor],
          ...records.map(([name, count]) => [t(CLASS_NAMES[name]), writtenCount(count)] as const),
          [t('Leerlingen van wie niets meer over is'), writtenCount(told.leerlingen)],
          [t('Bleef bewaard'), writtenCount(told.aangehouden)],
          [t('Hoort nu bij een andere gemeente'), writtenCount(told.elders ?? 0)],
        ]}
      />
      <Link href={`${path}/verklaring`}>{t('Bewaar de verklaring (CSV)')}</Link>
    </Section>
  );
}
