import { HandOver } from './hand-over';
import { HandoverQuery } from './handover-query';
import { HandoverStore } from './handover-store';
import { OfferMoves } from './offer-moves';

export const handoverProviders = [HandOver, HandoverQuery, HandoverStore, OfferMoves];
