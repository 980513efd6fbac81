import type { ComponentChildren } from 'preact';
import { Tabs } from '../components/show';
import { Heading } from '../components/text';
import { t } from '../text/language';

const PART_NAMES = [
  ['/privacy', 'Logboek'],
  ['/privacy/rechten', 'Rechten'],
  ['/privacy/vernietiging', 'Vernietiging'],
] as const;
export type PrivacyPart = (typeof PART_NAMES)[number][0];

/** The frame of the pages of the privacy-officer. */
export function PrivacyFrame({
  current,
  title,
  children,
}: {
  current: PrivacyPart;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <>
      <Heading level={1}>{title}</Heading>
      <Tabs
        label={t('Onderdelen van privacy')}
        items={PART_NAMES.map(([href, name]) => ({ href, name: t(name), current: href === current }))}
      />
      {children}
    </>
  );
}
