/** Batches of 100 absence records at 16 connections; see `api.ts`. */
import { batch, compare } from './api';

export const run = () => compare('api-intake', batch);
