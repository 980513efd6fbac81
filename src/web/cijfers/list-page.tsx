import { FIGURE_KIND_NAMES, type FigureKindName, figureKind } from '../../figures/desk/kinds';
import type { Due } from '../../law/terms/reports-due';
import { Section } from '../components/show';
import { Heading, Link, Paragraph } from '../components/text';
import { t } from '../text/language';
import { DuePart } from './due-part';
import { ABOUT_NAMES, KIND_NAMES } from './words';

const GROUPS: readonly { id: string; title: () => string; kinds: readonly FigureKindName[] }[] = [
  {
    id: 'vsv',
    title: () => t('Voortijdig schoolverlaten'),
    kinds: ['vsv', 'vsv-trend', 'vsv-standen', 'oud-vsv', 'vsv-personen'],
  },
  {
    id: 'duo',
    title: () => t('Leveringen van DUO'),
    kinds: ['duo-vsv', 'duo-maand', 'duo-vergelijking', 'duo-personen'],
  },
  {
    id: 'verantwoording',
    title: () => t('Verantwoording'),
    kinds: ['telling', 'jaarverslag', 'effectrapportage', 'programma'],
  },
  { id: 'sturing', title: () => t('Sturing'), kinds: ['management', 'belasting', 'maatregelen', 'thuiszitters'] },
];

const BEHIND: readonly FigureKindName[] = [
  ...(['telling-personen', 'effect-personen', 'management-personen'] as const),
  ...(['maatregelen-personen', 'thuiszitters-personen', 'duo-maand-personen', 'duo-vsv-personen'] as const),
];

/** Kinds that stand in no group come last, so that a new one is never hidden. */
const REST = FIGURE_KIND_NAMES.filter(
  (name) => !BEHIND.includes(name) && !GROUPS.some(({ kinds }) => kinds.includes(name)),
);

/** Every kind of figures, by what it is for. */
export function FigureListPage({
  persons,
  simulates,
  due,
}: {
  persons: boolean;
  simulates: boolean;
  due: readonly Due[];
}) {
  // persons behind a cell are reached from the cell
  const shown = (name: FigureKindName) =>
    !BEHIND.includes(name) && (persons || !(figureKind(name) as { persons?: true }).persons);
  return (
    <>
      <Heading level={1}>{t('Cijfers')}</Heading>
      <Paragraph lead>
        {t('Elk cijfer zegt wat het telt, van welke dag de gegevens zijn en volgens welke definitie.')}
      </Paragraph>
      <DuePart due={due} />
      <div class="ls-columns">
        {[...GROUPS, ...(REST.length > 0 ? [{ id: 'overig', title: () => t('Overig'), kinds: REST }] : [])].map(
          ({ id, title, kinds }) => (
            <div class="ls-card">
              <Section id={id} title={title()}>
                <dl class="ls-terms">
                  {kinds.filter(shown).map((name) => (
                    <>
                      <dt>
                        <Link href={`/cijfers/${name}`}>{t(KIND_NAMES[name])}</Link>
                      </dt>
                      <dd>{t(ABOUT_NAMES[name])}</dd>
                    </>
                  ))}
                  {id === 'sturing' && (
                    <>
                      <dt>
                        <Link href="/cijfers/effect">{t('Verzuim rond maatregelen')}</Link>
                      </dt>
                      <dd>{t('Hoe verzuim verloopt in de weken voor en na een maatregel.')}</dd>
                    </>
                  )}
                  {id === 'sturing' && simulates && (
                    <>
                      <dt>
                        <Link href="/cijfers/simulatie">{t('Simulatie')}</Link>
                      </dt>
                      <dd>{t('Wat andere regels op hetzelfde verzuim hadden gegeven.')}</dd>
                    </>
                  )}
                </dl>
              </Section>
            </div>
          ),
        )}
      </div>
    </>
  );
}
