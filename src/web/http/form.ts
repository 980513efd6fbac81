/** One text field of a posted form; '' where it is missing or something else than one text. */
export function field(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** One of a list of choices, or the first one of them. */
export function choice<T extends string>(body: unknown, name: string, choices: readonly [T, ...T[]]): T {
  const value = field(body, name);
  return choices.find((one) => one === value) ?? choices[0];
}
