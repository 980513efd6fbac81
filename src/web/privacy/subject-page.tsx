import { CORRECTED } from '../../retention/rights/correct-pupil';
import type { Kept } from '../../retention/rights/restrictions';
import type { Subject } from '../../retention/rights/rights-desk';
import { Button, CsrfField, ErrorSummary, SelectField, TextAreaField, TextField } from '../components/forms';
import { Alert, DefinitionList, Section } from '../components/show';
import { Link, MaskedNumber, Paragraph } from '../components/text';
import type { FormError } from '../http/form-errors';
import { t } from '../text/language';
import { PrivacyFrame } from './frame';
import { KeptTable } from './rights-page';

const FIELD_NAMES: Record<keyof typeof CORRECTED, string> = {
  achternaam: 'Achternaam',
  voorvoegsel: 'Voorvoegsel',
  voornamen: 'Voornamen',
  geboortedatum: 'Geboortedatum (jjjj-mm-dd)',
  geslacht: 'Geslacht',
};

interface Props {
  subject: Subject;
  kept: readonly Kept[];
  csrf: string;
  errors: readonly FormError[];
  /** what was typed, where it was refused */
  given: Readonly<Record<string, string>>;
}

/** One pupil whom a request is about: the copy of the data, who looked, and restriction, hold and correction. */
export function SubjectPage({ subject, kept, csrf, errors, given }: Props) {
  const path = `/privacy/leerlingen/${subject.id}`;
  const wrong = wrongIn(errors);
  return (
    <PrivacyFrame current="/privacy/rechten" title={t('Verzoek van een leerling')}>
      <ErrorSummary errors={errors} />
      <DefinitionList
        items={[
          [t('Nummer'), <MaskedNumber masked={subject.number} />],
          [t('Geboortejaar'), String(subject.birthYear)],
        ]}
      />
      {!subject.here && (
        <Alert>
          <Paragraph>
            {t(
              'Deze leerling woont nu in een andere gemeente. U kunt alleen geven en bewaren wat hier bleef. Stuur een verzoek om te corrigeren of te beperken door naar die gemeente.',
            )}
          </Paragraph>
        </Alert>
      )}
      <Section id="inzage" title={t('Inzage')}>
        <ul class="utrecht-unordered-list">
          {[
            [
              `${path}/gegevens`,
              subject.here ? t('Alle gegevens van deze leerling (CSV)') : t('De dossiers die hier bleven (CSV)'),
            ],
            [
              `${path}/gegevens?formaat=json`,
              subject.here ? t('Alle gegevens van deze leerling (JSON)') : t('De dossiers die hier bleven (JSON)'),
            ],
            ...(subject.here
              ? [
                  [`${path}/inzage`, t('Wie keek en waarom (CSV)')],
                  [`${path}/inzage?logboek=wpg`, t('Wie keek in het Wpg-deel en waarom (CSV)')],
                ]
              : []),
          ].map(([href, text]) => (
            <li>
              <Link href={href!}>{text}</Link>
            </li>
          ))}
        </ul>
        <Paragraph>
          <Link href={`/privacy?leerling=${subject.id}`}>{t('Bekijk het logboek van deze leerling')}</Link>
        </Paragraph>
      </Section>
      <Section id="bewaren" title={subject.here ? t('Beperken of langer bewaren') : t('Langer bewaren')}>
        <Paragraph>
          {subject.here
            ? t(
                'Bij een beperking wordt niets van deze leerling nog getoond, gebruikt of vernietigd. Bij langer bewaren wordt alleen niets vernietigd.',
              )
            : t('Bij langer bewaren wordt niets van deze leerling vernietigd.')}
        </Paragraph>
        {kept.length > 0 && <KeptTable rows={kept} csrf={csrf} />}
        <form method="post" action={path}>
          <CsrfField token={csrf} />
          <TextAreaField
            name="reden"
            label={t('Reden')}
            rows={2}
            maxLength={1000}
            error={given['actie'] === 'corrigeren' ? undefined : wrong('reden')}
            value={given['actie'] === 'corrigeren' ? '' : given['reden']}
            required
          />
          <div class="ls-actions">
            {subject.here && (
              <Button name="actie" value="beperken">
                {t('Beperk de verwerking')}
              </Button>
            )}
            <Button look="secondary-action" name="actie" value="bewaren">
              {t('Bewaar langer')}
            </Button>
          </div>
        </form>
      </Section>
      {subject.here && <CorrectPart {...{ path, csrf, given, errors }} />}
    </PrivacyFrame>
  );
}

interface CorrectProps extends Pick<Props, 'csrf' | 'given' | 'errors'> {
  path: string;
}

function CorrectPart({ path, csrf, given, errors }: CorrectProps) {
  const wrong = wrongIn(errors);
  return (
    <Section id="corrigeren" title={t('Corrigeren')}>
      <form method="post" action={path}>
        <CsrfField token={csrf} />
        <input type="hidden" name="actie" value="corrigeren" />
        <SelectField
          name="gegeven"
          label={t('Wat klopt er niet')}
          value={given['gegeven'] ?? ''}
          error={wrong('gegeven')}
          options={Object.entries(FIELD_NAMES).map(([key, name]) => [key, t(name)] as const)}
        />
        <TextField name="waarde" label={t('Zo is het wel')} value={given['waarde']} error={wrong('waarde')} />
        <TextAreaField
          id="reden-correctie"
          name="reden"
          label={t('Waaruit blijkt dat')}
          rows={2}
          maxLength={1000}
          error={given['actie'] === 'corrigeren' ? wrong('reden') : undefined}
          value={given['actie'] === 'corrigeren' ? given['reden'] : ''}
          required
        />
        <Button look="secondary-action">{t('Corrigeer')}</Button>
      </form>
    </Section>
  );
}

const wrongIn = (errors: readonly FormError[]) => (name: string) => errors.find((one) => one.field === name)?.text;
