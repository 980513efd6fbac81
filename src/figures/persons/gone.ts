/** Says of a stored figure how many of those who were counted are no longer there; nothing where nobody went. */
export function goneNotes(gone: number): string[] {
  if (gone === 0) return [];
  return gone === 1
    ? ['1 persoon is er niet meer: die gegevens zijn vernietigd.']
    : [`${gone} personen zijn er niet meer: hun gegevens zijn vernietigd.`];
}
