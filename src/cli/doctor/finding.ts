/** What one check came to. `fout` keeps Leerspoor from working well; `let-op` asks for a person's judgement. */
export interface Finding {
  onderdeel: string;
  uitkomst: 'goed' | 'let-op' | 'fout';
  /** what was seen, in Dutch */
  bevinding: string;
  /** what to do about it; none where all is well */
  doe?: string;
}

export const good = (onderdeel: string, bevinding: string): Finding => ({ onderdeel, uitkomst: 'goed', bevinding });

export const mind = (onderdeel: string, bevinding: string, doe: string): Finding => ({
  ...{ onderdeel, uitkomst: 'let-op', bevinding, doe },
});

export const wrong = (onderdeel: string, bevinding: string, doe: string): Finding => ({
  ...{ onderdeel, uitkomst: 'fout', bevinding, doe },
});
