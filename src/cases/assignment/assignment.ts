import type { Day } from '../../law/day';
import type { CaseRole } from '../dossier/regime';

/** A member of staff whose role and area fit. `fte` in hundredths; `open`: open dossiers now; `schools`: brins and locations. */
export interface Candidate {
  employee: string;
  name: string;
  from: Day | null;
  until: Day | null;
  fte: number;
  maximum: number | null;
  schools: readonly string[];
  open: number;
}

export interface AssignmentRequest {
  role: CaseRole;
  /** who may take it, in words: "gemeente Emmen" or "regio Zuid-Oost Drenthe" */
  area: string;
  /** location of the signal, where it has one */
  location: string | null;
  today: Day;
  /** who has the dossier now, and whether role and area still fit */
  current: { employee: string; name: string; from: Day | null; until: Day | null; allowed: boolean } | null;
}

export type Outcome = 'gekozen' | 'afgevallen' | 'niet-gekozen';

/** The reasons, step by step and per candidate, as kept with the assignment and shown to people. */
export interface AssignmentSteps {
  stappen: { stap: 'open-dossier' | 'handmatig' | 'rol' | 'beschikbaar' | 'belasting' | 'verdeelbak'; tekst: string }[];
  kandidaten: { medewerker: string; naam: string; uitkomst: Outcome; reden: string }[];
}

/** `employee` null: the dossier waits in the verdeelbak. `stays`: the one who has it keeps it. */
export interface Decision {
  employee: string | null;
  stays: boolean;
  reason: string;
  steps: AssignmentSteps;
}

/**
 * Who gets a dossier, and why (contract section 5). Pure: the same facts give the same choice.
 * Candidates are all who have the role and the area.
 */
export function decide(request: AssignmentRequest, candidates: readonly Candidate[]): Decision {
  const steps: AssignmentSteps = { stappen: [], kandidaten: [] };
  const { current } = request;
  if (current) {
    const refusal = !current.allowed
      ? `${current.name} mag dit dossier niet meer behandelen`
      : notInService(current, request.today);
    if (!refusal) {
      const reason = `${current.name} behandelt het open dossier en houdt het`;
      steps.stappen.push({ stap: 'open-dossier', tekst: reason });
      return { employee: current.employee, stays: true, reason, steps };
    }
    steps.stappen.push({ stap: 'open-dossier', tekst: refusal });
  }
  steps.stappen.push({ stap: 'rol', tekst: `${request.role} voor ${request.area}: ${count(candidates.length)}` });
  const available = candidates.filter((candidate) => {
    const refusal = notAvailable(candidate, request.today);
    if (refusal) steps.kandidaten.push(entry(candidate, 'afgevallen', refusal));
    return !refusal;
  });
  if (available.length === 0) return toVerdeelbak(request, candidates, steps);

  const ofSchool = available.filter((candidate) => hasSchool(candidate, request.location));
  const preferred = ofSchool.length > 0 ? ofSchool : available;
  steps.stappen.push({
    stap: 'beschikbaar',
    tekst:
      ofSchool.length > 0
        ? `in dienst en onder het maximum: ${count(available.length)}; de school ${request.location} hoort bij ${count(ofSchool.length)}`
        : `in dienst en onder het maximum: ${count(available.length)}`,
  });
  const chosen = preferred.reduce((best, one) => (compareLoad(one, best) < 0 ? one : best));
  const reason = `${chosen.name}: ${whyChosen(chosen, preferred, ofSchool.length > 0)}`;
  steps.stappen.push({ stap: 'belasting', tekst: reason });
  for (const candidate of available) {
    steps.kandidaten.push(
      candidate === chosen
        ? entry(candidate, 'gekozen', load(candidate))
        : entry(
            candidate,
            'niet-gekozen',
            preferred.includes(candidate) ? load(candidate) : 'de school hoort bij een ander',
          ),
    );
  }
  steps.kandidaten.sort((a, b) => (a.medewerker < b.medewerker ? -1 : 1));
  return { employee: chosen.employee, stays: false, reason, steps };
}

/** Fewest open dossiers per fte, then the lowest id as text. Compared crosswise, without fractions. */
function compareLoad(a: Candidate, b: Candidate): number {
  return a.open * b.fte - b.open * a.fte || (a.employee < b.employee ? -1 : 1);
}

function toVerdeelbak(request: AssignmentRequest, candidates: readonly Candidate[], steps: AssignmentSteps): Decision {
  const detail = steps.kandidaten.map((one) => `${one.naam} ${one.reden}`).join('; ');
  const reason =
    candidates.length === 0
      ? `niemand met de rol ${request.role} heeft ${request.area}`
      : `niemand van ${request.area} kan het dossier krijgen: ${detail}`;
  steps.stappen.push({ stap: 'verdeelbak', tekst: reason });
  return { employee: null, stays: false, reason, steps };
}

function notAvailable(candidate: Candidate, today: Day): string | null {
  const service = notInService(candidate, today);
  if (service) return service.slice(candidate.name.length + 1);
  if (candidate.fte === 0) return 'heeft 0 fte voor dossiers';
  if (candidate.maximum !== null && candidate.open >= candidate.maximum) {
    return `heeft het maximum van ${candidate.maximum} open dossiers bereikt`;
  }
  return null;
}

function notInService(person: { name: string; from: Day | null; until: Day | null }, today: Day): string | null {
  if (person.from !== null && today < person.from) return `${person.name} is nog niet in dienst`;
  if (person.until !== null && today > person.until) return `${person.name} is niet meer in dienst`;
  return null;
}

/** A brin in `scholen` means all its locations. */
function hasSchool(candidate: Candidate, location: string | null): boolean {
  return (
    location !== null && (candidate.schools.includes(location) || candidate.schools.includes(location.slice(0, 4)))
  );
}

function whyChosen(chosen: Candidate, preferred: readonly Candidate[], bySchool: boolean): string {
  const school = bySchool ? 'heeft deze school en ' : '';
  if (preferred.length === 1) return bySchool ? 'heeft deze school' : 'is als enige beschikbaar';
  const tie = preferred.some((one) => one !== chosen && one.open * chosen.fte === chosen.open * one.fte);
  return `${school}heeft de minste open dossiers per fte (${load(chosen)})${tie ? ', bij gelijke stand de eerste op code' : ''}`;
}

function load(candidate: Candidate): string {
  const fte = (candidate.fte / 100).toLocaleString('nl-NL');
  return `${candidate.open} open ${candidate.open === 1 ? 'dossier' : 'dossiers'} bij ${fte} fte`;
}

function count(n: number): string {
  return n === 1 ? '1 medewerker' : `${n} medewerkers`;
}

function entry(candidate: Candidate, uitkomst: Outcome, reden: string): AssignmentSteps['kandidaten'][number] {
  return { medewerker: candidate.employee, naam: candidate.name, uitkomst, reden };
}
