import { LEAVE } from '../../cases/leave/states';
import type { ExemptionArticle } from '../../law/facts';
import type { FieldSpec } from '../leerplicht/work/item-fields';
import { ARTICLE_NAMES } from './words';

const FIELD_NAMES = {
  pgn: 'BSN of onderwijsnummer van de leerling',
  artikel: 'Waarvoor',
  begindatum: 'Eerste dag',
  einddatum: 'Laatste dag',
  aangevraagdOp: 'Aangevraagd op',
  aanvrager: 'Wie vraagt het aan',
  reden: 'Reden',
  beroep: 'Kan het gezin door het beroep van een ouder niet in de schoolvakanties weg?',
  hoofdGehoord: 'Is het hoofd van de school gehoord?',
  verklaringOp: 'Datum van de verklaring',
  richtingBezocht: 'Bezocht de leerling in het jaar ervoor een school van deze richting?',
  toelichting: 'Toelichting',
} as const;

const field = (type: FieldSpec['type'], name: keyof typeof FIELD_NAMES, more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ type, name, label: FIELD_NAMES[name] },
  ...more,
});

/** What an application asks. `known`: the pupil was chosen already. */
export function applyFields(articles: readonly ExemptionArticle[], known: boolean): readonly FieldSpec[] {
  const exempts = articles.some((one) => one !== 'ART11F' && one !== 'ART11G');
  return [
    ...(known ? [] : [field('text', 'pgn', { needed: true })]),
    field('choice', 'artikel', { options: articles, names: ARTICLE_NAMES, needed: true }),
    field('day', 'begindatum', { needed: true }),
    field('day', 'einddatum', { needed: true }),
    field('day', 'aangevraagdOp'),
    field('text', 'aanvrager', { needed: true }),
    field('area', 'reden', { needed: true }),
    field('yesno', 'beroep'),
    field('yesno', 'hoofdGehoord'),
    ...(exempts ? [field('day', 'verklaringOp'), field('yesno', 'richtingBezocht')] : []),
  ];
}

/** What a step asks; nothing: a button is enough. */
export function stepFields(step: string): readonly FieldSpec[] {
  const known = Object.hasOwn(LEAVE.steps, step) ? LEAVE.steps[step as keyof typeof LEAVE.steps] : undefined;
  const needed = known?.needs?.includes('toelichting') ?? false;
  if (step === 'aanvullen') return [field('day', 'verklaringOp'), field('yesno', 'hoofdGehoord')];
  // granting against a finding that does not block asks why
  return [field('area', 'toelichting', { needed })];
}
