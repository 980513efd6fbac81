import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import type { StoredItem } from '../../cases/items/item';
import { ItemQuery } from '../../cases/items/item-query';
import { ITEM_FORMS } from '../../cases/items/forms';
import { type Day, dutchDay } from '../../law/day';
import { Database } from '../../platform/database/database';
import { ITEM_NAMES } from '../../cases/items/step-words';
import { RULE_WORDS, writtenHours } from '../documents/words';
import type { LetterValues } from './letter-values';

interface Person {
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  birth: Day;
}

const clock = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' });
/** help and measures that went before, in the order of the dossier */
const HELP: readonly StoredItem['kind'][] = ['mas-route', 'waarschuwing', 'halt', 'raad', 'zorgmelding', 'svb'];

/**
 * What the dossier itself can say in a proces-verbaal: the hearing, what was found, who is held liable and what was tried
 * before. Whoever draws it up reads it over and changes it. Only what the one who asks may see.
 */
@Injectable()
export class ReportValues {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ItemQuery) private readonly items: ItemQuery,
  ) {}

  /** For a dossier of which it was decided that the actor may work it. */
  async read(actor: Actor, dossier: { id: string; pupilId: string }): Promise<LetterValues> {
    const items = await this.items.inSeen(actor, dossier.id);
    const report = items.findLast((one) => one.kind === 'proces-verbaal' && one.state !== 'ingetrokken');
    const values: LetterValues = {};
    const facts = await this.facts(dossier.id);
    if (facts) values.feiten = facts;
    const help = items.filter((one) => HELP.includes(one.kind)).map(helpLine);
    if (help.length > 0) values.eerdere_hulp = help.join('\n');
    if (!report) return values;
    const { nummer, verdachte } = report.details;
    if (typeof nummer === 'string') values.pv_nummer = nummer;
    Object.assign(values, await this.suspect(dossier.pupilId, verdachte === 'jongere'));
    const with_ = verdachte === 'jongere' ? 'leerling' : 'ouders';
    const hearing = items.find(
      (one) =>
        one.kind === 'afspraak' &&
        one.state === 'gehouden' &&
        one.details['soort'] === 'hoorgesprek' &&
        one.details['met'] === with_,
    );
    return hearing ? { ...values, ...said(hearing) } : values;
  }

  private async facts(dossierId: string): Promise<string> {
    const rows = await this.database.read.all<{
      rule: string;
      from: Day;
      until: Day | null;
      hundredths: number | null;
      school: string | null;
    }>(
      `SELECT s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, l.name AS "school"
         FROM signal s LEFT JOIN school_location l ON l.code = s.location
        WHERE s.dossier_id = ? AND s.status <> 'ingetrokken' ORDER BY s.from_date, s.rule`,
      [dossierId],
    );
    return rows
      .map(({ rule, from, until, hundredths, school }) => {
        const period = until && until !== from ? `${dutchDay(from)} tot en met ${dutchDay(until)}` : dutchDay(from);
        const hours = hundredths === null ? '' : `, ${writtenHours(hundredths)} uur`;
        return `- ${RULE_WORDS[rule] ?? rule}: ${period}${hours}${school ? `, ${school}` : ''}.`;
      })
      .join('\n');
  }

  private async suspect(pupilId: string, youth: boolean): Promise<LetterValues> {
    const { read } = this.database;
    if (youth) {
      const pupil = (await read.get<Person>(
        `SELECT first_names AS "firstNames", prefix, last_name AS "lastName", birth_date AS "birth" FROM pupil
          WHERE id = ?`,
        [pupilId],
      ))!;
      const name = [pupil.firstNames, pupil.prefix, pupil.lastName].filter(Boolean).join(' ');
      return { ...(name ? { verdachte_naam: name } : {}), verdachte_geboortedatum: dutchDay(pupil.birth) };
    }
    const parents = await read.all<{ name: string }>(
      'SELECT name FROM contact_person WHERE pupil_id = ? AND custody = 1 ORDER BY name',
      [pupilId],
    );
    // of two parents it is for the officer to say which
    return parents.length === 1 ? { verdachte_naam: parents[0]!.name } : {};
  }
}

function said({ startsAt, day, details }: StoredItem): LetterValues {
  const values: LetterValues = { verhoor_datum: startsAt ? clock.format(new Date(startsAt)) : dutchDay(day) };
  if (typeof details['plaats'] === 'string') values.verhoor_plaats = details['plaats'];
  if (typeof details['verslag'] === 'string') values.verklaring = details['verslag'];
  return values;
}

function helpLine({ kind, state, day, details }: StoredItem): string {
  const what = typeof details['route'] === 'string' ? ` (${details['route'].replace(/-/g, ' ')})` : '';
  const words = ITEM_FORMS[kind].machine.states[state] ?? state;
  return `- ${ITEM_NAMES[kind]}${what}, ${dutchDay(day)}: ${words.toLowerCase()}.`;
}
