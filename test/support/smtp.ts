import { SMTPServer } from 'smtp-server';

export interface Received {
  to: string[];
  text: string;
  messageId: string;
}

/**
 * A real mail server on this machine. `answer` may refuse a message: an error with a `responseCode`; `dies`: takes it and
 * breaks the connection before it says so. `recipient` and `greeting` may refuse in the same way.
 */
export interface MailServer {
  address: string;
  received: Received[];
  answer: (message: Received) => Error | null | 'never' | 'dies';
  recipient: (address: string) => Error | null;
  greeting: () => Error | null;
  close(): Promise<void>;
}

/** As when the machine goes down: no word more on any connection. */
function breakOff(smtp: SMTPServer): void {
  const { connections } = smtp as unknown as { connections: Set<{ _socket: { end(): void } }> };
  for (const { _socket } of connections) _socket.end();
}

export async function openMailServer(port = 0): Promise<MailServer> {
  const server: MailServer = {
    ...{ address: '', received: [], answer: () => null, recipient: () => null, greeting: () => null },
    close: async () => undefined,
  };
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 100, logger: false },
    onConnect: (_session, done) => done(server.greeting()),
    onRcptTo: ({ address }, _session, done) => done(server.recipient(address)),
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
      stream.on('end', () => {
        const messageId = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
        const message = { to: session.envelope.rcptTo.map((one) => one.address), text, messageId };
        const answer = server.answer(message);
        if (answer === 'never') return;
        if (answer === null || answer === 'dies') server.received.push(message);
        if (answer === 'dies') breakOff(smtp);
        else done(answer);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const { port: taken } = smtp.server.address() as { port: number };
  server.address = `smtp://127.0.0.1:${taken}`;
  server.close = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  return server;
}
