import { figureKind } from '../../figures/desk/kinds';
import { schoolYearName } from '../../figures/figure';
import { findStorable } from '../../figures/stored/kinds';
import { homeDefinitions } from '../../figures/thuiszitters/definitions';
import { CheckboxField, type Option, SelectField } from '../components/fields';
import { Button } from '../components/forms';
import { t } from '../text/language';
import { type Asked, isInternal } from './asked';
import { PER_NAMES } from './words';

interface Props {
  asked: Asked;
  areas: readonly Option[];
  /** the years one may choose from, latest first */
  years: readonly number[];
}

/** What one may ask of these figures: of where, when, how split, and for whom. */
export function FigureFilter({ asked, areas, years }: Props) {
  const { per, persons } = figureKind(asked.kind);
  // what was stored is of the year that it was stored of
  const ofOneYear = asked.snapshot !== '' && findStorable(asked.kind) !== undefined;
  const states = (asked.kind === 'vsv' || asked.kind === 'vsv-personen') && asked.snapshot === '';
  return (
    <form class="ls-filter ls-filter--figures" method="get" action={`/cijfers/${asked.kind}`}>
      <SelectField name="gebied" label={t('Gebied')} value={asked.area} options={areas} />
      {!ofOneYear && (
        <SelectField
          name="schooljaar"
          label={t('Schooljaar')}
          value={asked.schoolYear === null ? '' : String(asked.schoolYear)}
          options={[['', t('laatste')], ...years.map((year) => [String(year), schoolYearName(year)] as const)]}
        />
      )}
      {per.length > 0 && (
        <SelectField
          name="per"
          label={t('Verdeeld naar')}
          value={asked.per}
          options={per.map((one) => [one, t(PER_NAMES[one])] as const)}
        />
      )}
      {states && (
        <SelectField
          name="stand"
          label={t('Stand')}
          value={asked.state}
          options={[
            ['actueel', t('gegevens van nu')],
            ['voorlopig', t('voorlopig vastgelegd')],
            ['definitief', t('definitief vastgelegd')],
          ]}
        />
      )}
      {asked.kind === 'thuiszitters' && (
        <SelectField
          name="definitie"
          label={t('Definitie')}
          value={asked.definition}
          options={[['', t('alle, naast elkaar')], ...homeDefinitions().map(({ naam }) => [naam, naam] as const)]}
        />
      )}
      {!isInternal(asked.kind) && asked.kind !== 'jaarverslag' && (
        <CheckboxField
          name="publicatie"
          label={t('Voor publicatie: kleine aantallen weglaten')}
          checked={asked.publication}
        />
      )}
      {asked.snapshot !== '' && <input type="hidden" name="vastlegging" value={asked.snapshot} />}
      {persons && asked.key !== '' && <input type="hidden" name="sleutel" value={asked.key} />}
      {persons && asked.definition !== '' && <input type="hidden" name="definitie" value={asked.definition} />}
      {persons && asked.column !== '' && <input type="hidden" name="kolom" value={asked.column} />}
      {persons && asked.step !== '' && <input type="hidden" name="stap" value={asked.step} />}
      <Button look="secondary-action">{t('Toon')}</Button>
    </form>
  );
}
