/** What rules, states and reasons are called on the screens. */
import type { Day } from '../../law/day';
import type { Rule, SkipReason } from '../../law/facts';
import type { SignalChange, SignalStatus, WithdrawalReason } from '../../signals/stored-signal';
import { writtenDay, writtenPeriod } from './dates';
import { t } from './language';
import { writtenHours } from './numbers';

export const RULE_NAMES: Record<Rule, string> = {
  'verzuim-16u': '16 uur verzuim in 4 lesweken',
  'verzuim-langdurig': 'Langdurig relatief verzuim',
  'verzuim-luxe': 'Luxeverzuim',
  'verzuim-18plus': 'Verzuim 18-plus',
  'verzuim-absoluut': 'Absoluut verzuim',
  'uitval-18plus': 'Uitval 18-plus',
  'te-laat': 'Te laat komen',
  ziekteverzuim: 'Zorgwekkend ziekteverzuim',
};

export const SIGNAL_STATUS_NAMES: Record<SignalStatus, string> = {
  geregistreerd: 'Geregistreerd',
  in_behandeling: 'In behandeling',
  afgesloten: 'Afgesloten',
  ter_kennisgeving: 'Ter kennisgeving aangenomen',
  ingetrokken: 'Ingetrokken',
};

export const SKIP_NAMES: Record<SkipReason, string> = {
  geen_lesdag: 'Geen lesdag: vakantie, vrije dag of geen les volgens het rooster',
  niet_in_fase: 'De leerling viel op deze dag niet onder deze regel',
  vrijgesteld: 'Vrijstelling of verlof op deze dag',
  voor_herstart: 'Telde al mee in een eerder signaal; daarna begint het tellen opnieuw',
};

export const WITHDRAWAL_NAMES: Record<WithdrawalReason, string> = {
  verzuim_gewijzigd: 'de school heeft het verzuim gewijzigd of ingetrokken',
  vrijgesteld: 'er is een vrijstelling of verlof voor deze dagen',
  niet_in_fase: 'de leerling viel op deze dagen niet onder deze regel',
  geen_lesdag: 'een of meer dagen zijn geen lesdag',
  andere_begindatum: 'het verzuim begint op een andere dag; er is een nieuw signaal',
  gegevens_gewijzigd: 'de gegevens van de leerling zijn gewijzigd',
  geeindigd: 'de situatie is voorbij',
};

export const CHANGE_NAMES: Record<SignalChange, string> = {
  opgeworpen: 'Signaal ontstaan',
  gewijzigd: 'Signaal gewijzigd',
  ingetrokken: 'Signaal ingetrokken',
  geeindigd: 'Situatie geëindigd',
  hersteld: 'Signaal hersteld',
  behandeld: 'Status gewijzigd',
};

const PARAMETER_NAMES: Record<string, string> = {
  drempelUren: 'Drempel in uren',
  vensterPosities: 'Venster, geteld in dagen van lesweken (4 lesweken zijn 28)',
  posities: 'Lengte, geteld in dagen van lesweken (4 lesweken zijn 28)',
  vanafLeeftijd: 'Vanaf leeftijd',
  ladder: 'Stappen van te laat komen',
  stap: 'Bereikte stap',
  lesdagen: 'Meer dan zoveel lesdagen achter elkaar ziek',
  perioden: 'Aantal perioden van ziekte',
};

/** The name of a parameter; one that we have no words for keeps its own name, so that nothing is left out. */
export function parameterName(name: string): string {
  return t(PARAMETER_NAMES[name] ?? name);
}

export function parameterValue(value: number | string | number[]): string {
  return Array.isArray(value)
    ? value.join(', ')
    : String(value)
        .replace(/^(\d+)\.00$/, '$1')
        .replace('.', ',');
}

export interface SignalWords {
  rule: Rule;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  mark: string;
  endedOn: Day | null;
  school: string | null;
}

/** What is the matter, in one sentence for a person. */
export function signalSentence(signal: SignalWords): string {
  const { from, until, hundredths, mark } = signal;
  const values = {
    periode: until ? writtenPeriod(from, until) : t('sinds {{dag}}', { dag: writtenDay(from) }),
    uren: hundredths === null ? '' : writtenHours(hundredths),
    op: signal.school ? t(' op {{school}}', { school: signal.school }) : '',
    sinds: signal.endedOn
      ? t('van {{van}} tot {{tot}}', { van: writtenDay(from), tot: writtenDay(signal.endedOn) })
      : t('sinds {{dag}}', { dag: writtenDay(from) }),
    keer: mark,
  };
  switch (signal.rule) {
    case 'verzuim-16u':
      return t('{{uren}} ongeoorloofd afwezig{{op}}, {{periode}}.', values);
    case 'verzuim-langdurig':
      return t('Meer dan vier lesweken achter elkaar afwezig{{op}}, {{periode}}.', values);
    case 'verzuim-luxe':
      return t('Op vakantie zonder verlof{{op}}, {{periode}}.', values);
    case 'verzuim-18plus':
      return t('18-plusser: vier lesweken achter elkaar afwezig{{op}}, {{periode}}.', values);
    case 'verzuim-absoluut':
      return t('Staat op geen enkele school ingeschreven, {{sinds}}.', values);
    case 'uitval-18plus':
      return t('Zonder school en zonder startkwalificatie, {{sinds}}.', values);
    case 'te-laat':
      return t('{{keer}} keer te laat{{op}} in één schooljaar, {{periode}}.', values);
    case 'ziekteverzuim':
      return mark === 'frequentie'
        ? t('Vaak kort ziek{{op}}, {{periode}}.', values)
        : t('Lang achter elkaar ziek{{op}}, {{periode}}.', values);
  }
}
