import { SMTPServer } from 'smtp-server';

export interface Received {
  to: string[];
  text: string;
  messageId: string;
}

/** A real mail server on this machine. `answer` may refuse a message: an error with a `responseCode`. */
export interface MailServer {
  address: string;
  received: Received[];
  answer: (message: Received) => Error | null | 'never';
  close(): Promise<void>;
}

export async function openMailServer(port = 0): Promise<MailServer> {
  const server: MailServer = { address: '', received: [], answer: () => null, close: async () => undefined };
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 100, logger: false },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
      stream.on('end', () => {
        const messageId = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
        const message = { to: session.envelope.rcptTo.map((one) => one.address), text, messageId };
        const answer = server.answer(message);
        if (answer === 'never') return;
        if (answer === null) server.received.push(message);
        done(answer);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const { port: taken } = smtp.server.address() as { port: number };
  server.address = `smtp://127.0.0.1:${taken}`;
  server.close = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  return server;
}
