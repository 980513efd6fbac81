import type { Actor } from '../../src/access/actor';
import type { Visitor } from '../../src/access/visitor';
import { newId } from '../../src/platform/ids';

/** Someone who asks, by way of the API. */
export function actor(visitor: Partial<Visitor> & Pick<Visitor, 'employee' | 'roles'>): Actor {
  const nowhere = { municipalities: [], regions: [], schools: [] };
  return {
    visitor: { name: `Medewerker ${visitor.employee}`, boa: false, from: null, until: null, ...nowhere, ...visitor },
    via: 'api',
    from: '127.0.0.1',
    operation: newId(),
  };
}

export const counsellor = (employee = 'rmc', region = '08'): Actor =>
  actor({ employee, roles: ['rmc-trajectbegeleider'], regions: [region] });

export const officer = (employee = 'lpa', municipality = '0114'): Actor =>
  actor({ employee, roles: ['leerplichtambtenaar'], municipalities: [municipality] });

export const coordinator = (employee = 'coo', region = '08'): Actor =>
  actor({ employee, roles: ['rmc-coordinator'], regions: [region] });
