import { field, fields } from '../../access/http/form';
import type { MeetingReport, NewMeeting } from '../../cases/meeting/hold-meeting';
import type { ParticipantKind } from '../../cases/meeting/meeting-desk';
import { type Day, parseDay } from '../../law/day';
import { Checks } from '../../platform/checks';

export interface ParticipantDraft {
  kind: string;
  name: string;
}

/** A new meeting as it stands on the screen: texts, whole or not. */
export interface MeetingDraft {
  dossiers: readonly string[];
  day: string;
  place: string;
  agenda: string;
  participants: readonly ParticipantDraft[];
}

export interface AgreementDraft {
  dossier: string;
  who: string;
  what: string;
  dueOn: string;
}

export interface ReportDraft {
  report: string;
  present: readonly string[];
  agreements: readonly AgreementDraft[];
}

/** lines on a new sheet; more come with the button */
const LINES = 4;
const MORE = 3;
const MOST = 50;

const has = (body: unknown, name: string): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name);

function lines<T>(body: unknown, name: string, marker: string, read: (of: (part: string) => string) => T): T[] {
  const found: T[] = [];
  for (let i = 0; i < MOST && has(body, `${name}-${i}-${marker}`); i++) {
    found.push(read((part) => field(body, `${name}-${i}-${part}`)));
  }
  return found;
}

/** What was sent, as it was typed, without the lines that were left empty. */
export function meetingFrom(body: unknown): MeetingDraft {
  const participants = lines(body, 'deelnemers', 'naam', (of) => ({ kind: of('soort'), name: of('naam') }));
  return {
    ...{ dossiers: fields(body, 'dossiers'), day: field(body, 'datum'), place: field(body, 'plaats') },
    ...{ agenda: field(body, 'agenda'), participants: participants.filter((one) => one.name.trim() !== '') },
  };
}

/** With empty lines to fill in, at least the usual number. */
export function sheet<T>(given: readonly T[], empty: T): T[] {
  const more = Math.min(MOST - given.length, Math.max(LINES - given.length, MORE));
  return [...given, ...Array.from({ length: more }, () => empty)];
}

function dayOf(text: string, pointer: string, checks: Checks, needed = true): Day | null {
  const found = text.trim() === '' ? null : parseDay(text.trim());
  const good = found !== null || (!needed && text.trim() === '');
  checks.that(good, pointer, 'Geef een bestaande dag.');
  return found;
}

/** As the use case takes it. Throws a Problem where the day is none. */
export function meetingOf({ dossiers, day, place, agenda, participants }: MeetingDraft): NewMeeting {
  const checks = new Checks();
  const on = dayOf(day, '/datum', checks);
  checks.done();
  return {
    ...{ dossierIds: dossiers, day: on!, place: place.trim() === '' ? null : place, agenda },
    participants: participants.map((one) => ({ kind: one.kind as ParticipantKind, name: one.name })),
  };
}

export function reportFrom(body: unknown): ReportDraft {
  const agreements = lines(body, 'afspraken', 'wat', (of) => ({
    ...{ dossier: of('dossier'), who: of('wie'), what: of('wat'), dueOn: of('uiterlijk') },
  }));
  return {
    ...{ report: field(body, 'verslag'), present: fields(body, 'aanwezig') },
    agreements: agreements.filter((one) => one.what.trim() !== ''),
  };
}

export function reportOf(meetingId: string, { report, present, agreements }: ReportDraft): MeetingReport {
  const checks = new Checks();
  const read = agreements.map((one, i) => ({
    ...{ dossierId: one.dossier, participantId: one.who, description: one.what },
    dueOn: dayOf(one.dueOn, `/afspraken/${i}/uiterlijk`, checks, false),
  }));
  checks.done();
  return { meetingId, report, present, agreements: read };
}
