#!/usr/bin/env node
import 'reflect-metadata';
import { endQuietlyOnBrokenPipe } from './cli/output';
import { runProgram } from './cli/program';
import { Shutdown } from './platform/shutdown';
import { startTelemetry } from './platform/telemetry';

// names and absence of children: what this program makes is for its own account only
process.umask(0o077);
endQuietlyOnBrokenPipe();
void main().then((code) => {
  process.exitCode = code;
  // What a library left open must not keep a finished command alive; stdout may still be writing to a slow pipe.
  process.stdout.write('', () => process.exit(code));
});

async function main(): Promise<number> {
  const stopTelemetry = await startTelemetry(process.env);
  try {
    return await runProgram(process.argv.slice(2), { env: process.env, shutdown: new Shutdown().listen() });
  } finally {
    await stopTelemetry();
  }
}
