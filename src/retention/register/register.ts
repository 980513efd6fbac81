import { PURPOSES } from '../../access/log/purposes';
import { ROLES, type Role } from '../../access/roles';
import { dossierScope, type Scope } from '../../access/scope';
import type { Day } from '../../law/day';
import type { Table } from '../../platform/database/columns';
import type { Settings } from '../../platform/settings';
import type { CleanUpRule } from '../clean-up';
import { type RetentionRule, ruleOn } from '../rules';
import { TABLE_RULES } from '../table-rules';
import { ACTIVITIES } from './activities';
import { DATA_KINDS, type DataKind, type DataKindName, KIND_OF_TABLE } from './data-kinds';

/** What the register is made from: nothing in it is typed a second time. */
export interface RegisterFacts {
  day: Day;
  tables: readonly Table[];
  terms: readonly RetentionRule[];
  cleanUp: readonly CleanUpRule[];
  settings: Settings;
}

/** A kind of data in an activity: what of it is encrypted in the database, and how long it is kept, with the source. */
export interface KeptData {
  soort: DataKindName;
  naam: string;
  bijzonder: string | null;
  tabellen: string[];
  versleuteld: string[];
  bewaartermijnen: string[];
}

export interface RegisterEntry {
  /** the processing activity that records of the Logboek Dataverwerkingen point at */
  id: string;
  doel: string;
  verantwoordelijke: string;
  grondslag: string;
  betrokkenen: string;
  gegevens: KeptData[];
  toegang: RoleAccess[];
  ontvangers: string[];
  doorgifte: string;
}

/** What a role sees, as the one function of scope answers for somebody with every kind of area. */
export interface RoleAccess {
  rol: Role;
  ziet: string[];
}

export interface Register {
  datum: Day;
  verwerkingen: RegisterEntry[];
  beveiliging: string[];
}

/** The register of processing activities (AVG art. 30; Wpg art. 31d) of an installation on a day. Pure. */
export function registerOf(facts: RegisterFacts): Register {
  const names = Object.keys(ACTIVITIES) as (keyof typeof ACTIVITIES)[];
  return {
    datum: facts.day,
    verwerkingen: names.map((name) => {
      const activity = ACTIVITIES[name];
      return {
        id: name,
        doel: PURPOSES[name],
        verantwoordelijke: activity.verantwoordelijke,
        grondslag: activity.grondslag,
        betrokkenen: activity.betrokkenen,
        gegevens: activity.gegevens.map((kind) => keptData(kind, facts)),
        toegang: ROLES.filter((role) => activity.rollen.includes(role)).map((rol) => ({
          rol,
          ziet: sees(rol, facts.day),
        })),
        ontvangers: [...activity.ontvangers, ...throughSettings(name, facts.settings)],
        doorgifte: 'geen doorgifte buiten de EU door Leerspoor; let op waar servers, mail en webhooks staan',
      };
    }),
    beveiliging: security(facts),
  };
}

export function keptData(kind: DataKindName, { day, tables, terms, cleanUp }: RegisterFacts): KeptData {
  const { naam, bijzonder, klassen = [] }: DataKind = DATA_KINDS[kind];
  const own = tables.filter(({ name }) => KIND_OF_TABLE.get(name) === kind);
  const rules = new Set(own.map(({ name }) => TABLE_RULES.get(name)!));
  const ofPupil = rules.has('leerling') ? klassen.map((one) => yearsOf(ruleOn([...terms], one, day))) : [];
  const other = [...rules].flatMap((rule): string[] => {
    if (rule === 'logboek') return [yearsOf(ruleOn([...terms], 'logboek', day))];
    if (rule === 'overleg') return ['overleg: met het laatste dossier dat er besproken is'];
    if (rule === 'niemand') return ['ondertekende cijfers: blijven, de persoon wordt niemand'];
    const found = cleanUp
      .filter((one) => one.soort === rule && one.vanaf <= day)
      .sort(byDay)
      .at(-1);
    return found ? [`${rule}: ${found.dagen} ${found.dagen === 1 ? 'dag' : 'dagen'} (${lawOf(found.bron)})`] : [];
  });
  return {
    soort: kind,
    naam,
    bijzonder: bijzonder ?? null,
    tabellen: own.map(({ name }) => name),
    versleuteld: own.flatMap((one) => secretColumns(one)),
    bewaartermijnen: [...ofPupil, ...other],
  };
}

const byDay = (a: CleanUpRule, b: CleanUpRule) => (a.vanaf < b.vanaf ? -1 : 1);
const yearsOf = ({ klasse, jaren, telt, bron }: RetentionRule) =>
  `${klasse}: ${jaren} jaar na ${telt.replaceAll('-', ' ')} (${lawOf(bron)})`;

/** The source without its explanation, which is in config/retention. */
const lawOf = (bron: string): string => bron.split(':')[0]!;

function secretColumns({ name, columns }: Table): string[] {
  return Object.entries(columns).flatMap(([column, { secret }]) => (secret ? [`${name}.${column}`] : []));
}

/** Somebody of one role with an area of each kind, and a boa where that exists: the most that the role can give. */
function sees(role: Role, day: Day): string[] {
  const areas = { municipalities: ['gemeente'], regions: ['regio'], schools: ['school'] };
  const someone = { employee: 'iemand', name: '', roles: [role], boa: true, from: null, until: null, ...areas };
  const scope = dossierScope(someone, day, () => ['gemeente in de regio']);
  return SIGHTS.flatMap(([words, has]) => (has(scope) ? [words] : []));
}

const SIGHTS: [string, (scope: Scope) => boolean][] = [
  [
    'dossiers van inwoners van eigen gemeenten, onder leerplicht en kwalificatieplicht',
    (one) => one.leerplicht.length > 0,
  ],
  ['het deel van die dossiers onder de Wpg, alleen wie boa is', (one) => one.wpg],
  ['dossiers en trajecten van het Doorstroompunt van de eigen regio', (one) => one.doorstroompunt.length > 0],
  ['leerlingen en meldingen van de eigen school, geen dossiers', (one) => one.schools.length > 0],
  ['cijfers zonder personen', (one) => one.figures.municipalities.length + one.figures.schools.length > 0],
  ['werkvoorraad van collega’s', (one) => one.staff !== 'zichzelf'],
  ['verslagen van aangeleverde bestanden, zonder personen', (one) => one.imports],
  ['het logboek', (one) => one.audit],
  ['vernietigingslijsten van het eigen gebied', (one) => one.destruction.length > 0],
];

/** Who else is told of something, by what is set: of cases in events and mail, of colleagues by logging in. */
function throughSettings(name: keyof typeof ACTIVITIES, settings: Settings): string[] {
  const { LEERSPOOR_SMTP, LEERSPOOR_OIDC, LEERSPOOR_ZAKEN } = settings;
  if (name === 'toegang') return LEERSPOOR_OIDC ? ['inlogvoorziening van de organisatie (OpenID Connect)'] : [];
  if (!(['leerplicht', 'doorstroompunt', 'verzuim'] as string[]).includes(name)) return [];
  const mail = LEERSPOOR_SMTP ? ['mailserver: alleen een verwijzing, geen persoonsgegevens van leerlingen'] : [];
  const events = 'afnemers van gebeurtenissen (`leerspoor abonnement lijst`): alleen een verwijzing';
  const zaken =
    LEERSPOOR_ZAKEN && name !== 'verzuim' ? ['zaaksysteem van de gemeente: status, behandelaar en leerling'] : [];
  return [...mail, ...zaken, events];
}

function security({ tables, settings }: RegisterFacts): string[] {
  const encrypted = tables.flatMap(secretColumns).length;
  return [
    `${encrypted} kolommen zijn versleuteld (AES-256-GCM, sleutels met een versie; \`leerspoor sleutel wissel\`)`,
    settings.LEERSPOOR_OIDC
      ? 'inloggen bij de eigen organisatie (OpenID Connect) of met een eigen account en een tweede stap'
      : 'inloggen met een eigen account: wachtwoord (argon2) en een tweede stap (TOTP)',
    'toegang volgt uit rol, gebied, fase en regime in één functie; wat niet is toegestaan, bestaat niet',
    'elke inzage en wijziging staat in een logboek met een keten van controlegetallen, dagelijks verzegeld',
    'persoonsgebonden nummers staan niet in adressen, logregels, fouten of de wachtrij',
    'vernietiging na goedkeuring door een tweede persoon, met een verklaring',
  ];
}
