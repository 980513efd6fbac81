import { assignment } from './assignment/tables';
import { consent } from './consent/tables';
import { cover } from './cover/tables';
import { dossier } from './dossier/tables';
import { handover } from './handover/tables';
import { itemTables } from './items/tables';
import { leaveApplication } from './leave/tables';
import { meetingTables } from './meeting/tables';
import { meldingTables } from './meldingen/tables';
import { prevention } from './prevention/tables';
import { stateChange } from './states/tables';
import { termTables } from './terms/tables';
import { takeover } from './takeover/tables';
import { savedView } from './worklist/tables';
import { warmHandover, warmHandoverItem } from './warm/tables';

/** Every table of the room, one line a sub-room. */
export const caseTables = [
  dossier,
  assignment,
  consent,
  stateChange,
  ...itemTables,
  leaveApplication,
  ...meldingTables,
  ...termTables,
  cover,
  handover,
  warmHandover,
  warmHandoverItem,
  ...meetingTables,
  prevention,
  savedView,
  takeover,
];
