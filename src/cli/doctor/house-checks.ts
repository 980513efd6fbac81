import type { INestApplicationContext } from '@nestjs/common';
import { Queue } from '../../jobs/queue';
import { Transport } from '../../jobs/transport';
import { type Day, dutchDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import type { Settings } from '../../platform/settings';
import { type Finding, good, mind, wrong } from './finding';
import { cell } from '../../platform/place';
import { missingSchoolYear } from '../../registry/known-calendars';
import { pupil } from '../../registry/tables';
import { ChangeKey } from '../../access/keys/change-key';

const LONG_SECONDS = 900;
const SLACK_MS = 5 * 60_000;
const PATIENCE_MS = 5_000;
const WEEK_MS = 7 * 86_400_000;

type App = INestApplicationContext;

/** What can be seen once the rooms are open. Each check stands alone: one that fails says so and stops no other. */
export async function houseChecks(app: App, settings: Settings): Promise<Finding[]> {
  const migrations = await attempt('database', () => migrationCheck(app));
  if (migrations.uitkomst === 'fout') return [migrations];
  const checks: [string, () => Promise<Finding>][] = [
    ['sleutel', () => keyCheck(app)],
    ['wachtrij', () => queueCheck(app, settings)],
    ['afleveren', () => deliveryCheck(app)],
    ['post', () => mailCheck(app, settings)],
    ['klok', () => clockCheck(app)],
    ['peil', () => sweepCheck(app)],
    ['kalenders', async () => calendarCheck(app)],
  ];
  const findings = [migrations];
  for (const [name, check] of checks) findings.push(await attempt(name, check));
  return findings;
}

async function attempt(name: string, check: () => Promise<Finding>): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((done) => {
    const finding = wrong(name, 'Dit geeft geen antwoord.', 'Kijk of de dienst draait en bereikbaar is.');
    timer = setTimeout(() => done(finding), PATIENCE_MS);
  });
  const answer = check().catch((error: unknown) => {
    const said = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return wrong(name, `De controle lukte niet${said}.`, 'Kijk of de dienst draait en bereikbaar is.');
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function migrationCheck(app: App): Promise<Finding> {
  if (await app.get(Database).isCurrent()) return good('database', 'De database antwoordt en hoort bij deze versie.');
  return wrong('database', 'De database hoort niet bij deze versie.', 'Voer `leerspoor migrate` uit.');
}

async function keyCheck(app: App): Promise<Finding> {
  const row = await app
    .get(Database)
    .read.get<{ id: string; pgn: string }>('SELECT id, pgn FROM pupil ORDER BY id DESC LIMIT 1');
  if (!row) return good('sleutel', 'Er is een sleutel; er is nog niets om te ontsleutelen.');
  try {
    app.get(Encryption).decrypt(row.pgn, cell(pupil, 'pgn', row));
    if (await app.get(ChangeKey).isHalfway()) {
      return wrong('sleutel', 'Een wissel van sleutel is niet af.', 'Voer `leerspoor sleutel wissel` uit.');
    }
    return good('sleutel', 'De sleutel past bij de database.');
  } catch {
    return wrong(
      'sleutel',
      'De sleutel past niet bij de database.',
      'Zet LEERSPOOR_SLEUTEL of het sleutelbestand terug.',
    );
  }
}

async function queueCheck(app: App, { LEERSPOOR_REDIS }: Settings): Promise<Finding> {
  if (!(await app.get(Transport).answers())) {
    const address = LEERSPOOR_REDIS ? ' op LEERSPOOR_REDIS' : '';
    return wrong('wachtrij', `De wachtrij${address} antwoordt niet.`, 'Start Redis of Valkey, of kijk het adres na.');
  }
  const queue = app.get(Queue);
  const [waiting, failed, oldest] = [
    await queue.count('wacht'),
    await queue.count('mislukt'),
    await queue.oldestSeconds(),
  ];
  if (failed > 0) {
    return wrong(
      'wachtrij',
      `${failed} taken zijn mislukt.`,
      'Bekijk ze met `leerspoor taken --mislukt` en probeer ze opnieuw met `--opnieuw`.',
    );
  }
  if (oldest > LONG_SECONDS) {
    const doe = LEERSPOOR_REDIS ? 'Start (meer) werkers met `leerspoor worker`.' : 'Start `leerspoor serve`.';
    return wrong('wachtrij', `${waiting} taken wachten, de oudste al ${Math.round(oldest / 60)} minuten.`, doe);
  }
  return good('wachtrij', `De wachtrij antwoordt; er wachten ${waiting} taken.`);
}

/** What other systems should have been told and were not, after days of trying. */
async function deliveryCheck(app: App): Promise<Finding> {
  const failed = await app.get(Database).read.get<{ events: number; zaken: number }>(
    `SELECT (SELECT COUNT(*) FROM event_delivery WHERE state = 'mislukt') AS "events",
       (SELECT COUNT(*) FROM zaak WHERE state = 'mislukt') AS "zaken"`,
  );
  const [events, zaken] = [Number(failed!.events), Number(failed!.zaken)];
  if (events + zaken === 0) return good('afleveren', 'Andere systemen hebben alles gekregen of krijgen het nog.');
  const how = [
    ...(events > 0 ? ['`leerspoor abonnement mislukt`'] : []),
    ...(zaken > 0 ? ['`leerspoor zaken`'] : []),
  ].join(' en ');
  return mind(
    'afleveren',
    `Niet aangekomen: ${events} gebeurtenissen en ${zaken} zaken.`,
    `Bekijk waarom met ${how}, en probeer het opnieuw met \`opnieuw\`.`,
  );
}

/** Mail that has waited for long, or was refused for ever in the last week: to whom stands nowhere in the answer. */
async function mailCheck(app: App, { LEERSPOOR_SMTP }: Settings): Promise<Finding> {
  const now = app.get(Clock).now().getTime();
  const before = (ms: number) => new Date(now - ms).toISOString();
  const row = await app.get(Database).read.get<{ waiting: number; refused: number; code: string | null }>(
    `SELECT (SELECT COUNT(*) FROM mail WHERE state IN ('wacht', 'onderweg') AND made_at < ?) AS "waiting",
       (SELECT COUNT(*) FROM mail WHERE state = 'geweigerd' AND made_at >= ?) AS "refused",
       (SELECT MAX(last_error) FROM mail WHERE state IN ('wacht', 'onderweg') AND made_at < ?) AS "code"`,
    [before(LONG_SECONDS * 1_000), before(WEEK_MS), before(LONG_SECONDS * 1_000)],
  );
  const [waiting, refused] = [Number(row!.waiting), Number(row!.refused)];
  if (waiting > 0) {
    const what = `Er wachten ${waiting} mails langer dan een kwartier${row!.code ? ` (${row!.code})` : ''}.`;
    return mind(
      'post',
      what,
      'Kijk of de mailserver van LEERSPOOR_SMTP bereikbaar is. Wat wacht, gaat dan alsnog uit.',
    );
  }
  if (refused > 0) {
    const what = `De mailserver weigerde deze week ${refused} mails.`;
    return mind('post', what, 'Kijk de e-mailadressen van medewerkers en scholen na, en LEERSPOOR_MAIL_VAN.');
  }
  return good(
    'post',
    LEERSPOOR_SMTP ? 'Er wacht geen mail.' : 'Er is geen mailserver ingesteld: er gaat geen mail uit.',
  );
}

/** A clock that was set back shows by what was written in its future. */
async function clockCheck(app: App): Promise<Finding> {
  const sql =
    'SELECT MAX(at) AS "at" FROM (SELECT at FROM import_run UNION ALL SELECT changed_at AS at FROM dossier) t';
  const latest = (await app.get(Database).read.get<{ at: string | null }>(sql))?.at ?? null;
  const now = app.get(Clock).now().getTime();
  if (latest !== null && Date.parse(latest) - now > SLACK_MS) {
    const doe = 'Zet de klok van deze machine gelijk (NTP), of haal LEERSPOOR_PEILDATUM weg.';
    return wrong('klok', 'In de database staat iets van later dan nu.', doe);
  }
  return good('klok', `Het is ${dutchDay(app.get(Clock).today())} in Amsterdam.`);
}

async function sweepCheck(app: App): Promise<Finding> {
  const row = await app.get(Database).read.get<{ day: Day | null }>('SELECT MAX(day) AS day FROM sweep');
  const today = app.get(Clock).today();
  const last = row?.day ?? null;
  if (last === null)
    return mind('peil', 'Er is nog nooit gepeild.', 'Voer `leerspoor peil` uit, of zet LEERSPOOR_PEILTIJD.');
  const days = Math.round((Date.parse(today) - Date.parse(last)) / 86_400_000);
  if (days > 1)
    return mind(
      'peil',
      `Voor het laatst gepeild op ${dutchDay(last)}.`,
      'Voer `leerspoor peil` uit, en zet LEERSPOOR_PEILTIJD.',
    );
  return good('peil', `Voor het laatst gepeild op ${dutchDay(last)}.`);
}

/** From 1 April the holidays of the coming school year must be known: without them every weekday is a teaching day. */
function calendarCheck(app: App): Finding {
  const missing = missingSchoolYear(app.get(Clock).today());
  if (missing === null) return good('kalenders', 'De schoolvakanties zijn bekend.');
  return mind(
    'kalenders',
    `Voor schooljaar ${missing}-${missing + 1} zijn nog geen schoolvakanties bekend.`,
    'Vul config/holidays/schoolvakanties.json aan met de data van rijksoverheid.nl.',
  );
}
