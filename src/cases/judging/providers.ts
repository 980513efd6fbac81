import { CaseMerge } from './case-merge';
import { JudgePupils } from './judge-pupils';
import { RejudgeLocation } from './rejudge-location';

export const judgingProviders = [CaseMerge, JudgePupils, RejudgeLocation];
