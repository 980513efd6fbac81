import { KeepTakeovers } from './keep-takeovers';
import { TakeOver } from './take-over';

export const takeoverProviders = [KeepTakeovers, TakeOver];
