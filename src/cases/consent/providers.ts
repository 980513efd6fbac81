import { ConsentStore } from './consent-store';
import { KeepConsent } from './keep-consent';

export const consentProviders = [ConsentStore, KeepConsent];
