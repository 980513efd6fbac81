import { readConfig } from '../../platform/config-file';
import { AddAttachment, ReadAttachment } from '../casework/add-attachment';
import { RenewAttachments } from '../casework/renew-attachments';
import { AttachmentFiles } from '../casework/attachment-files';
import { AgendaQuery } from '../casework/agenda-query';
import { CalendarFeed } from '../casework/calendar-feed';
import { FollowCasework } from '../casework/follow-casework';
import { MeasureConditions } from '../measures/conditions';
import { FollowMeasures } from '../measures/follow-measures';
import { WeighMeasures } from '../measures/weigh-measures';
import { AddItem } from './add-item';
import { DossierTimeline } from './dossier-timeline';
import { ItemRules } from './followers';
import { ItemQuery } from './item-query';
import { ItemStore } from './item-store';
import { CorrectItem, StepItem } from './step-item';

export const itemProviders = [
  AddAttachment,
  AddItem,
  AttachmentFiles,
  RenewAttachments,
  AgendaQuery,
  CalendarFeed,
  CorrectItem,
  DossierTimeline,
  FollowCasework,
  FollowMeasures,
  WeighMeasures,
  ItemQuery,
  ItemRules,
  ItemStore,
  ReadAttachment,
  StepItem,
  { provide: MeasureConditions, useFactory: () => MeasureConditions.parse(readConfig('measures', 'voorwaarden.json')) },
];
