import { isInside, safeRequest } from '../../src/exchange/safe-request';

describe('addresses that somebody else chose', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
    ...['100.64.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', '::ffff:10.0.0.1'],
    ...['64:ff9b::a00:1', '2002:7f00:1::', 'geen-adres'],
  ])('%s is inside', (address) => expect(isInside(address)).toBe(true));

  it.each(['8.8.8.8', '172.15.255.255', '172.32.0.0', '192.167.255.255', '100.63.255.255', '2a00:1450::1'])(
    '%s is outside',
    (address) => expect(isInside(address)).toBe(false),
  );

  const ask = (url: string, inside = false) => safeRequest({ method: 'GET', url, headers: {}, inside });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:7f00:1]/',
  ])('%s is not asked', async (url) => expect(ask(url)).rejects.toMatchObject({ code: 'adres-verboden' }));

  it('a name that leads inside is not asked', () =>
    expect(ask('https://localhost/')).rejects.toMatchObject({ code: 'adres-verboden' }));

  it.each(['http://voorbeeld.nl/', 'file:///etc/passwd', 'ftp://voorbeeld.nl/'])('%s is no https', (url) =>
    expect(ask(url)).rejects.toMatchObject({ code: 'geen-https' }),
  );

  it('inside, only where it is allowed', () =>
    expect(ask('http://127.0.0.1:1/', true)).rejects.toMatchObject({ code: 'ECONNREFUSED' }));
});
