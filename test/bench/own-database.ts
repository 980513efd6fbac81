import { randomBytes } from 'node:crypto';
import { findPostgres, onServer } from '../support/postgres';

export interface OwnDatabase {
  address: string;
  remove: () => Promise<void>;
}

/** A PostgreSQL database of its own for a benchmark, empty or a copy of another that nobody is connected to. */
export async function ownDatabase(from = 'template0'): Promise<OwnDatabase> {
  const server = await findPostgres();
  const name = `leerspoor_meting_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from} ENCODING 'UTF8'`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    address: address.href,
    remove: () => onServer(server, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

export const nameOf = ({ address }: OwnDatabase): string => new URL(address).pathname.slice(1);
