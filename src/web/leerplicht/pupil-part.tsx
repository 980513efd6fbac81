import { ageOn, type Day } from '../../law/day';
import { findMunicipality } from '../../registry/facts';
import { DefinitionList } from '../components/show';
import { DataTable } from '../components/table';
import { BirthText, DateText, Link, MaskedNumber, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { DOSSIER_STATUS_NAMES, REGIME_NAMES } from '../text/dossiers';
import type { DossierView, EnrolmentRow, Person } from './dossier-view';
import { t } from '../text/language';

/** Who it is about, where they go to school and who can be reached. */
export function PupilPart({ view, today }: { view: DossierView; today: Day }) {
  const { dossier, number, home, contacts, enrolments, others } = view;
  const secret = dossier.secretAddress === 1;
  const town = dossier.municipality && (findMunicipality(dossier.municipality)?.name ?? dossier.municipality);
  return (
    <>
      <DefinitionList
        items={[
          [
            t('Geboren'),
            <>
              <BirthText day={dossier.birthDate} known={dossier.birthKnown} /> (
              {t('{{n}} jaar', { n: ageOn(dossier.birthDate, today) })})
            </>,
          ],
          [t('Persoonsgebonden nummer'), <MaskedNumber masked={number} />],
          [t('Gemeente'), town],
          [t('Adres'), secret ? t('Het adres is geheim') : home.address],
          [t('Telefoon'), home.telephone],
          [t('E-mail'), home.email],
          [t('Overleden op'), dossier.deathDate && <DateText day={dossier.deathDate} />],
          [t('Vertrokken op'), dossier.departureDate && <DateText day={dossier.departureDate} />],
        ]}
      />
      {others.length > 0 && (
        <DataTable
          caption={t('Andere dossiers van deze leerling')}
          stacks
          columns={[
            {
              title: t('Dossier'),
              heads: true,
              cell: ({ id, regime, openedOn, closedOn }) => (
                <Link href={`/dossiers/${id}`}>{`${t(REGIME_NAMES[regime])}, ${period(openedOn, closedOn)}`}</Link>
              ),
            },
            { title: t('Status'), cell: (row) => t(DOSSIER_STATUS_NAMES[row.status]) },
            { title: t('Behandelaar'), cell: (row) => row.workerName ?? t('verdeelbak') },
          ]}
          rows={others}
        />
      )}
      {contacts.length > 0 ? (
        <DataTable
          caption={t('Contactpersonen')}
          stacks
          columns={[
            { title: t('Naam'), heads: true, cell: (row) => row.name },
            { title: t('Relatie'), cell: (row) => row.relation },
            {
              title: t('Gezag'),
              cell: (row) => (row.custody === null ? t('onbekend') : row.custody === 1 ? t('ja') : t('nee')),
            },
            { title: t('Bereikbaar'), wide: true, cell: (row) => reachable(row, secret) },
          ]}
          rows={contacts}
        />
      ) : (
        <Paragraph>{t('Er zijn geen contactpersonen bekend.')}</Paragraph>
      )}
      {enrolments.length > 0 ? (
        <DataTable
          caption={t('Inschrijvingen, nieuwste eerst')}
          stacks
          columns={[
            { title: t('School'), heads: true, cell: schoolName },
            { title: t('Onderwijs'), cell: education },
            { title: t('Periode'), cell: ({ from, until }) => period(from, until) },
          ]}
          rows={enrolments}
        />
      ) : (
        <Paragraph>{t('Er zijn geen inschrijvingen bekend.')}</Paragraph>
      )}
      <Paragraph>
        <Link href="/leerlingen/samenvoegen">{t('Deze leerling staat er dubbel in')}</Link>
      </Paragraph>
    </>
  );
}

function reachable(person: Person, secret: boolean): string {
  const parts = [person.telephone, person.email, secret ? t('adres geheim') : person.address].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('geen gegevens');
}

function schoolName({ school, location, place }: EnrolmentRow): string {
  return [school ?? location, place].filter(Boolean).join(', ');
}

function education({ education: kind, level, year }: EnrolmentRow): string {
  const step = level === null ? '' : kind === 'mbo' ? ` ${t('niveau {{n}}', { n: level })}` : ` ${level}`;
  return `${kind}${step}${year ? `, ${t('leerjaar {{n}}', { n: year })}` : ''}`;
}

function period(from: Day, until: Day | null): string {
  return until
    ? t('{{van}} tot en met {{tot}}', { van: writtenDay(from), tot: writtenDay(until) })
    : t('vanaf {{dag}}', { dag: writtenDay(from) });
}
