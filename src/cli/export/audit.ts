import { type AuditEntry, ENTRY_SELECT, unpackPupils } from '../../access/log/entry';
import { operationIdOf, processingRecords } from '../../access/log/processing';
import type { ExportTable } from './export-table';

/** The audit log: who, what, whose, why, from where and with what result. Pupils by their id in Leerspoor. */
export const auditExport: ExportTable = {
  columns: [
    ...['tijdstip', 'keten', 'volgnummer', 'logboek', 'medewerker', 'rollen', 'via', 'vanaf', 'bewerking'],
    ...['handeling', 'onderwerp', 'nummer', 'leerlingen', 'doel', 'uitkomst', 'kenmerk'],
  ],
  async *rows(read) {
    const sql = `SELECT ${ENTRY_SELECT}, a.hash FROM audit_entry a ORDER BY a.at, a.chain, a.seq`;
    for await (const one of read.stream<AuditEntry & { hash: string }>(sql)) {
      yield [
        ...[one.at, one.chain, String(one.seq), one.log, one.employee, one.roles, one.via, one.from],
        ...[operationIdOf(one.operation), one.action, one.object, one.objectId],
        ...[unpackPupils(one.pupils).join(','), one.purpose, one.result, one.hash],
      ];
    }
  },
};

/** Processing records after the Logboek Dataverwerkingen: a row a data subject, without a user. */
export const processingExport: ExportTable = {
  columns: [
    ...['trace_id', 'operation_id', 'status_code', 'name', 'start_time', 'end_time'],
    ...['dpl.core.processing_activity_id', 'dpl.core.data_subject_id', 'dpl.core.data_subject_id_type'],
  ],
  async *rows(read, encryption, { LEERSPOOR_VERWERKINGENREGISTER: register }) {
    // an operation's id begins with its time
    const sql = `SELECT ${ENTRY_SELECT} FROM audit_entry a ORDER BY a.operation, a.chain, a.seq`;
    for await (const entry of read.stream<AuditEntry>(sql)) {
      const pupils = unpackPupils(entry.pupils);
      for (const one of processingRecords({ ...entry, pupils }, encryption, register)) {
        const { trace_id, operation_id, status_code, name, start_time, end_time, attributes } = one;
        yield [trace_id, operation_id, status_code, name, start_time, end_time, ...Object.values(attributes)];
      }
    }
  },
};
