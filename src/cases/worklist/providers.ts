import { Covers } from '../cover/cover';
import { GiveDossiers } from '../bulk/give-dossiers';
import { ManyDossiers } from '../bulk/many-dossiers';
import { AutomaticActions } from './automatic-actions';
import { SavedViews } from './saved-views';
import { WorkLists } from './work-lists';

export const worklistProviders = [AutomaticActions, Covers, GiveDossiers, ManyDossiers, SavedViews, WorkLists];
