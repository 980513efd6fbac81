import { publicAddress, type Settings } from '../../platform/settings';

export interface Told {
  eventId: string;
  object: string;
  objectId: string;
  what: string;
  at: string;
}

/** Where each kind of thing is read by who may see it; what has no address of its own is told without one. */
const RESOURCES: Record<string, string> = { signaal: 'signalen', dossier: 'dossiers' };

/**
 * As CloudEvents 1.0 in the NL GOV profile: what happened to which thing, and where to read it. Nothing of the pupil is
 * in it: who receives it reads the rest with a login of its own, and sees what that login may see.
 */
export function cloudEvent(settings: Settings, { eventId, object, objectId, what, at }: Told): Record<string, string> {
  const { LEERSPOOR_OIN } = settings;
  const address = publicAddress(settings);
  const resource = RESOURCES[object];
  return {
    specversion: '1.0',
    id: eventId,
    source: LEERSPOOR_OIN ? `urn:nld:oin:${LEERSPOOR_OIN}:systeem:leerspoor` : address,
    type: `nl.leerspoor.${object}-${what.replaceAll('_', '-')}`,
    subject: objectId,
    time: at,
    // ids are in the order of what happened
    sequence: eventId,
    ...(resource ? { dataref: `${address}/api/v1/${resource}/${objectId}` } : {}),
  };
}
