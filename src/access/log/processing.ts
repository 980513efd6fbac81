import { appendFile } from 'node:fs/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Encryption } from '../../platform/encryption';
import { madeAt } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import type { Unchained } from './chain';
import { activityOf } from './purposes';
import { carried } from '../../platform/place';

/** A record of the Logboek Dataverwerkingen (Logius), in the shape of an OpenTelemetry span. One a data subject. */
export interface ProcessingRecord {
  trace_id: string;
  operation_id: string;
  status_code: 'OK' | 'ERROR';
  name: string;
  start_time: string;
  end_time: string;
  resource: { name: string };
  attributes: {
    'dpl.core.processing_activity_id': string;
    'dpl.core.data_subject_id': string;
    'dpl.core.data_subject_id_type': string;
  };
}

export type Processed = Pick<Unchained, 'at' | 'operation' | 'action' | 'object' | 'purpose' | 'result' | 'pupils'>;

/** The trace that an operation belongs to: the 32 hexadecimals of its id. */
export function traceIdOf(operation: string): string {
  return operation.replaceAll('-', '');
}

/** What joins the processing log and the audit log: the last 16 hexadecimals of the operation's id. */
export function operationIdOf(operation: string): string {
  return traceIdOf(operation).slice(16);
}

/** The records of one entry of the audit log. No user in them: that is the audit log, joined on the operation. */
export function processingRecords(entry: Processed, encryption: Encryption, register: string): ProcessingRecord[] {
  const begun = new Date(Math.min(madeAt(entry.operation), Date.parse(entry.at))).toISOString();
  return entry.pupils.map((pupil) => ({
    trace_id: traceIdOf(entry.operation),
    operation_id: operationIdOf(entry.operation),
    status_code: entry.result === 'gelukt' ? 'OK' : 'ERROR',
    name: `${entry.object} ${entry.action}`,
    start_time: begun,
    end_time: entry.at,
    resource: { name: 'leerspoor' },
    attributes: {
      'dpl.core.processing_activity_id': activityUri(register, entry.purpose),
      'dpl.core.data_subject_id': encryption.encrypt(pupil, carried('verwerking')),
      'dpl.core.data_subject_id_type': 'leerspoor-leerling',
    },
  }));
}

function activityUri(register: string, purpose: string): string {
  const between = register.endsWith('/') ? '' : register.startsWith('urn:') ? ':' : '/';
  return `${register}${between}${activityOf(purpose)}`;
}

/**
 * Writes processing records as JSON lines beside the audit log, where LEERSPOOR_VERWERKINGEN names a file. No sampling.
 * The audit log is the truth: `leerspoor export verwerkingen` gives the same records of what was ever logged.
 */
@Injectable()
export class ProcessingLog {
  private readonly logger = new Logger(ProcessingLog.name);
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Entries that stand. Order is kept; nobody waits for the file. */
  append(entries: readonly Processed[]): void {
    const { LEERSPOOR_VERWERKINGEN: path, LEERSPOOR_VERWERKINGENREGISTER: register } = this.settings;
    if (path === undefined) return;
    const lines = entries
      .flatMap((one) => processingRecords(one, this.encryption, register))
      .map((one) => JSON.stringify(one));
    if (lines.length === 0) return;
    this.writing = this.writing
      .then(() => appendFile(path, `${lines.join('\n')}\n`, { mode: 0o600 }))
      .catch((error: NodeJS.ErrnoException) => {
        this.logger.error({ msg: 'verwerkingen niet geschreven', aantal: lines.length, code: error.code });
      });
  }

  close(): Promise<void> {
    return this.writing;
  }
}
