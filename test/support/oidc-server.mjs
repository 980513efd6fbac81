/**
 * A real OpenID provider for the tests, on this machine. `POST /kies` says who is at the keyboard of the next login:
 * `{ account, claims, acr, amr }`. Its only argument: the address of Leerspoor.
 */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const application = process.argv[2];
const API = 'urn:leerspoor:api';
let chosen = { account: 'niemand', claims: {}, acr: undefined, amr: [] };
const accounts = new Map();

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const back = (code) => `${application}/inloggen/oidc/${code}`;
const client = (client_id, code) => ({
  client_id,
  client_secret: 'een geheim van de client',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [`${back(code)}/terug`],
  post_logout_redirect_uris: [`${application}/inloggen`],
  backchannel_logout_uri: `${back(code)}/afmelden`,
  backchannel_logout_session_required: true,
});

const provider = new Provider(issuer, {
  clients: [
    client('leerspoor', 'emmen'),
    client('leerspoor-sterk', 'sterk'),
    {
      client_id: 'rooster',
      client_secret: 'een geheim van het rooster',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  claims: { openid: ['sub', 'acr', 'amr'], profile: ['name', 'medewerker', 'groepen', 'gemeenten'] },
  acrValues: ['sterk'],
  // its own guard against addresses inside leans on a newer Node
  fetch: (url, { dispatcher: _, ...options }) => globalThis.fetch(url, options),
  cookies: { keys: ['alleen voor tests'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
  interactions: { url: (_, interaction) => `/aanmelden/${interaction.uid}` },
  issueRefreshToken: () => true,
  ttl: { AccessToken: 60, IdToken: 60, RefreshToken: 3600, Session: 3600, Grant: 3600, Interaction: 600 },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile offline_access');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = form.replace('</form>', '<input name="logout" value="yes"></form>');
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => (ctx.oidc.params?.grant_type === 'client_credentials' ? API : undefined),
      getResourceServerInfo: () => ({ scope: '', audience: API, accessTokenTTL: 60, accessTokenFormat: 'jwt' }),
    },
  },
});

provider.use(async (ctx, next) => {
  if (ctx.path === '/kies') {
    const parts = [];
    for await (const part of ctx.req) parts.push(part);
    chosen = JSON.parse(Buffer.concat(parts).toString());
    accounts.set(chosen.account, chosen.claims);
    ctx.body = 'goed';
    return;
  }
  if (!ctx.path.startsWith('/aanmelden/')) return next();
  const { account, acr, amr } = chosen;
  const result = { login: { accountId: account, acr, amr }, consent: {} };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

server.on('request', provider.callback());
process.stdout.write(`${issuer}\n`);
