import { ApplyForLeave } from './apply-for-leave';
import { DecideLeave } from './decide-leave';
import { LeaveDesk } from './leave-desk';
import { LeaveStore } from './leave-store';

export const leaveProviders = [ApplyForLeave, DecideLeave, LeaveDesk, LeaveStore];
