import { Inject, Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Actor } from '../../access/actor';
import { DossierDesk } from '../../cases/dossier/dossier-desk';
import { DOSSIER } from '../../cases/dossier/states';
import { ITEM_FORMS } from '../../cases/items/forms';
import type { StoredItem } from '../../cases/items/item';
import { seenSteps } from '../../cases/items/dossier-timeline';
import { ItemQuery } from '../../cases/items/item-query';
import { ITEM_NAMES, stepName, thingName } from '../../cases/items/step-words';
import { type ShownStep, StateHistory } from '../../cases/states/state-history';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { type ShownLetter, WriteLetter } from '../letters/write-letter';
import { cell } from '../../platform/place';
import { MeldingStore, type StoredMelding } from '../../cases/meldingen/melding-store';
import { MELDING } from '../../cases/meldingen/states';
import { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import { pupil as pupilTable } from '../../registry/tables';
import { type Around, AroundPupil } from './around-pupil';
import { KIND_WORDS, REGIME_WORDS, RULE_WORDS, writtenHours } from './words';

interface Pupil {
  pgn: string;
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  birth: Day;
}

interface Signal {
  rule: string;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  status: string;
}

const STYLE = `body{font:11pt/1.5 Arial,sans-serif;max-width:18cm;margin:1cm auto}h1{font-size:16pt}h2{font-size:12pt;
margin-top:1cm}table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:2mm;text-align:left;
vertical-align:top}tr{break-inside:avoid}@page{size:A4;margin:2cm}`;

/**
 * The whole dossier as one document to print: for the officier van justitie, and for who asks for access (AVG art. 15).
 * Holds what the one who asks may see: the Wpg part only for a boa, of confidential notes only the own ones.
 */
@Injectable()
export class WholeDossier {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(WriteLetter) private readonly letters: WriteLetter,
    @Inject(MeldingStore) private readonly meldingen: MeldingStore,
    @Inject(MeetingAgreements) private readonly agreements: MeetingAgreements,
    @Inject(AroundPupil) private readonly around: AroundPupil,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A page of HTML without scripts. Throws a Problem (404) where the dossier is out of reach. */
  async make(actor: Actor, dossierId: string): Promise<string> {
    const read = this.database.read;
    const dossier = await this.desk.see(actor, dossierId, { object: 'dossierdocument' });
    const rooms = this.desk.roomsOf(actor, dossier);
    const pupil = (await read.get<Pupil>(
      `SELECT pgn, first_names AS "firstNames", prefix, last_name AS "lastName", birth_date AS "birth" FROM pupil
        WHERE id = ?`,
      [dossier.pupilId],
    ))!;
    const signals = await read.all<Signal>(
      `SELECT rule, from_date AS "from", until_date AS "until", hundredths, status FROM signal WHERE dossier_id = ?
        ORDER BY from_date, rule`,
      [dossierId],
    );
    const items = await this.items.ofDossier(actor, dossierId);
    const parts = {
      pupil: { ...pupil, pgn: this.encryption.decrypt(pupil.pgn, cell(pupilTable, 'pgn', { id: dossier.pupilId })) },
      signals,
      meldingen: await this.meldingen.ofDossier(read, dossierId),
      agreements: await this.agreements.open(actor, dossierId),
      around: await this.around.read(read, dossier),
      items,
      letters: await this.letters.list(actor, dossierId),
      steps: seenSteps(await this.history.ofDossier(read, dossierId, rooms), items),
    };
    const facts = [
      ['Kenmerk', dossierId],
      ['Gemaakt op', this.clock.today()],
      ['Regime', REGIME_WORDS[dossier.regime] ?? dossier.regime],
      ['Status', DOSSIER.states[dossier.status]],
      ['Geopend op', dossier.openedOn],
      ['Deel onder de Wpg', rooms.includes('wpg') ? 'opgenomen' : 'niet opgenomen'],
    ] as const;
    return `<!doctype html>${renderToString(<Document facts={facts} {...parts} />)}`;
  }
}

interface Parts {
  facts: readonly (readonly [string, string])[];
  pupil: Pupil;
  signals: readonly Signal[];
  meldingen: readonly StoredMelding[];
  agreements: Awaited<ReturnType<MeetingAgreements['open']>>;
  around: Around;
  items: readonly StoredItem[];
  letters: readonly ShownLetter[];
  steps: readonly ShownStep[];
}

function Document({ facts, pupil, signals, meldingen, agreements, around, items, letters, steps }: Parts) {
  const name = [pupil.firstNames, pupil.prefix, pupil.lastName].filter(Boolean).join(' ');
  const person = [
    ['Naam', name || 'onbekend'],
    ['Geboren op', pupil.birth],
    ['PGN', pupil.pgn],
  ] as const;
  return (
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <title>Dossier</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>Dossier</h1>
        <Rows head={['Gegeven', 'Waarde']} rows={[...facts, ...person]} />
        <Section title="Ouders en contactpersonen">
          <Rows
            head={['Naam', 'Relatie', 'Gezag']}
            rows={around.contacts.map((one) => [one.name, one.relation, yesNo(one.custody)])}
          />
        </Section>
        <Section title="Scholen">
          <Rows
            head={['School', 'Onderwijs', 'Van', 'Tot en met']}
            rows={around.enrolments.map((one) => [
              one.school ?? one.location,
              one.education,
              one.from,
              one.until ?? '',
            ])}
          />
        </Section>
        <Section title="Signalen">
          <Rows
            head={['Regel', 'Van', 'Tot en met', 'Uren', 'Status']}
            rows={signals.map((one) => [
              ...[RULE_WORDS[one.rule] ?? one.rule, one.from, one.until ?? '', hours(one.hundredths)],
              MELDING.states[one.status as keyof typeof MELDING.states] ?? one.status,
            ])}
          />
        </Section>
        <Section title="Meldingen van school">
          <Rows
            head={['Soort', 'Van', 'Tot en met', 'Uren', 'Status', 'Gesloten op']}
            rows={meldingen.map((one) => [
              ...[one.kind, one.from, one.until ?? '', hours(one.hundredths), MELDING.states[one.status]],
              one.closedOn ?? '',
            ])}
          />
        </Section>
        <Section title="Verzuim">
          <Rows
            head={['Dag', 'Soort', 'Uren', 'School']}
            rows={around.absence.map((one) => [
              ...[one.day, KIND_WORDS[one.kind] ?? one.kind, hours(one.hundredths), one.school ?? one.location],
            ])}
          />
        </Section>
        {around.exemptions && (
          <Section title="Verlof en vrijstellingen">
            <Rows
              head={['Artikel', 'Van', 'Tot en met']}
              rows={around.exemptions.map((one) => [one.article, one.from, one.until ?? ''])}
            />
          </Section>
        )}
        <Section title="Afspraken uit overleg die lopen">
          <Rows
            head={['Wie', 'Wat', 'Uiterlijk']}
            rows={agreements.map((one) => [one.name, one.description, one.dueOn ?? ''])}
          />
        </Section>
        <Section title="Wat er is gedaan">
          <Rows
            head={['Dag', 'Soort', 'Status', 'Door', 'Inhoud']}
            rows={items.map((one) => [
              ...[one.day, ITEM_NAMES[one.kind], ITEM_FORMS[one.kind].machine.states[one.state] ?? one.state],
              ...[one.author ?? 'Leerspoor', details(one)],
            ])}
          />
        </Section>
        <Section title="Brieven">
          <Rows
            head={['Gemaakt', 'Brief', 'Aan', 'Verstuurd']}
            rows={letters.map((one) => [one.madeOn, one.title, one.recipient, one.sentOn ?? ''])}
          />
        </Section>
        <Section title="Wie het behandelde">
          <Rows
            head={['Dag', 'Wie', 'Reden']}
            rows={around.assignments.map((one) => [one.day, one.name ?? one.employee ?? 'Verdeelbak', one.reason])}
          />
        </Section>
        <Section title="Stappen">
          <Rows
            head={['Dag', 'Wat', 'Stap', 'Door', 'Reden']}
            rows={steps.map((one) => [
              ...[one.day, thingName(one.machine), stepName(one)],
              ...[one.employeeName ?? one.employee ?? 'Leerspoor', one.reason ?? ''],
            ])}
          />
        </Section>
      </body>
    </html>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Rows({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  if (rows.length === 0) return <p>Geen.</p>;
  return (
    <table>
      <thead>
        <tr>
          {head.map((one) => (
            <th scope="col">{one}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const hours = (hundredths: number | null): string => (hundredths === null ? '' : writtenHours(hundredths));

const yesNo = (flag: number | null): string => (flag === null ? 'onbekend' : flag === 1 ? 'ja' : 'nee');

function details({ details }: StoredItem): string {
  const known = Object.entries(details).filter(([, value]) => value !== null && value !== '');
  return known.map(([name, value]) => `${name}: ${String(value)}`).join('; ');
}
