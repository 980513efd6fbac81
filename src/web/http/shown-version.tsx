import type { Actor } from '../../access/actor';
import { field } from '../../access/http/form';
import { requireVersion } from '../../platform/version';

const NAME = 'versie';

/** What a form changes, as it was when the form was shown: goes along, so that nobody else's change is overwritten. */
export function VersionField({ version }: { version: string }) {
  return <input type="hidden" name={NAME} value={version} />;
}

/**
 * The version that came along with a form. It is shown again with a form that was refused: whoever was too late opens
 * the form anew, and does not overwrite by sending it once more.
 */
export const versionSent = (body: unknown): string => field(body, NAME);

/**
 * Who sent a form, on the premise that what it changes still is as it was shown. The use case looks at it inside its unit
 * of work. `current`: reads the version that stands.
 */
export function asShown(actor: Actor, body: unknown, current: () => Promise<string>): Actor {
  const shown = versionSent(body);
  if (shown === '') return actor;
  return { ...actor, premise: async () => requireVersion([shown], await current()) };
}
