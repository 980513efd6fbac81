import type { Day } from '../../law/day';
import type { WholePlan } from '../../trajectories/plan/plan-store';
import type { TrajectoryRow, TrajectoryView } from '../../trajectories/trajectory-query';
import type { HeelTraject, Traject, Trajectplan } from './traject';

type Shown = Omit<TrajectoryRow, 'alarmSince'> & { alarmSince: Day | null };

/** One in a list. */
export function shown(one: Shown): Traject {
  return {
    ...{ id: one.id, leerling: one.pupilId, dossier: one.dossierId, status: one.state, herkomst: one.source },
    ...{ regio: one.region, gemeente: one.municipality, aangemeldOp: one.deliveredOn, benaderdOp: one.approachedOn },
    ...{ intakeOp: one.intakeOn, gestartOp: one.startedOn, beeindigdOp: one.endedOn, uitkomst: one.outcome },
    urenPerWeek: one.outcomeHundredths === null ? null : one.outcomeHundredths / 100,
    ...{ bestemming: one.destination, terugkerend: one.returning === 1, contactElkeDagen: one.contactEvery },
    ...{ laatsteContact: one.contactOn, zonderContactSinds: one.alarmSince, medewerker: one.employee },
  };
}

/** With everything in it. */
export function whole(view: TrajectoryView): HeelTraject {
  return {
    ...shown({ ...view.trajectory, alarmSince: view.alarms[0] ?? null }),
    plannen: view.plans.map(shownPlan),
    contacten: view.contacts.map((one) => ({
      ...{ datum: one.day, soort: one.kind, bereikt: one.reached, medewerker: one.employee, notitie: one.note },
    })),
    partners: view.partners.map((one) => ({
      ...{ id: one.id, soort: one.kind, naam: one.name, contact: one.contact },
      ...{ begindatum: one.from, einddatum: one.until },
    })),
    schoolEerst: view.schoolFirst !== null,
  };
}

export function shownPlan({ version, madeOn, agreedOn, summary, goals }: WholePlan): Trajectplan {
  return {
    ...{ versie: version, gemaaktOp: madeOn, ingestemdOp: agreedOn, samenvatting: summary },
    doelen: goals.map((goal) => ({
      ...{ id: goal.id, leefgebied: goal.area, omschrijving: goal.description, bereiktOp: goal.reachedOn },
      stappen: goal.steps.map((step) => ({
        ...{
          id: step.id,
          omschrijving: step.description,
          wie: step.taker,
          uiterlijk: step.dueOn,
          gedaanOp: step.doneOn,
        },
      })),
    })),
  };
}
