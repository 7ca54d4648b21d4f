// An OpenID provider on loopback for the code flow with PKCE, at which whoever comes is signed in as one supervisor.
//   node sign-in.mjs PORT CLIENT REDIRECT_URI
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import Provider from 'oidc-provider';

const [port, client_id, redirectUri] = process.argv.slice(2);
const accountId = 'supervisor-7';
const rights = { border_roles: ['supervisor'], border_areas: ['53'], border_unit: 'U-5301' };
const key = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: 'sign-in', alg: 'ES256', use: 'sig' };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [key] },
  cookies: { keys: ['invented-secret-of-a-test'] },
  clients: [
    {
      client_id,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [redirectUri],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { profile: ['name'], openid: ['sub', 'border_roles', 'border_areas'] },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, name: sub, border_roles: rights.border_roles, border_areas: rights.border_areas }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  extraTokenClaims: () => rights,
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:border',
      useGrantedResource: () => true,
      getResourceServerInfo: (_, audience) => ({ scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
    },
  },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) return next();
  const { params } = await provider.interactionDetails(context.req, context.res);
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope('urn:border', '');
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  context.respond = false;
  await provider.interactionFinished(context.req, context.res, result);
});

const server = provider.listen(Number(port), '127.0.0.1');
await once(server, 'listening');
console.log('listening');
process.stdin.resume();
await once(process.stdin, 'end');
process.exit(0);
