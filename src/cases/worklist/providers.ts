import { Covers } from '../cover/cover';
import { GiveDossiers } from '../bulk/give-dossiers';
import { AutomaticActions } from './automatic-actions';
import { WorkLists } from './work-lists';

export const worklistProviders = [AutomaticActions, Covers, GiveDossiers, WorkLists];
