import type { FamilyDossier } from '../../cases/family/family-query';
import type { MeetingLine } from '../../cases/meeting/dossier-meetings';
import type { ParticipantKind } from '../../cases/meeting/meeting-desk';
import { MEETING } from '../../cases/meeting/states';
import type { Tone } from '../components/show';

export const PARTICIPANT_NAMES: Record<ParticipantKind, string> = {
  school: 'School',
  gemeente: 'Gemeente',
  doorstroompunt: 'Doorstroompunt',
  uwv: 'UWV',
  zorg: 'Zorg',
  leerling: 'Leerling',
  ouder: 'Ouder',
  anders: 'Anders',
};

export const MEETING_STATE_NAMES = MEETING.states;

export const MEETING_TONES: Record<MeetingLine['state'], Tone> = {
  gepland: 'active',
  gehouden: 'safe',
  vervallen: 'neutral',
};

export const LINK_NAMES: Record<FamilyDossier['link'], string> = {
  adres: 'Zelfde adres',
  contactpersoon: 'Zelfde ouder of contactpersoon',
};
