import { DOSSIER, type DossierStep } from '../../../cases/dossier/states';
import { addDays, type Day } from '../../../law/day';
import { Button, ButtonLink, CsrfField } from '../../components/forms';
import { Alert, Section, StatusBadge } from '../../components/show';
import { DataTable } from '../../components/table';
import { DateText, Paragraph } from '../../components/text';
import { writtenDay, writtenInstant } from '../../text/dates';
import { t } from '../../text/language';
import { told } from '../../text/told';
import { KIND_NAMES, MELDING_STATUS_WORDS, MELDING_TONES } from '../../text/meldingen';
import { ITEM_NAMES } from '../../../cases/items/step-words';
import { choiceName, detailName } from './item-fields';
import { TERM_NAMES } from './term-names';
import type { DossierView } from '../dossier-view';
import type { DossierWork, WorkItem } from './work-query';

interface Props {
  dossier: DossierView['dossier'];
  work: DossierWork;
  today: Day;
  csrf: string;
}

const SOON_DAYS = 3;
/** Steps that need no words: a button is enough. */
const AT_ONCE: readonly DossierStep[] = ['oppakken', 'hervatten'];

/** What must happen next, and what can be done with the dossier itself. */
export function NextPart({ dossier, work: { steps }, today, csrf }: Props) {
  return (
    <div class="ls-card ls-next">
      <h2 class="utrecht-heading-3">{t('Volgende stap')}</h2>
      <NextTerm {...{ dossier, today }} />
      <div class="ls-actions">
        {steps.map((step) =>
          AT_ONCE.includes(step) ? (
            <form method="post" action={`/dossiers/${dossier.id}/stap/${step}`}>
              <CsrfField token={csrf} />
              <Button>{t(DOSSIER.steps[step].words)}</Button>
            </form>
          ) : (
            <ButtonLink href={`/dossiers/${dossier.id}/stap/${step}`}>{t(DOSSIER.steps[step].words)}</ButtonLink>
          ),
        )}
      </div>
    </div>
  );
}

function NextTerm({ dossier, today }: Pick<Props, 'dossier' | 'today'>) {
  const { nextTerm, nextDue, forClosing } = dossier;
  if (nextTerm === null || nextDue === null) {
    return (
      <Paragraph>{forClosing === 1 ? t('Dit dossier kan worden gesloten.') : t('Er loopt geen termijn.')}</Paragraph>
    );
  }
  const past = nextDue < today;
  const dag = writtenDay(nextDue);
  return (
    <Paragraph>
      {t(TERM_NAMES[nextTerm])}{' '}
      <StatusBadge tone={past ? 'danger' : nextDue <= addDays(today, SOON_DAYS) ? 'warning' : 'neutral'}>
        {past ? t('had gemoeten op {{dag}}', { dag }) : t('uiterlijk {{dag}}', { dag })}
      </StatusBadge>
    </Paragraph>
  );
}

/** Everything that was done and agreed, with what can be done now. */
export function ItemsPart({ dossier, work: { items, addable }, csrf }: Props) {
  return (
    <Section id="werk" title={t('Werk in dit dossier')}>
      {addable.length > 0 && (
        <nav aria-label={t('Toevoegen')}>
          <ul class="ls-chips">
            {addable.map((kind) => (
              <li>
                <a class="utrecht-link utrecht-link--html-a" href={`/dossiers/${dossier.id}/toevoegen/${kind}`}>
                  {t('+ {{soort}}', { soort: t(ITEM_NAMES[kind]) })}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {items.length === 0 && <Paragraph>{t('Er is nog niets vastgelegd.')}</Paragraph>}
      {[...items].reverse().map((item) => (
        <ItemCard item={item} csrf={csrf} />
      ))}
    </Section>
  );
}

function ItemCard({ item, csrf }: { item: WorkItem; csrf: string }) {
  const address = `/dossiers/${item.dossierId}/onderdelen/${item.id}`;
  const missing = item.findings.filter((one) => !one.voldaan);
  return (
    <article class="ls-card" aria-labelledby={`i-${item.id}`}>
      <h3 class="utrecht-heading-3" id={`i-${item.id}`}>
        {t(ITEM_NAMES[item.kind])}
      </h3>
      <p class="ls-facts">
        <StatusBadge tone="neutral">{t(item.stateWords)}</StatusBadge>
        <span>{item.startsAt ? writtenInstant(item.startsAt) : <DateText day={item.day} />}</span>
        {item.until && <span>{t('tot en met {{dag}}', { dag: writtenDay(item.until) })}</span>}
        {item.doer && <span>{t('voor {{naam}}', { naam: item.doer })}</span>}
        {item.confidential && <span>{t('vertrouwelijk')}</span>}
        {item.room === 'wpg' && <span>{t('Wpg')}</span>}
      </p>
      <dl class="ls-details-list">
        {Object.entries({ grond: item.ground, ...item.details })
          .filter(([name, value]) => value !== null && value !== '' && !HIDDEN_DETAILS.includes(name))
          .map(([name, value]) => (
            <div>
              <dt>{t(detailName(name))}</dt>
              <dd>{valueText(value!)}</dd>
            </div>
          ))}
      </dl>
      {item.kind === 'bijlage' && (
        <p>
          <a class="utrecht-link utrecht-link--html-a" href={`${address}/bestand`}>
            {t('Download')}
          </a>
        </p>
      )}
      {missing.length > 0 && (
        <Alert tone="warning">
          {missing.map((one) => (
            <Paragraph>
              {told(one.tekst)} (<span lang="nl">{one.bron}</span>)
            </Paragraph>
          ))}
        </Alert>
      )}
      <div class="ls-row-actions">
        {item.steps.map(({ step, words, asks }) =>
          asks ? (
            <ButtonLink href={`${address}/${step}`}>{t(words)}</ButtonLink>
          ) : (
            <form method="post" action={`${address}/${step}`}>
              <CsrfField token={csrf} />
              <Button look="secondary-action">{t(words)}</Button>
            </form>
          ),
        )}
        {item.correctable && <ButtonLink href={`${address}/corrigeren`}>{t('Verbeter')}</ButtonLink>}
      </div>
    </article>
  );
}

/** where a file lies and what it hashes to is of no use to a reader */
const HIDDEN_DETAILS = ['bestand', 'sha256', 'pad', 'type', 'grootte'];

function valueText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? t('ja') : t('nee');
  if (typeof value === 'number') return String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? writtenDay(value as Day) : t(choiceName(value));
}

/** The meldingen of schools in this dossier. */
export function MeldingenPart({ dossier, work: { meldingen } }: Props) {
  if (meldingen.length === 0) return null;
  return (
    <Section id="meldingen" title={t('Meldingen van school')}>
      <DataTable
        caption={t('Meldingen van school')}
        captionHidden
        stacks
        columns={[
          {
            title: t('Soort'),
            heads: true,
            cell: (row) => (
              <a class="utrecht-link utrecht-link--html-a" href={`/dossiers/${dossier.id}/meldingen/${row.id}`}>
                {t(KIND_NAMES[row.kind])}
              </a>
            ),
          },
          { title: t('Begindatum'), cell: (row) => <DateText day={row.from} /> },
          {
            title: t('Status'),
            cell: (row) => (
              <StatusBadge tone={MELDING_TONES[row.status]}>{t(MELDING_STATUS_WORDS[row.status])}</StatusBadge>
            ),
          },
        ]}
        rows={meldingen}
      />
    </Section>
  );
}
