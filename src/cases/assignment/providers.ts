import { Reassign } from './reassign';

export const assignmentProviders = [Reassign];
