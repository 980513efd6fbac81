import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsSafeAddress, readSecretFile, readSettingsFile } from '../../platform/settings-file';
import { ROLES, type Role } from '../roles';

const TEXT = { message: 'moet tekst zijn' };
const LIST = { each: true, message: 'moet een lijst van teksten zijn' };

function IsMapToRoles() {
  const good = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).length > 0 &&
    Object.values(value).every((role) => ROLES.includes(role as Role));
  const defaultMessage = () => `moet per waarde een van deze rollen noemen: ${ROLES.join(', ')}`;
  return ValidateBy({ name: 'isMapToRoles', validator: { validate: good, defaultMessage } });
}

/** Which claim names the roles, and which of its values is which role of ours. */
export class RoleMapping {
  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  claim!: string;

  @IsMapToRoles()
  waarden!: Record<string, Role>;
}

/** Which claim names areas (codes), and which of them this provider may give. */
export class AreaMapping {
  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  claim!: string;

  @IsArray({ message: 'moet een lijst zijn' })
  @ArrayNotEmpty({ message: 'mag niet leeg zijn' })
  @IsString(LIST)
  toegestaan!: string[];
}

export class AreaMappings {
  @IsOptional()
  @ValidateNested()
  @Type(() => AreaMapping)
  gemeenten?: AreaMapping;

  @IsOptional()
  @ValidateNested()
  @Type(() => AreaMapping)
  regios?: AreaMapping;

  @IsOptional()
  @ValidateNested()
  @Type(() => AreaMapping)
  scholen?: AreaMapping;
}

/** Roles that ask for a stronger login: one of these acr values, or one of these amr methods. */
export class StepUp {
  @IsArray({ message: 'moet een lijst zijn' })
  @IsIn([...ROLES], { each: true, message: `mag alleen bevatten: ${ROLES.join(', ')}` })
  rollen!: Role[];

  @IsOptional()
  @IsArray({ message: 'moet een lijst zijn' })
  @IsString(LIST)
  acr?: string[];

  @IsOptional()
  @IsArray({ message: 'moet een lijst zijn' })
  @IsString(LIST)
  amr?: string[];
}

/** An organisation whose people log in at its own OpenID provider. */
export class ProviderSettings {
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'moet bestaan uit kleine letters, cijfers en streepjes' })
  code!: string;

  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  naam!: string;

  @IsSafeAddress()
  uitgever!: string;

  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  client!: string;

  /** file with the secret of the client; none: a public client, which PKCE protects */
  @IsOptional()
  @IsString(TEXT)
  geheimBestand?: string;

  @IsOptional()
  @IsArray({ message: 'moet een lijst zijn' })
  @IsString(LIST)
  scopes?: string[];

  /** claim with the code of the employee; put after `voorvoegsel` */
  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  medewerker!: string;

  @IsOptional()
  @Matches(/^[\w.-]{0,20}$/, { message: 'mag alleen letters, cijfers, punten en streepjes bevatten' })
  voorvoegsel?: string;

  /** whether someone whom the file medewerkers does not know is let in */
  @IsOptional()
  @IsBoolean({ message: 'moet true of false zijn' })
  aanmaken?: boolean;

  @ValidateNested()
  @IsObject({ message: 'moet een object zijn' })
  @Type(() => RoleMapping)
  rollen!: RoleMapping;

  @IsOptional()
  @ValidateNested()
  @Type(() => AreaMappings)
  gebieden?: AreaMappings;

  @IsOptional()
  @ValidateNested()
  @Type(() => StepUp)
  verhoging?: StepUp;

  /** read from `geheimBestand` */
  @IsOptional()
  @IsString(TEXT)
  secret?: string;
}

/** An issuer of tokens with which systems come in over the API (client credentials). */
export class TokenIssuer {
  @IsSafeAddress()
  uitgever!: string;

  @IsSafeAddress()
  jwks!: string;

  @IsString(TEXT)
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  publiek!: string;
}

export class OidcFile {
  @IsOptional()
  @IsArray({ message: 'moet een lijst zijn' })
  @ValidateNested({ each: true })
  @Type(() => ProviderSettings)
  aanbieders: ProviderSettings[] = [];

  @IsOptional()
  @IsArray({ message: 'moet een lijst zijn' })
  @ValidateNested({ each: true })
  @Type(() => TokenIssuer)
  systemen: TokenIssuer[] = [];
}

/** Reads the file of LEERSPOOR_OIDC. Throws a UsageProblem that names every bad field. */
export function readProviderFile(path: string | undefined): OidcFile {
  if (path === undefined) return new OidcFile();
  return readSettingsFile('LEERSPOOR_OIDC', path, OidcFile, ({ aanbieders }, wrong) => {
    const codes = aanbieders.map(({ code }) => code);
    wrong.push(
      ...codes.filter((code, i) => codes.indexOf(code) < i).map((code) => `aanbieders: ${code} staat er twee keer`),
    );
    aanbieders.forEach((one, i) => readSecret(one, path, `aanbieders.${i}`, wrong));
  });
}

function readSecret(provider: ProviderSettings, path: string, where: string, wrong: string[]): void {
  if (provider.secret !== undefined) wrong.push(`${where}.secret bestaat niet: gebruik geheimBestand`);
  if (provider.geheimBestand === undefined) return;
  provider.secret = readSecretFile(provider.geheimBestand, path, `${where}.geheimBestand`, wrong);
}
