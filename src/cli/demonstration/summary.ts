import { dutchNumber } from '../output';
import type { DemoCounts } from './counts';
import type { Login } from './logins';

/** What the demonstration holds, as a person reads it. */
export function countLines(counts: DemoCounts): string[] {
  const row = (name: string, value: number): string => `  ${name.padEnd(22)}${dutchNumber(value).padStart(9)}`;
  const signals = Object.values(counts.signalen).reduce((sum, count) => sum + count, 0);
  return [
    row('leerlingen', counts.leerlingen),
    row('verzuimregistraties', counts.verzuimregistraties),
    row('signalen', signals),
    ...Object.entries(counts.signalen).map(([rule, count]) => row(`  ${rule}`, count)),
    row('dossiers', counts.dossiers),
    row('  toegewezen', counts.toegewezen),
    row('  in de verdeelbak', counts.verdeelbak),
  ];
}

export function loginLines(logins: Login[]): string[] {
  return logins.map(
    ({ rol, gebruikersnaam, wachtwoord }) => `  ${rol.padEnd(24)}${gebruikersnaam.padEnd(14)}${wachtwoord}`,
  );
}
