import type { Day } from '../../law/day';
import { isEnded } from '../../trajectories/states';
import { ButtonLink } from '../components/forms';
import { Alert, DefinitionList, Section, StatusBadge, Timeline } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { GoneAlert, isDead } from '../leerplicht/gone-alert';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { signalSentence } from '../text/signals';
import { NextPart } from './next-part';
import { PlanGoals } from './plan-part';
import {
  CONSENT_NAMES,
  CONTACT_NAMES,
  GIVER_NAMES,
  PARTNER_NAMES,
  SOURCE_NAMES,
  STATE_NAMES,
  STATE_TONES,
} from './words';
import { YouthPart } from './youth-part';
import type { YouthView } from './youth-query';

const PART_NAMES = [
  ['plan', 'Trajectplan'],
  ['contact', 'Contact'],
  ['partners', 'Wie helpen mee'],
  ['jongere', 'Jongere'],
  ['waarom', 'Waarom dit traject'],
  ['verloop', 'Verloop'],
] as const;

interface Props {
  view: YouthView;
  today: Day;
  csrf: string;
}

/** One trajectory on one page: who, why, what was agreed, the contact, and what comes next. */
export function TrajectoryPage({ view, today, csrf }: Props) {
  const { trajectory, youth, signals, alarms } = view;
  const [signal] = signals;
  return (
    <article class="ls-dossier">
      <p class="ls-back">
        <Link href="/doorstroompunt">{t('Terug naar de jongeren')}</Link>
      </p>
      <header class="ls-dossier__head">
        <p class="ls-overline">{t('Traject van het Doorstroompunt')}</p>
        <Heading level={1}>{fullName(youth)}</Heading>
        <Paragraph lead>{signal ? signalSentence(signal) : t(SOURCE_NAMES[trajectory.source])}</Paragraph>
        <div class="ls-facts">
          <StatusBadge tone={STATE_TONES[trajectory.state]}>{t(STATE_NAMES[trajectory.state])}</StatusBadge>
          <span>
            {t('Aangemeld op')} <DateText day={trajectory.deliveredOn} />
          </span>
          <span>
            {trajectory.employee
              ? t('Begeleider: {{naam}}', { naam: youth.employeeName ?? trajectory.employee })
              : t('Wacht in de verdeelbak')}
          </span>
          <Link href={`/dossiers/${trajectory.dossierId}`}>{t('Naar het dossier')}</Link>
          {youth.warm && <Link href={`/overdrachten/18-jaar/${youth.warm}`}>{t('Overdracht van leerplicht')}</Link>}
        </div>
      </header>
      <GoneAlert person={youth} today={today} />
      {alarms.length > 0 && !isDead(youth, today) && (
        <Alert tone="warning">
          <Paragraph>
            {t('Geen contact sinds {{dag}}. Afgesproken is: ten minste eens per {{n}} dagen.', {
              dag: writtenDay(alarms[0]!),
              n: trajectory.contactEvery,
            })}
          </Paragraph>
        </Alert>
      )}
      <NextPart view={view} today={today} />
      <nav class="ls-contents" aria-label={t('Op deze pagina')}>
        <ul>
          {PART_NAMES.map(([id, name]) => (
            <li>
              <Link href={`#${id}`}>{t(name)}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <PlanPart view={view} csrf={csrf} />
      <ContactPart view={view} />
      <PartnersPart view={view} />
      <Section id="jongere" title={t('Jongere')}>
        <YouthPart view={view} today={today} />
      </Section>
      <WhyPart view={view} />
      <Section id="verloop" title={t('Verloop')}>
        <Timeline items={courseOf(view).map(({ day, what }) => ({ when: <DateText day={day} />, what }))} />
      </Section>
    </article>
  );
}

function PlanPart({ view: { trajectory, plans }, csrf }: { view: YouthView; csrf: string }) {
  const [plan] = plans;
  const open = !isEnded(trajectory.state);
  return (
    <Section id="plan" title={t('Trajectplan')}>
      {plan ? (
        <>
          <Paragraph>
            {plan.agreedOn === null
              ? t('Versie {{n}}: de jongere heeft hier nog niet mee ingestemd.', { n: plan.version })
              : t('Versie {{n}}: de jongere stemde in op {{dag}}.', {
                  n: plan.version,
                  dag: writtenDay(plan.agreedOn),
                })}
          </Paragraph>
          <PlanGoals trajectoryId={trajectory.id} plan={plan} open={open} csrf={csrf} />
          <div class="ls-actions">
            <ButtonLink href={`/doorstroompunt/${trajectory.id}/plan`}>{t('Naar het plan')}</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <Paragraph>{t('Er is nog geen plan.')}</Paragraph>
          {open && (
            <ButtonLink href={`/doorstroompunt/${trajectory.id}/plan/maken`}>{t('Maak het plan samen')}</ButtonLink>
          )}
        </>
      )}
    </Section>
  );
}

function ContactPart({ view: { trajectory, contacts } }: { view: YouthView }) {
  const address = `/doorstroompunt/${trajectory.id}`;
  return (
    <Section id="contact" title={t('Contact')}>
      <Paragraph>
        {t('Afgesproken: ten minste eens per {{n}} dagen contact.', { n: trajectory.contactEvery })}
      </Paragraph>
      {contacts.length > 0 && (
        <DataTable
          caption={t('Contact, laatste eerst')}
          stacks
          columns={[
            { title: t('Datum'), heads: true, cell: (row) => <DateText day={row.day} /> },
            { title: t('Hoe'), cell: (row) => t(CONTACT_NAMES[row.kind]) },
            { title: t('Bereikt?'), cell: (row) => (row.reached ? t('ja') : t('nee')) },
            { title: t('Verslag'), wide: true, cell: (row) => row.note ?? '' },
            { title: t('Door'), cell: (row) => row.employeeName ?? row.employee },
          ]}
          rows={contacts}
        />
      )}
      {!isEnded(trajectory.state) && (
        <div class="ls-actions">
          <ButtonLink href={`${address}/contact`}>{t('Leg contact vast')}</ButtonLink>
          <ButtonLink href={`${address}/frequentie`}>{t('Wijzig de afspraak over contact')}</ButtonLink>
        </div>
      )}
    </Section>
  );
}

function PartnersPart({ view: { trajectory, partners } }: { view: YouthView }) {
  const address = `/doorstroompunt/${trajectory.id}`;
  return (
    <Section id="partners" title={t('Wie helpen mee')}>
      {partners.length === 0 ? (
        <Paragraph>{t('Er is nog niemand genoemd.')}</Paragraph>
      ) : (
        <DataTable
          caption={t('Wie helpen mee')}
          captionHidden
          stacks
          columns={[
            { title: t('Naam'), heads: true, cell: (row) => row.name },
            { title: t('Soort'), cell: (row) => t(PARTNER_NAMES[row.kind]) },
            { title: t('Bereikbaar'), wide: true, cell: (row) => row.contact ?? '' },
            {
              title: t('Periode'),
              cell: (row) =>
                row.until === null ? (
                  <>
                    {t('vanaf {{dag}}', { dag: writtenDay(row.from) })}{' '}
                    <Link href={`${address}/partners/${row.id}/einde`}>{t('Helpt niet meer')}</Link>
                  </>
                ) : (
                  t('{{van}} tot en met {{tot}}', { van: writtenDay(row.from), tot: writtenDay(row.until) })
                ),
            },
          ]}
          rows={partners}
        />
      )}
      <div class="ls-actions">
        <ButtonLink href={`${address}/partner`}>{t('Voeg iemand toe')}</ButtonLink>
      </div>
    </Section>
  );
}

function WhyPart({ view }: { view: YouthView }) {
  const { trajectory, youth, signals, consents } = view;
  const address = `/doorstroompunt/${trajectory.id}`;
  const given = consents.filter((one) => one.withdrawnOn === null);
  return (
    <Section id="waarom" title={t('Waarom dit traject')}>
      <DefinitionList
        items={[
          [t('Herkomst'), t(SOURCE_NAMES[trajectory.source])],
          [
            t('Signalen'),
            signals.length === 0 ? null : (
              <ul class="ls-plain-list">
                {signals.map((one) => (
                  <li>{signalSentence(one)}</li>
                ))}
              </ul>
            ),
          ],
          [t('Waarom deze begeleider'), youth.assignmentReason],
          [
            t('Toestemming voor gevoelige gegevens'),
            given.length === 0
              ? t('Geen')
              : given
                  .map((one) =>
                    t('{{soort}}: {{wie}}, op {{dag}}', {
                      soort: t(CONSENT_NAMES[one.kind]),
                      wie: t(GIVER_NAMES[one.givenBy]).toLowerCase(),
                      dag: writtenDay(one.givenOn),
                    }),
                  )
                  .join('; '),
          ],
        ]}
      />
      <div class="ls-actions">
        <ButtonLink href={`${address}/toestemming`}>{t('Leg toestemming vast')}</ButtonLink>
        {given.length > 0 && (
          <ButtonLink href={`${address}/toestemming-intrekken`}>{t('Trek toestemming in')}</ButtonLink>
        )}
        <ButtonLink href={`${address}/schooloverleg`}>{t('Leg overleg met school vast')}</ButtonLink>
        <ButtonLink href={`${address}/verklaring`}>{t('Leg een verklaring van de school vast')}</ButtonLink>
      </div>
    </Section>
  );
}

/** Steps, contacts, talks with the school and agreed plans in one line of time, the latest first. */
function courseOf({ steps, contacts, consultations, plans }: YouthView): { day: Day; what: string }[] {
  const by = (one: { employee: string | null; employeeName: string | null }) =>
    one.employee ? ` (${one.employeeName ?? one.employee})` : '';
  const of = (text: string | null) => (text ? `: ${text}` : '');
  return [
    ...steps.map((one) => ({ day: one.day, what: t(STATE_NAMES[one.to]) + by(one) + of(one.reason) })),
    ...contacts.map((one) => ({
      day: one.day,
      what: `${t(CONTACT_NAMES[one.kind])}: ${one.reached ? t('bereikt') : t('niet bereikt')}${by(one)}`,
    })),
    ...consultations.map((one) => ({
      day: one.day,
      what: t('Overleg met de school') + by(one) + of(one.result),
    })),
    ...plans.flatMap(({ agreedOn, version }) =>
      agreedOn === null ? [] : [{ day: agreedOn, what: t('Ingestemd met versie {{n}} van het plan', { n: version }) }],
    ),
  ].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}
