import { APPOINTMENT_KINDS } from '../../cases/casework/appointment';
import type { AgendaLine } from '../../cases/casework/agenda-query';
import { TERM_KINDS } from '../../cases/terms/term-settings';
import { Choice, DayField, Id, Moment, Parts, Text } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const LINES = ['afspraak', 'taak', 'termijn'] as const;

/** The secret address of a calendar. */
export class Agendaadres {
  @Text({ about: 'Adres voor een agendaprogramma; het is geheim en wordt één keer getoond', example: '/agenda/….ics' })
  adres!: string;
}

export class AgendaVraag {
  @DayField({ about: 'Vanaf deze dag; zonder: vandaag', optional: true })
  van?: string;

  @DayField({ about: 'Tot en met deze dag, hoogstens 92 dagen verder; zonder: vier weken', optional: true })
  tot?: string;
}

/** A talk, a task or a term: what does not belong to its kind is null. */
export class Agendaregel {
  @Choice(LINES, { about: 'Wat het is' })
  soort!: AgendaLine['what'];

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Id({ about: 'De leerling', example: ID })
  leerling!: string;

  @DayField({ about: 'De dag' })
  dag!: string;

  @Moment({ about: 'Begin van een afspraak', nullable: true })
  begin!: string | null;

  @Moment({ about: 'Einde van een afspraak', nullable: true })
  einde!: string | null;

  @Choice(APPOINTMENT_KINDS, { about: 'Soort afspraak', nullable: true })
  afspraak!: string | null;

  @Text({ about: 'Plaats van een afspraak', nullable: true, example: 'Stadhuis' })
  plaats!: string | null;

  @Text({ about: 'Status van een afspraak', nullable: true, example: 'gepland' })
  status!: string | null;

  @Text({ about: 'Wat er te doen is, bij een taak', nullable: true, longest: 8000, example: null })
  tekst!: string | null;

  @Choice(TERM_KINDS, { about: 'Welke termijn afloopt', nullable: true, example: null })
  termijn!: string | null;
}

export class Agenda {
  @Parts(() => Agendaregel, { about: 'Op volgorde van tijd', most: 10_000 })
  regels!: Agendaregel[];
}

export function shownLine(line: AgendaLine): Agendaregel {
  return {
    ...{ soort: line.what, dossier: line.dossierId, leerling: line.pupilId, dag: line.day },
    ...{ begin: null, einde: null, afspraak: null, plaats: null, status: null, tekst: null, termijn: null },
    ...(line.what === 'taak' ? { tekst: line.text } : {}),
    ...(line.what === 'termijn' ? { termijn: line.term } : {}),
    ...(line.what === 'afspraak'
      ? { begin: line.startsAt, einde: line.endsAt, afspraak: line.kind, plaats: line.place, status: line.state }
      : {}),
  };
}
