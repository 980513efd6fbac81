import { CloseDossier } from './close-dossier';
import { DossierDesk } from './dossier-desk';
import { DossierSteps } from './dossier-steps';
import { DossierStore } from './dossier-store';
import { Homes } from './homes';
import { HoldDossier, ResumeDossier } from './hold-dossier';
import { JoinDossier } from './join-dossier';
import { OpenDossiers } from './open-dossiers';
import { OpenEnds } from './open-ends';
import { PickUpDossier } from './pick-up-dossier';
import { DossierReach } from './reach';
import { ReopenDossier } from './reopen-dossier';

export const dossierProviders = [
  CloseDossier,
  DossierDesk,
  DossierReach,
  DossierSteps,
  DossierStore,
  HoldDossier,
  Homes,
  JoinDossier,
  OpenDossiers,
  OpenEnds,
  PickUpDossier,
  ReopenDossier,
  ResumeDossier,
];
