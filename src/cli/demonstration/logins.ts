import { randomBytes } from 'node:crypto';
import type { AccountService } from '../../access/accounts/accounts';
import { demoLogins } from '../demo/generate-demo';

export interface Login {
  rol: string;
  gebruikersnaam: string;
  wachtwoord: string;
}

/** An account per role, each with a password that only this demonstration has. */
export async function makeLogins(accounts: AccountService): Promise<Login[]> {
  return Promise.all(
    demoLogins().map(async ({ rol, gebruikersnaam, medewerker }) => {
      const wachtwoord = randomBytes(12).toString('base64url');
      await accounts.create({
        username: gebruikersnaam,
        password: wachtwoord,
        employee: medewerker,
        demonstration: true,
      });
      return { rol, gebruikersnaam, wachtwoord };
    }),
  );
}
