/** Builds dist/; throws where the sources do not compile. */
export function build(options: { whereNeeded: boolean }): void;
