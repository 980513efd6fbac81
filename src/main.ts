#!/usr/bin/env node
import 'reflect-metadata';
import { endQuietlyOnBrokenPipe } from './cli/output';
import { runProgram } from './cli/program';
import { Shutdown } from './platform/shutdown';

// names and absence of children: what this program makes is for its own account only
process.umask(0o077);
endQuietlyOnBrokenPipe();
void runProgram(process.argv.slice(2), { env: process.env, shutdown: new Shutdown().listen() }).then((code) => {
  process.exitCode = code;
  // What a library left open must not keep a finished command alive; stdout may still be writing to a slow pipe.
  process.stdout.write('', () => process.exit(code));
});
