import { SetMetadata } from '@nestjs/common';

export const OPEN_TO_ALL = 'leerspoor:open-to-all';

/** On a handler or controller that may be asked without a login. Everything else demands one. */
export const OpenToAll = () => SetMetadata(OPEN_TO_ALL, true);
