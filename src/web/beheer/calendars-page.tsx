import type { Day } from '../../law/day';
import { HOLIDAY_REGIONS, type SchoolHoliday } from '../../registry/facts';
import { holidaysOfYear, knownSchoolYears, type OwnCalendars } from '../../registry/known-calendars';
import { Alert, Section } from '../components/show';
import { DataTable } from '../components/table';
import { Paragraph } from '../components/text';
import { writtenPeriod } from '../text/dates';
import { t } from '../text/language';
import { counted, writtenCount } from '../text/numbers';
import { BeheerFrame } from './frame';

interface Props {
  today: Day;
  own: readonly OwnCalendars[];
  /** the coming school year, where no holidays are known for it yet and it is time to mind */
  missing: number | null;
}

/** The school holidays that decide which days are teaching days. */
export function CalendarsPage({ today, own, missing }: Props) {
  return (
    <BeheerFrame current="/beheer/kalenders" title={t('Kalenders')}>
      {missing !== null && <MissingCalendar schoolYear={missing} />}
      <Paragraph>
        {t('Een school met eigen vakanties in een schooljaar houdt zich aan die, en niet aan die van de regio.')}
      </Paragraph>
      {knownSchoolYears().map((year) => (
        <Section id={`schooljaar-${year}`} title={t('Schooljaar {{jaar}}', { jaar: `${year}-${year + 1}` })}>
          <DataTable
            caption={t('Vakanties per regio')}
            captionHidden
            stacks
            columns={[
              { title: t('Vakantie'), heads: true, cell: (row) => row.name },
              ...HOLIDAY_REGIONS.map((region) => ({
                title: region,
                cell: (row: HolidayRow) => <PeriodText holiday={row.periods[region]} today={today} />,
              })),
            ]}
            rows={rowsOf(year)}
          />
          <OwnText own={own.find((one) => one.schoolYear === year)} />
        </Section>
      ))}
    </BeheerFrame>
  );
}

export function MissingCalendar({ schoolYear }: { schoolYear: number }) {
  return (
    <Alert tone="warning">
      <Paragraph>
        {t(
          'Voor schooljaar {{jaar}} zijn nog geen schoolvakanties bekend. Zonder kalender telt elke werkdag als lesdag.',
          {
            jaar: `${schoolYear}-${schoolYear + 1}`,
          },
        )}
      </Paragraph>
    </Alert>
  );
}

interface HolidayRow {
  name: string;
  periods: Record<string, SchoolHoliday | undefined>;
}

function rowsOf(year: number): HolidayRow[] {
  const names = [...new Set(HOLIDAY_REGIONS.flatMap((region) => holidaysOfYear(region, year).map((one) => one.name)))];
  return names.map((name) => ({
    name,
    periods: Object.fromEntries(
      HOLIDAY_REGIONS.map((region) => [region, holidaysOfYear(region, year).find((one) => one.name === name)]),
    ),
  }));
}

function PeriodText({ holiday, today }: { holiday: SchoolHoliday | undefined; today: Day }) {
  if (!holiday) return <>{t('onbekend')}</>;
  const now = holiday.from <= today && today <= holiday.until;
  const text = writtenPeriod(holiday.from, holiday.until);
  return now ? <strong>{t('{{periode}} (nu)', { periode: text })}</strong> : <>{text}</>;
}

function OwnText({ own }: { own: OwnCalendars | undefined }) {
  const holidays = own?.holidays ?? 0;
  const daysOff = own?.daysOff ?? 0;
  return (
    <Paragraph small>
      {t('Eigen vakanties: {{scholen}}. Extra vrije dagen: {{dagen}}.', {
        scholen: counted(holidays, 'vestiging', 'vestigingen'),
        dagen: writtenCount(daysOff),
      })}
    </Paragraph>
  );
}
