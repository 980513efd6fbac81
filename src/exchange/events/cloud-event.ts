import { publicAddress, type Settings } from '../../platform/settings';
import type { EVENT_OBJECTS } from './subscriptions';

export interface Told {
  eventId: string;
  object: (typeof EVENT_OBJECTS)[number];
  objectId: string;
  what: string;
  at: string;
}

/** Where each kind of thing is read by who may see it. */
const RESOURCES: Record<(typeof EVENT_OBJECTS)[number], string> = {
  ...{ signaal: 'signalen', dossier: 'dossiers', melding: 'meldingen', overdracht: 'overdrachten' },
  'warme-overdracht': 'warme-overdrachten',
};

/**
 * As CloudEvents 1.0 in the NL GOV profile: what happened to which thing, and where to read it. Nothing of the pupil is
 * in it: who receives it reads the rest with a login of its own, and sees what that login may see.
 */
export function cloudEvent(settings: Settings, { eventId, object, objectId, what, at }: Told): Record<string, string> {
  const { LEERSPOOR_OIN } = settings;
  const address = publicAddress(settings);
  return {
    specversion: '1.0',
    id: eventId,
    source: LEERSPOOR_OIN ? `urn:nld:oin:${LEERSPOOR_OIN}:systeem:leerspoor` : address,
    type: `nl.leerspoor.${object}-${what.replaceAll('_', '-')}`,
    subject: objectId,
    time: at,
    // ids are in the order of what happened
    sequence: eventId,
    dataref: `${address}/api/v1/${RESOURCES[object]}/${objectId}`,
  };
}
