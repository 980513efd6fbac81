import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Injectable, Inject } from '@nestjs/common';
import { DOSSIER_CLOSING_KEYS, type DossierClosing } from '../../cases/dossier/closing';
import type { Regime } from '../../cases/dossier/regime';
import { DOSSIER_STATUSES, type DossierStatus } from '../../cases/dossier/states';
import { IsSafeAddress, readSecretFile, readSettingsFile } from '../../platform/settings-file';
import { Settings } from '../../platform/settings';
import { findMunicipality } from '../../registry/facts';

const LEVELS = [
  ...['openbaar', 'beperkt_openbaar', 'intern', 'zaakvertrouwelijk', 'vertrouwelijk', 'confidentieel', 'geheim'],
  'zeer_geheim',
];

const RSIN_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** Of an organisation: nine digits with a check digit, as the Zaken API demands of it. */
export function isRsin(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  return RSIN_WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11 === 0;
}

function IsRsin() {
  const validate = (value: unknown) => typeof value === 'string' && isRsin(value);
  return ValidateBy({
    name: 'isRsin',
    validator: { validate, defaultMessage: () => 'moet een RSIN van negen cijfers zijn' },
  });
}

function IsMunicipalities() {
  const validate = (value: unknown) => typeof value === 'string' && findMunicipality(value) !== undefined;
  const defaultMessage = () => 'mag alleen gemeentecodes van vier cijfers bevatten';
  return ValidateBy({ name: 'isMunicipality', validator: { validate, defaultMessage } }, { each: true });
}

/** An object with an https address for each of `needed`, and for no other than `allowed`. */
function IsAddressPer(needed: readonly string[], allowed: readonly string[]) {
  const address = (value: unknown) => typeof value === 'string' && URL.canParse(value) && value.length <= 1_000;
  const validate = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    needed.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, one]) => allowed.includes(key) && address(one));
  const defaultMessage = () =>
    `moet een adres geven voor elk van: ${needed.join(', ')}${allowed.length > needed.length ? `; en mag: ${allowed.join(', ')}` : ''}`;
  return ValidateBy({ name: 'isAddressPer', validator: { validate, defaultMessage } });
}

/** What a regime is in the catalogue of the municipality: addresses of types in its Catalogi API. */
export class ZaakTypeSettings {
  @IsSafeAddress()
  zaaktype!: string;

  @IsAddressPer(DOSSIER_STATUSES, DOSSIER_STATUSES)
  statustypen!: Record<DossierStatus, string>;

  /** by reason of closing; `overig` for every reason that is not named */
  @IsAddressPer(['overig'], ['overig', ...DOSSIER_CLOSING_KEYS])
  resultaattypen!: Record<'overig', string> & Partial<Record<DossierClosing, string>>;

  /** `behandelaar`: who has the dossier; `leerling`: by BSN, told only where it is named */
  @IsOptional()
  @IsAddressPer([], ['behandelaar', 'leerling'])
  roltypen: Partial<Record<'behandelaar' | 'leerling', string>> = {};
}

export class ZaakTypes {
  @IsOptional()
  @ValidateNested()
  @Type(() => ZaakTypeSettings)
  leerplicht?: ZaakTypeSettings;

  @IsOptional()
  @ValidateNested()
  @Type(() => ZaakTypeSettings)
  doorstroompunt?: ZaakTypeSettings;
}

/** One case system, for the residents of some municipalities. */
export class CaseSystem {
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'moet bestaan uit kleine letters, cijfers en streepjes' })
  code!: string;

  /** where the Zaken API begins, up to and including `/api/v1` */
  @IsSafeAddress()
  zaken!: string;

  @IsString({ message: 'moet tekst zijn' })
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  client!: string;

  /** file with the secret of the client, at least 32 characters (HS256) */
  @IsString({ message: 'moet tekst zijn' })
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  geheimBestand!: string;

  @IsArray({ message: 'moet een lijst zijn' })
  @ArrayNotEmpty({ message: 'mag niet leeg zijn' })
  @IsMunicipalities()
  gemeenten!: string[];

  @IsRsin()
  bronorganisatie!: string;

  /** none: the bronorganisatie */
  @IsOptional()
  @IsRsin()
  verantwoordelijkeOrganisatie?: string;

  @IsOptional()
  @IsIn(LEVELS, { message: `moet een van deze zijn: ${LEVELS.join(', ')}` })
  vertrouwelijkheidaanduiding: string = 'vertrouwelijk';

  @IsObject({ message: 'moet een object zijn' })
  @ValidateNested()
  @Type(() => ZaakTypes)
  typen!: ZaakTypes;

  /** read from `geheimBestand` */
  @IsOptional()
  @IsString({ message: 'moet tekst zijn' })
  secret?: string;
}

export class ZakenFile {
  @IsArray({ message: 'moet een lijst zijn' })
  @ArrayNotEmpty({ message: 'mag niet leeg zijn' })
  @ValidateNested({ each: true })
  @Type(() => CaseSystem)
  zaaksystemen!: CaseSystem[];
}

const LEAST_SECRET = 32;

/** Reads the file of LEERSPOOR_ZAKEN. Throws a UsageProblem that names every bad field. */
export function readZakenFile(path: string | undefined): CaseSystem[] {
  if (path === undefined) return [];
  return readSettingsFile('LEERSPOOR_ZAKEN', path, ZakenFile, ({ zaaksystemen }, wrong) => {
    const twice = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) < i);
    wrong.push(...twice(zaaksystemen.map(({ code }) => code)).map((one) => `zaaksystemen: ${one} staat er twee keer`));
    const municipalities = zaaksystemen.flatMap(({ gemeenten }) => [...new Set(gemeenten)]);
    wrong.push(...twice(municipalities).map((one) => `zaaksystemen: gemeente ${one} staat in twee zaaksystemen`));
    zaaksystemen.forEach((one, i) => {
      const field = `zaaksystemen.${i}.geheimBestand`;
      if (one.secret !== undefined) wrong.push(`zaaksystemen.${i}.secret bestaat niet: gebruik geheimBestand`);
      one.secret = readSecretFile(one.geheimBestand, path, field, wrong);
      one.zaken = one.zaken.replace(/\/+$/, '');
      if (one.secret !== '' && one.secret.length < LEAST_SECRET) {
        wrong.push(`${field}: het geheim is korter dan ${LEAST_SECRET} tekens`);
      }
    });
  }).zaaksystemen;
}

/** The case systems of the settings. */
@Injectable()
export class CaseSystems {
  readonly all: readonly CaseSystem[];

  constructor(@Inject(Settings) settings: Settings) {
    this.all = readZakenFile(settings.LEERSPOOR_ZAKEN);
  }

  byCode(code: string): CaseSystem | undefined {
    return this.all.find((one) => one.code === code);
  }

  /** The system that is told of dossiers of this regime in this municipality. */
  of(municipality: string | null, regime: Regime): CaseSystem | undefined {
    if (municipality === null) return undefined;
    return this.all.find(({ gemeenten, typen }) => gemeenten.includes(municipality) && typen[regime] !== undefined);
  }
}
