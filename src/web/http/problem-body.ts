import { HttpException } from '@nestjs/common';
import { NOT_FOUND } from '../../access/http/not-found';
import { Problem, publicMessage } from '../../platform/errors';

const TITLES: Record<number, string> = {
  400: 'Het verzoek klopt niet',
  401: 'Inloggen',
  403: 'Dit mag niet',
  404: 'Niet gevonden',
  405: 'Dit kan hier niet',
  409: 'Dit botst met iets anders',
  412: 'Intussen gewijzigd',
  413: 'Te groot',
  415: 'Deze soort gegevens kan hier niet',
  428: 'De versie ontbreekt',
  429: 'Te veel verzoeken',
  503: 'Nu niet bereikbaar',
};

const GENERAL: Record<number, [code: string, detail: string]> = {
  404: ['niet-gevonden', NOT_FOUND],
  413: ['te-groot', 'Wat u stuurt is te groot.'],
  415: ['soort-onbekend', 'Deze soort gegevens kan hier niet worden gelezen.'],
};

export interface ProblemShown {
  status: number;
  code: string;
  title: string;
  detail: string;
}

/** What may be told of an error. Only our own words leave the house. */
export function problemShown(error: unknown): ProblemShown {
  const status = statusOf(error);
  const title = TITLES[status] ?? 'Er ging iets mis';
  if (error instanceof Problem) return { status, code: error.code, title, detail: error.message };
  const general = GENERAL[status];
  if (general) return { status, code: general[0], title, detail: general[1] };
  if (status < 500) return { status, code: 'verzoek-ongeldig', title, detail: 'Het verzoek kan niet worden gelezen.' };
  return { status, code: 'onverwachte-fout', title, detail: publicMessage(error) };
}

/** As problem+json (RFC 9457). */
export function problemBody(shown: ProblemShown, error: unknown): Record<string, unknown> {
  const fields = error instanceof Problem ? error.fields : [];
  return {
    type: `urn:leerspoor:probleem:${shown.code}`,
    title: shown.title,
    status: shown.status,
    detail: shown.detail,
    ...(fields.length > 0 ? { fouten: fields } : {}),
  };
}

function statusOf(error: unknown): number {
  if (error instanceof Problem) return error.status;
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own refusals: too large, not readable, wrong type
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
