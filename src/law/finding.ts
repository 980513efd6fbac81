/** A precondition: whether it holds, and whether something waits for it. Shown, and kept with what was decided. */
export interface Finding {
  code: string;
  /** Dutch: what holds or what is missing */
  tekst: string;
  voldaan: boolean;
  /** true: refused while it is missing; false: it may go on with an explanation */
  blokkeert: boolean;
  bron: string;
}

type Told = Omit<Finding, 'tekst'> & { goed: string; mist: string };

/** `goed` is told where the precondition holds, `mist` where it does not. */
export function finding({ goed, mist, ...one }: Told): Finding {
  return { ...one, tekst: one.voldaan ? goed : mist };
}
