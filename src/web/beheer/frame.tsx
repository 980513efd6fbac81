import type { ComponentChildren } from 'preact';
import { Tabs } from '../components/show';
import { Heading } from '../components/text';
import { t } from '../text/language';

const PART_NAMES = [
  ['/beheer', 'Overzicht'],
  ['/beheer/medewerkers', 'Medewerkers'],
  ['/beheer/accounts', 'Accounts'],
  ['/beheer/koppelingen', 'Koppelingen'],
  ['/beheer/bestanden', 'Bestanden'],
  ['/beheer/toewijzing', 'Toewijzing'],
  ['/beheer/sjablonen', 'Sjablonen'],
  ['/beheer/taken', 'Wachtrij'],
  ['/beheer/kalenders', 'Kalenders'],
  ['/beheer/regels', 'Regels van de wet'],
] as const;
export type BeheerPart = (typeof PART_NAMES)[number][0];

/** The frame of the administrators' pages: a title and the way to the other parts. */
export function BeheerFrame({
  current,
  title,
  children,
}: {
  current: BeheerPart;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <>
      <Heading level={1}>{title}</Heading>
      <Tabs
        label={t('Onderdelen van beheer')}
        items={PART_NAMES.map(([href, name]) => ({ href, name: t(name), current: href === current }))}
      />
      {children}
    </>
  );
}
