import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { Row } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { cell } from '../platform/place';
import { type GivenContact, storedContact } from './contact-details';
import { PupilDirectory } from './pupil-directory';
import { PupilTableStore } from './pupil-table-store';
import { contactPerson } from './tables';
import type { Draft, TableShape } from './table-store';

/** A row of the file contactpersonen. `undefined`: the file has no such column. */
export interface ContactPersonRow {
  pgn: string;
  name: string;
  relation: string;
  custody: boolean | null | undefined;
  from: Day | null | undefined;
  until: Day | null | undefined;
  contact: GivenContact;
}

/** Parents and others. No rule reads them: nobody is judged again. */
@Injectable()
export class ContactPersonStore extends PupilTableStore<ContactPersonRow> {
  protected readonly shape: TableShape = {
    table: 'contact_person',
    key: ['pupil_id', 'name'],
    owner: 'id',
    columns: ['relation', 'custody', 'from_date', 'until_date', 'contact_index'],
    carried: ['contact', 'address_index'],
    hasId: true,
  };

  constructor(
    @Inject(PupilDirectory) directory: PupilDirectory,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {
    super(directory);
  }

  protected draft(row: ContactPersonRow, pupilId: string): Draft {
    const custody = row.custody === undefined || row.custody === null ? row.custody : Number(row.custody);
    return {
      values: {
        pupil_id: pupilId,
        name: row.name,
        relation: row.relation,
        custody,
        from_date: row.from,
        until_date: row.until,
        ...row.contact,
      },
      remove: false,
    };
  }

  protected override complete(values: Draft['values'], state: Row | null): Draft['values'] {
    const place = cell(contactPerson, 'contact', { pupil_id: values['pupil_id']!, name: values['name']! });
    return { ...values, ...storedContact(this.encryption, place, values, state) };
  }
}
