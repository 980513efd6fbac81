import { CHECKLIST, CHECKLIST_ITEMS, WARM_HANDOVER } from '../../cases/warm/states';
import type { WarmHandover } from '../../cases/warm/warm-handover';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { Section, StatusBadge } from '../components/show';
import { DateText, Heading, Link, Paragraph } from '../components/text';
import { writtenDay } from '../text/dates';
import { t } from '../text/language';
import { fullName } from '../text/names';
import type { NamedDossier } from '../leerplicht/dossier-names';

interface Props {
  warm: Awaited<ReturnType<WarmHandover['find']>>;
  /** the officer who prepares it; the counsellor only reads */
  prepares: boolean;
  /** of the youth, for the officer */
  name?: NamedDossier;
  csrf: string;
}

/** The warm hand-over at 18: what must be done, and what goes along. */
export function WarmPage({ warm, prepares, name, csrf }: Props) {
  const address = `/overdrachten/18-jaar/${warm.id}`;
  const open = prepares && !WARM_HANDOVER.isEnd(warm.state);
  return (
    <article>
      <p class="ls-back">
        <Link href="/overdrachten">{t('Terug naar de overdrachten')}</Link>
      </p>
      <Heading level={1}>{t('Overdracht aan het Doorstroompunt')}</Heading>
      {name && <Paragraph lead>{fullName(name)}</Paragraph>}
      <p class="ls-facts">
        <StatusBadge tone={warm.state === 'gereed' ? 'safe' : 'neutral'}>
          {t(WARM_HANDOVER.states[warm.state])}
        </StatusBadge>
        <span>
          {t('Wordt 18 op')} <DateText day={warm.birthday} />
        </span>
        {prepares && <Link href={`/dossiers/${warm.dossierId}`}>{t('Naar het dossier')}</Link>}
      </p>
      <Section id="samenvatting" title={t('Samenvatting voor het Doorstroompunt')}>
        <Paragraph>
          {t('Alleen deze samenvatting gaat mee. Het strafrechtelijke deel blijft bij leerplicht.')}
        </Paragraph>
        {warm.summary && (
          <blockquote class="ls-quote">
            <Paragraph>{warm.summary}</Paragraph>
          </blockquote>
        )}
        {open && <ButtonLink href={`${address}/samenvatting`}>{t('Schrijf de samenvatting')}</ButtonLink>}
      </Section>
      <Section id="lijst" title={t('Wat moet er klaar zijn')}>
        <ul class="ls-plain-list">
          {CHECKLIST_ITEMS.map((item) => {
            const done = warm.done.find((one) => one.item === item);
            return (
              <li class="ls-card">
                <p>{t(CHECKLIST[item])}</p>
                {done ? (
                  <StatusBadge tone="safe">{t('Gedaan op {{dag}}', { dag: writtenDay(done.doneOn) })}</StatusBadge>
                ) : (
                  open && (
                    <form method="post" action={`${address}/punt`}>
                      <CsrfField token={csrf} />
                      <input type="hidden" name="punt" value={item} />
                      <Button look="secondary-action">
                        {t('Gedaan')}
                        <span class="ls-unseen">: {t(CHECKLIST[item])}</span>
                      </Button>
                    </form>
                  )
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      {open && (
        <div class="ls-actions">
          {warm.state === 'gereed' && (
            <form method="post" action={`${address}/overdragen`}>
              <CsrfField token={csrf} />
              <Button>{t('Overdragen')}</Button>
            </form>
          )}
          <ButtonLink href={`${address}/vervallen`}>{t('Laten vervallen')}</ButtonLink>
        </div>
      )}
    </article>
  );
}
