import { Covers } from '../cover/cover';
import { GiveDossiers } from '../bulk/give-dossiers';
import { ManyDossiers } from '../bulk/many-dossiers';
import { AutomaticActions } from './automatic-actions';
import { DossierSearch } from './dossier-search';
import { SavedViews } from './saved-views';
import { WorkLists } from './work-lists';

export const worklistProviders = [
  ...[AutomaticActions, Covers, DossierSearch, GiveDossiers, ManyDossiers, SavedViews, WorkLists],
];
