import { DateField, NumberField, RadioGroup, SelectField, TextAreaField, TextField } from '../../components/forms';
import { FormField } from '../../components/form-field';
import type { FormError } from '../../http/form-errors';
import { t } from '../../text/language';
import { choiceName, type FieldSpec } from './item-fields';

interface Props {
  spec: FieldSpec;
  value: string;
  errors: readonly FormError[];
}

/** One field of a form by its description. */
export function FieldPart({ spec, value, errors }: Props) {
  const error = errors.find((one) => one.field === spec.name)?.text;
  const label = spec.needed ? t(spec.label) : t('{{veld}} (mag leeg blijven)', { veld: t(spec.label) });
  const field = { name: spec.name, label, error, value };
  switch (spec.type) {
    case 'text':
      return <TextField {...field} required={spec.needed} />;
    case 'area':
      return <TextAreaField {...field} required={spec.needed} maxLength={8_000} />;
    case 'day':
      return <DateField {...field} required={spec.needed} />;
    case 'number':
      return <NumberField {...field} required={spec.needed} />;
    case 'yesno':
      return (
        <RadioGroup
          {...field}
          label={t(spec.label)}
          options={[
            ['ja', t('Ja')],
            ['nee', t('Nee')],
          ]}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...field}
          options={(spec.options ?? []).map(
            (option) => [option, t(spec.names?.[option] ?? choiceName(option))] as const,
          )}
        />
      );
    case 'moment':
      return (
        <FormField
          {...field}
          control={(described) => (
            <input
              class="utrecht-textbox utrecht-textbox--html-input ls-moment"
              type="datetime-local"
              id={spec.name}
              name={spec.name}
              value={value}
              required={spec.needed}
              aria-describedby={described}
              aria-invalid={error ? 'true' : undefined}
            />
          )}
        />
      );
  }
}
