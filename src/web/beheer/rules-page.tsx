import type { Day } from '../../law/day';
import type { ParameterFile } from '../../law/parameters';
import { DataTable } from '../components/table';
import { Section } from '../components/show';
import { Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { writtenHours } from '../text/numbers';
import { RULE_NAMES } from '../text/signals';
import { BeheerFrame } from './frame';

const SECTION_NAMES: Record<string, string> = {
  leerplicht: 'Leerplicht',
  kwalificatieplicht: 'Kwalificatieplicht',
  doorstroompunt: 'Doorstroompunt',
};

const VALUE_NAMES: Record<string, string> = {
  beginleeftijd: 'Beginleeftijd in jaren',
  eindleeftijd: 'Eindleeftijd in jaren',
  verlofartikelen: 'Artikelen voor verlof',
  startkwalificatie: 'Diploma’s die een startkwalificatie geven',
  vrijstellendeDiplomas: 'Diploma’s waarmee de kwalificatieplicht ophoudt',
  vrijstellendeProfielen: 'Profielen van vso zonder kwalificatieplicht',
  leeftijdsgrens: 'Leeftijdsgrens in jaren',
  fasen: 'Geldt in',
  drempelUren: 'Drempel',
  vensterPosities: 'Venster in dagen van lesweken (4 lesweken zijn 28)',
  posities: 'Lengte in dagen van lesweken (4 lesweken zijn 28)',
  vanafLeeftijd: 'Vanaf leeftijd in jaren',
  ladder: 'Stappen: zo vaak te laat',
  lesdagen: 'Meer dan zoveel lesdagen ziek',
  perioden: 'Aantal perioden van ziekte',
};

const PHASE_NAMES: Record<string, string> = {
  nog_niet: 'nog niet leerplichtig',
  leerplicht: 'leerplicht',
  kwalificatieplicht: 'kwalificatieplicht',
  doorstroompunt: 'Doorstroompunt',
  geen: 'geen van deze',
};

interface Line {
  name: string;
  value: string;
  from: string;
  source: string;
}

/** The law as this installation applies it: every value with the day from which it holds and where it comes from. */
export function RulesPage({ file }: { file: ParameterFile }) {
  return (
    <BeheerFrame current="/beheer/regels" title={t('Regels van de wet')}>
      <Paragraph lead>
        {t('Met deze waarden beoordeelt Leerspoor verzuim. De waarde op de dag van het verzuim telt.')}
      </Paragraph>
      {Object.entries(file).map(([section, parameters]) => (
        <Section id={section} title={t(SECTION_NAMES[section] ?? RULE_NAMES[section as keyof typeof RULE_NAMES])}>
          <DataTable
            caption={t('Waarden en hun bron')}
            captionHidden
            stacks
            columns={[
              { title: t('Waarde'), heads: true, cell: (line) => line.name },
              { title: t('Is'), cell: (line) => line.value },
              { title: t('Geldt vanaf'), cell: (line) => line.from },
              { title: t('Bron'), wide: true, cell: (line) => line.source },
            ]}
            rows={linesOf(parameters)}
          />
        </Section>
      ))}
    </BeheerFrame>
  );
}

type Parameters = Record<string, readonly { vanaf: Day; waarde: unknown; bron: string }[]>;

function linesOf(parameters: Parameters): Line[] {
  return Object.entries(parameters).flatMap(([name, dated]) =>
    dated.map(({ vanaf, waarde, bron }, i) => ({
      name: t(VALUE_NAMES[name] ?? name),
      value: shown(name, waarde),
      // the first value holds before its date too
      from: i === 0 ? t('altijd') : writtenDay(vanaf),
      source: bron,
    })),
  );
}

function shown(name: string, value: unknown): string {
  if (name === 'drempelUren') return writtenHours(Number(value));
  if (Array.isArray(value)) return value.map((one) => t(PHASE_NAMES[String(one)] ?? String(one))).join(', ');
  return String(value);
}
