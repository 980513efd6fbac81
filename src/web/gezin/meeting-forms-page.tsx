import { FREE_TEXT_GUIDANCE } from '../../cases/input';
import { PARTICIPANT_KINDS } from '../../cases/meeting/meeting-desk';
import {
  Button,
  CheckboxField,
  CsrfField,
  OnceField,
  DateField,
  ErrorSummary,
  SelectField,
  TextAreaField,
  TextField,
} from '../components/forms';
import { Heading, Link, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import type { NamedDossier } from '../leerplicht/dossier-names';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { type MeetingDraft, type ReportDraft, sheet } from './meeting-fields';
import { PARTICIPANT_NAMES } from './words';

interface PlanProps {
  /** the dossier one comes from */
  dossierId: string;
  /** of the child and of brothers and sisters that may be seen */
  dossiers: readonly NamedDossier[];
  draft: MeetingDraft;
  errors: readonly FormError[];
  csrf: string;
}

const errorOf = (errors: readonly FormError[], name: string) => errors.find((one) => one.field === name)?.text;

/** Plans a leerlingoverleg on one or more dossiers of a family. */
export function PlanMeetingPage({ dossierId, dossiers, draft, errors, csrf }: PlanProps) {
  const options = PARTICIPANT_KINDS.map((kind) => [kind, t(PARTICIPANT_NAMES[kind])] as const);
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={`/dossiers/${dossierId}/gezin`}>{t('Terug naar gezin en overleg')}</Link>
      </p>
      <Heading level={1}>{t('Plan een overleg')}</Heading>
      <form class="ls-form" method="post" action={`/overleg/nieuw/${dossierId}`}>
        <CsrfField token={csrf} />
        <OnceField />
        <ErrorSummary errors={errors} />
        <fieldset class="ls-fieldset">
          <legend class="utrecht-form-label">{t('Over welke dossiers')}</legend>
          {dossiers.map((one, i) => (
            <CheckboxField
              name="dossiers"
              id={i === 0 ? 'dossiers' : `dossiers-${i}`}
              value={one.id}
              label={fullName(one)}
              checked={draft.dossiers.includes(one.id)}
            />
          ))}
        </fieldset>
        <DateField name="datum" label={t('Datum')} value={draft.day} required error={errorOf(errors, 'datum')} />
        <TextField
          name="plaats"
          label={t('Plaats (mag leeg blijven)')}
          value={draft.place}
          autoComplete="off"
          error={errorOf(errors, 'plaats')}
        />
        <TextAreaField
          name="agenda"
          label={t('Agenda')}
          value={draft.agenda}
          required
          maxLength={8_000}
          error={errorOf(errors, 'agenda')}
        />
        <fieldset class="ls-fieldset" id="deelnemers">
          <legend class="utrecht-form-label">{t('Wie doen mee')}</legend>
          <Paragraph small>{t('Laat leeg wat u niet nodig hebt.')}</Paragraph>
          {sheet(draft.participants, { kind: 'school', name: '' }).map((one, i) => (
            <div class="ls-columns">
              <SelectField
                name={`deelnemers-${i}-soort`}
                label={t('Deelnemer {{n}}: vanuit', { n: i + 1 })}
                value={one.kind}
                options={options}
                error={errorOf(errors, `deelnemers-${i}-soort`)}
              />
              <TextField
                name={`deelnemers-${i}-naam`}
                label={t('Deelnemer {{n}}: naam', { n: i + 1 })}
                value={one.name}
                autoComplete="off"
                error={errorOf(errors, `deelnemers-${i}-naam`)}
              />
            </div>
          ))}
        </fieldset>
        <Paragraph small>{t(FREE_TEXT_GUIDANCE)}</Paragraph>
        <Button>{t('Bewaar')}</Button>
      </form>
    </div>
  );
}

interface ReportProps {
  meetingId: string;
  dossiers: readonly NamedDossier[];
  participants: readonly { id: string; name: string }[];
  draft: ReportDraft;
  errors: readonly FormError[];
  csrf: string;
}

/** What was said, who was there, and who does what. */
export function ReportMeetingPage({ meetingId, dossiers, participants, draft, errors, csrf }: ReportProps) {
  const [first, ...others] = dossiers.map((one) => [one.id, fullName(one)] as const);
  const who = participants.map((one) => [one.id, one.name] as const);
  const empty = { dossier: first?.[0] ?? '', who: who[0]?.[0] ?? '', what: '', dueOn: '' };
  return (
    <div class="ls-narrow">
      <p class="ls-back">
        <Link href={`/overleg/${meetingId}`}>{t('Terug naar het overleg')}</Link>
      </p>
      <Heading level={1}>{t('Verslag van het overleg')}</Heading>
      <form class="ls-form" method="post" action={`/overleg/${meetingId}/verslag`}>
        <CsrfField token={csrf} />
        <OnceField />
        <ErrorSummary errors={errors} />
        <TextAreaField
          name="verslag"
          label={t('Verslag')}
          value={draft.report}
          rows={8}
          required
          maxLength={20_000}
          error={errorOf(errors, 'verslag')}
        />
        <fieldset class="ls-fieldset">
          <legend class="utrecht-form-label">{t('Wie waren er')}</legend>
          {participants.map((one, i) => (
            <CheckboxField
              name="aanwezig"
              id={i === 0 ? 'aanwezig' : `aanwezig-${i}`}
              value={one.id}
              label={one.name}
              checked={draft.present.includes(one.id)}
            />
          ))}
        </fieldset>
        <fieldset class="ls-fieldset" id="afspraken">
          <legend class="utrecht-form-label">{t('Wie doet wat')}</legend>
          <Paragraph small>{t('Laat leeg wat u niet nodig hebt.')}</Paragraph>
          {sheet(draft.agreements, empty).map((one, i) => (
            <div class="ls-card">
              <TextField
                name={`afspraken-${i}-wat`}
                label={t('Afspraak {{n}}: wat', { n: i + 1 })}
                value={one.what}
                maxLength={2_000}
                autoComplete="off"
                error={errorOf(errors, `afspraken-${i}-wat`)}
              />
              <div class="ls-columns">
                <SelectField
                  name={`afspraken-${i}-wie`}
                  label={t('Afspraak {{n}}: wie', { n: i + 1 })}
                  value={one.who}
                  options={who}
                  error={errorOf(errors, `afspraken-${i}-wie`)}
                />
                <DateField
                  name={`afspraken-${i}-uiterlijk`}
                  label={t('Afspraak {{n}}: uiterlijk', { n: i + 1 })}
                  value={one.dueOn}
                  error={errorOf(errors, `afspraken-${i}-uiterlijk`)}
                />
              </div>
              {others.length === 0 ? (
                <input type="hidden" name={`afspraken-${i}-dossier`} value={empty.dossier} />
              ) : (
                <SelectField
                  name={`afspraken-${i}-dossier`}
                  label={t('Afspraak {{n}}: voor wie', { n: i + 1 })}
                  value={one.dossier}
                  options={[first!, ...others]}
                  error={errorOf(errors, `afspraken-${i}-dossier`)}
                />
              )}
            </div>
          ))}
        </fieldset>
        <Paragraph small>{t(FREE_TEXT_GUIDANCE)}</Paragraph>
        <Button>{t('Bewaar het verslag')}</Button>
      </form>
    </div>
  );
}
