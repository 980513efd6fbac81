import { ageOn, type Day } from '../../law/day';
import { findMunicipality } from '../../registry/facts';
import { DefinitionList } from '../components/show';
import { DataTable } from '../components/table';
import { DateText, MaskedNumber, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import type { DossierView, EnrolmentRow, Person } from './dossier-view';

/** Who it is about, where they go to school and who can be reached. */
export function PupilPart({ view, today }: { view: DossierView; today: Day }) {
  const { dossier, number, home, contacts, enrolments } = view;
  const secret = dossier.secretAddress === 1;
  const town = dossier.municipality && (findMunicipality(dossier.municipality)?.name ?? dossier.municipality);
  return (
    <>
      <DefinitionList
        items={[
          [
            'Geboren',
            <>
              <DateText day={dossier.birthDate} /> ({ageOn(dossier.birthDate, today)} jaar)
            </>,
          ],
          ['Persoonsgebonden nummer', <MaskedNumber masked={number} />],
          ['Gemeente', town],
          ['Adres', secret ? 'Het adres is geheim' : home.address],
          ['Telefoon', home.telephone],
          ['E-mail', home.email],
          ['Overleden op', dossier.deathDate && <DateText day={dossier.deathDate} />],
          ['Vertrokken op', dossier.departureDate && <DateText day={dossier.departureDate} />],
        ]}
      />
      {contacts.length > 0 ? (
        <DataTable
          caption="Contactpersonen"
          stacks
          columns={[
            { title: 'Naam', heads: true, cell: (row) => row.name },
            { title: 'Relatie', cell: (row) => row.relation },
            { title: 'Gezag', cell: (row) => (row.custody === null ? 'onbekend' : row.custody === 1 ? 'ja' : 'nee') },
            { title: 'Bereikbaar', wide: true, cell: (row) => reachable(row, secret) },
          ]}
          rows={contacts}
        />
      ) : (
        <Paragraph>Er zijn geen contactpersonen bekend.</Paragraph>
      )}
      {enrolments.length > 0 ? (
        <DataTable
          caption="Inschrijvingen, nieuwste eerst"
          stacks
          columns={[
            { title: 'School', heads: true, cell: schoolName },
            { title: 'Onderwijs', cell: education },
            { title: 'Periode', cell: enrolmentPeriod },
          ]}
          rows={enrolments}
        />
      ) : (
        <Paragraph>Er zijn geen inschrijvingen bekend.</Paragraph>
      )}
    </>
  );
}

function reachable(person: Person, secret: boolean): string {
  const parts = [person.telephone, person.email, secret ? 'adres geheim' : person.address].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'geen gegevens';
}

function schoolName({ school, location, place }: EnrolmentRow): string {
  return [school ?? location, place].filter(Boolean).join(', ');
}

function education({ education: kind, level, year }: EnrolmentRow): string {
  const step = level === null ? '' : kind === 'mbo' ? ` niveau ${level}` : ` ${level}`;
  return `${kind}${step}${year ? `, leerjaar ${year}` : ''}`;
}

function enrolmentPeriod({ from, until }: EnrolmentRow): string {
  return until ? `${writtenDay(from)} tot en met ${writtenDay(until)}` : `vanaf ${writtenDay(from)}`;
}
