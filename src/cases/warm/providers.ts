import { PrepareWarm } from './prepare-warm';
import { WarmHandover } from './warm-handover';
import { WarmStore } from './warm-store';

export const warmProviders = [PrepareWarm, WarmHandover, WarmStore];
