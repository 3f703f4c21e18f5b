import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOwnOriginCheck } from '../../server/http/own-origin.ts';
import { createProblemHandler } from '../../server/http/problem-handler.ts';
import { createLogger } from '../../server/runtime/logger.ts';

const app = express();
app.use(createOwnOriginCheck(['care.example.org']));
app.all('/', (_request, response) => {
  response.json({ done: true });
});
app.use(createProblemHandler(createLogger('silent')));
const server = createServer(app);
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => new Promise<void>((done) => server.close(() => done())));

async function ask(
  method: string,
  headers: Record<string, string>,
): Promise<{ status: number; type: string }> {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((done, fail) => {
    request({ host: '127.0.0.1', port, method, path: '/', headers }, done).on('error', fail).end();
  });
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode!, type: (JSON.parse(text || '{}') as { type?: string }).type ?? '' };
}

describe('the name under which the service is asked', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:3000',
    'localhost:3000',
    '[::1]:3000',
    '10.1.2.3',
    `${hostname()}:80`,
    'care.example.org',
    'CARE.example.org:443',
    'x.localhost',
    'LOCALHOST:3000',
    'localhost.:3000',
    '[::ffff:127.0.0.1]:3000',
    '[fe80::1%25eth0]:3000',
  ])('%s is its own', async (host) => expect((await ask('GET', { Host: host })).status).toBe(200));
  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'care.example.org.evil.example',
    ' ',
    'a b',
    '.',
    'localhost..',
    'localhost:3000:80',
    'localhost@evil.example',
    'xn--localhost-.example',
    '2130706433.evil.example',
    '[::1].evil.example',
    '[localhost',
  ])('%s is refused', async (host) => {
    const { status, type } = await ask('GET', { Host: host });
    expect(status).toBe(403);
    expect(type).toContain('host-not-allowed');
  });
});

describe('changes', () => {
  const Host = 'localhost:3000';
  it.each([
    {},
    { Origin: 'http://localhost:3000' },
    { Origin: 'https://care.example.org' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'HTTP://LOCALHOST:3000' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
  ])('are made with %o', async (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await ask(method, { Host, ...headers })).status).toBe(200);
  });
  it.each([
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'none' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
    { Origin: '' },
    { Origin: 'http://localhost' },
    { Origin: 'http://127.0.0.1:3000' },
    { Origin: 'http://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'http://localhost:3000@evil.example' },
    { Origin: 'http://evil.example, http://localhost:3000' },
    { Origin: 'http://localhost:3001' },
    { Origin: 'http://localhost:3000.evil.example' },
    { Origin: 'file://' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])('are refused with %o, and reading is not', async (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, type } = await ask(method, { Host, ...headers });
      expect(status).toBe(403);
      expect(type).toContain('origin-not-allowed');
    }
    expect((await ask('GET', { Host, ...headers })).status).toBe(200);
  });
});

describe('at the edges of the protocol', () => {
  it.each([
    ['localhost', 'http://localhost:80'],
    ['localhost:80', 'http://localhost'],
    ['care.example.org:443', 'https://care.example.org'],
    ['[::1]:3000', 'http://[::1]:3000'],
  ])('host %s and origin %s are one', async (Host, Origin) =>
    expect((await ask('POST', { Host, Origin })).status).toBe(200),
  );

  const speak = async (lines: readonly string[]): Promise<number> => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    return Number(text.split(' ')[1]);
  };
  it.each([
    [['GET / HTTP/1.0'], 200],
    [['POST / HTTP/1.0', 'Content-Length: 0'], 200],
    [['POST / HTTP/1.0', 'Content-Length: 0', 'Origin: http://evil.example'], 403],
    [['GET / HTTP/1.0', 'Host: evil.example'], 403],
    [['GET / HTTP/1.1', 'Connection: close'], 400],
    [['GET http://127.0.0.1/ HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close'], 200],
    [['GET http://evil.example/ HTTP/1.1', 'Host: evil.example', 'Connection: close'], 403],
  ] as const)('%o: %d', async (lines, status) => expect(await speak(lines)).toBe(status));
});
