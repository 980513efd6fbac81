import {
  CLOSING_NOTES,
  type ClosingNote,
  CLOSING_REASONS,
  type ClosingReason,
  MELDING_KINDS,
  MELDING_STATUSES,
  type MeldingKind,
  PRIORITIES,
  SUSPECTED_REASONS,
  type SuspectedReason,
} from '../../cases/meldingen/states';
import type { SchoolContact } from '../../cases/meldingen/melding-store';
import type { NeutralMelding, SaidDetails } from '../../exchange/meldingen/neutral-melding';
import type { Day } from '../../law/day';
import { optional, type Reader, required, RowRefusal, type Values } from './columns';
import { locationOf, periodRefusal } from './combined';
import { Bad, brin, day, hundredths, listOf, oneOf, type Parser, pgn, textOf, vestiging, yesNo } from './values';

const keysOf = <K extends string>(list: Readonly<Record<K, string>>) => Object.keys(list) as K[];

/** Text that people typed; a `'` that an export put before what a spreadsheet would run is taken off again. */
const typed = (longest: number): Parser<string> => {
  const read = textOf(longest + 1);
  return (text) => read(/^'[=+\-@]/.test(text) ? text.slice(1) : text);
};

const HOURS = hundredths(1, 2_400);
/** `2026-06-15=4.00` */
const dayWithHours: Parser<readonly [Day, number]> = (text) => {
  const parts = /^([\d-]{10})=([\d.]+)$/.exec(text);
  const [date, hours] = parts ? [day(parts[1]!), HOURS(parts[2]!)] : [null, null];
  if (date === null || hours === null || date instanceof Bad || hours instanceof Bad) {
    return new Bad('moet dagen met uren zijn, zoals 2026-06-15=4.00,2026-06-16=2.50');
  }
  return [date, hours];
};

const columns = {
  brin: required(brin),
  meldingnummer: required(typed(60)),
  vestiging: required(vestiging),
  pgn: required(pgn),
  soort: required(oneOf(MELDING_KINDS)),
  begindatum: required(day),
  status: required(oneOf(MELDING_STATUSES)),
  geboortedatum: optional(day),
  einddatum: optional(day),
  uren: optional(hundredths(1, 200_000)),
  dagen: optional(listOf(dayWithHours)),
  vermoedelijke_reden: optional(oneOf(keysOf<SuspectedReason>(SUSPECTED_REASONS))),
  alle_lessen_gemist: optional(yesNo),
  actie_instelling: optional(typed(2_000)),
  actie_gewenst: optional(yesNo),
  prioriteit: optional(oneOf(PRIORITIES)),
  toelichting: optional(typed(2_000)),
  verblijfadres: optional(typed(200)),
  telefoon: optional(typed(20)),
  contact_naam: optional(typed(200)),
  contact_functie: optional(typed(200)),
  contact_telefoon: optional(typed(20)),
  contact_email: optional(typed(200)),
  meldingsdatum: optional(day),
  reden_afsluiting: optional(oneOf(keysOf<ClosingReason>(CLOSING_REASONS))),
  opmerking_afsluiting: optional(oneOf(keysOf<ClosingNote>(CLOSING_NOTES))),
  gemeente_naam: optional(typed(200)),
  gemeente_functie: optional(typed(200)),
  gemeente_telefoon: optional(typed(20)),
  gemeente_email: optional(typed(200)),
  // of the pupil: the registry has these from who owns them; they are read so that nobody is told they are unknown
  ...ignored('geslachtsnaam', 'voorvoegsel', 'voornamen', 'geslacht', 'overlijdensdatum', 'straat', 'huisnummer'),
  ...ignored('postcode', 'woonplaats', 'startkwalificatie', 'leslocatie'),
};

function ignored<K extends string>(...names: K[]) {
  return Object.fromEntries(names.map((name) => [name, optional((text: string) => text)])) as Record<
    K,
    ReturnType<typeof optional<string>>
  >;
}

type Row = Values<typeof columns>;

/** DUO asks for an end of these (domain.md section 2). */
const WITH_END: readonly MeldingKind[] = ['16-uur', 'langdurig', '18plus'];

/** Meldingen and status changes of the other side of an exchange, up to and including `today`. */
export function meldingen(today: Day): Reader<typeof columns, NeutralMelding> {
  return {
    columns,
    build(row) {
      const location = locationOf(row.brin, row.vestiging);
      if (location instanceof RowRefusal) return location;
      const period = periodRefusal(row.begindatum, row.einddatum);
      if (period) return period;
      return (
        refusalOf(row, today) ?? {
          ...{ brin: row.brin, number: row.meldingnummer, pgn: row.pgn, location, kind: row.soort },
          ...{ from: row.begindatum, status: row.status, birthDate: row.geboortedatum ?? null },
          registeredOn: row.meldingsdatum ?? null,
          ...closingOf(row),
          content: told({
            ...{ until: row.einddatum, hundredths: row.uren, days: row.dagen === null ? [] : row.dagen },
            ...{ suspectedReason: row.vermoedelijke_reden, allLessons: row.alle_lessen_gemist },
            ...{ actionWanted: row.actie_gewenst, priority: row.prioriteit },
          }),
          details: detailsOf(row),
        }
      );
    },
  };
}

function refusalOf(row: Row, today: Day): RowRefusal | null {
  const refuse = (column: keyof Row & string, value: string, reason: string) => new RowRefusal(column, value, reason);
  if (row.begindatum > today) return refuse('begindatum', row.begindatum, 'ligt na vandaag');
  if (row.meldingsdatum && row.meldingsdatum > today)
    return refuse('meldingsdatum', row.meldingsdatum, 'ligt na vandaag');
  if (WITH_END.includes(row.soort) && row.einddatum === null) {
    return refuse('einddatum', '', `is bij de soort ${row.soort} verplicht en leeg`);
  }
  if (row.actie_gewenst === true && row.prioriteit === null) {
    return refuse('prioriteit', '', 'is verplicht waar actie van de gemeente gewenst is');
  }
  if (row.actie_gewenst === false && row.toelichting === null) {
    return refuse('toelichting', '', 'is verplicht waar geen actie van de gemeente gewenst is');
  }
  if (row.status !== 'afgesloten') return null;
  if (!row.reden_afsluiting) return refuse('reden_afsluiting', '', 'is bij de status afgesloten verplicht');
  return row.opmerking_afsluiting ? null : refuse('opmerking_afsluiting', '', 'is bij de status afgesloten verplicht');
}

function closingOf(row: Row): Pick<NeutralMelding, 'closingReason' | 'closingNote'> {
  const closed = row.status === 'afgesloten';
  return {
    closingReason: closed ? (row.reden_afsluiting ?? null) : null,
    closingNote: closed ? (row.opmerking_afsluiting ?? null) : null,
  };
}

function detailsOf(row: Row): SaidDetails {
  return told({
    ...{ actie: row.actie_instelling, toelichting: row.toelichting, telefoon: row.telefoon },
    verblijfadres: row.verblijfadres,
    contact: contactOf(row.contact_naam, row.contact_functie, row.contact_telefoon, row.contact_email),
    gemeente: contactOf(row.gemeente_naam, row.gemeente_functie, row.gemeente_telefoon, row.gemeente_email),
  });
}

type Cell = string | null | undefined;

/** undefined: the file has no such columns; null: they are empty. */
function contactOf(naam: Cell, functie: Cell, telefoon: Cell, email: Cell): SchoolContact | null | undefined {
  if (naam === undefined) return undefined;
  if (naam === null) return null;
  return {
    naam,
    ...(functie ? { functie } : {}),
    ...(telefoon ? { telefoon } : {}),
    ...(email ? { email } : {}),
  };
}

/** Without what the file has no column for. */
function told<T extends object>(all: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
