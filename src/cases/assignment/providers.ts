import { Reassign } from './reassign';
import { RehearseAssignment } from './rehearse-assignment';

export const assignmentProviders = [Reassign, RehearseAssignment];
