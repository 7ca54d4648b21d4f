// An OpenID provider on loopback that gives its clients JWT access tokens, until its standard input ends.
//   node provider.mjs PORT KEY_ID
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import Provider from 'oidc-provider';

const [port, kid] = process.argv.slice(2);
const key = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' };
const client = (client_id) => ({
  client_id,
  client_secret: 'invented-secret-of-a-test',
  token_endpoint_auth_method: 'client_secret_post',
  grant_types: ['client_credentials'],
  id_token_signed_response_alg: 'ES256',
  redirect_uris: [],
  response_types: [],
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [key] },
  clients: [client('supervisor-7'), client('nobody')],
  ttl: { ClientCredentials: 300 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({ scope: '', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
    },
  },
  extraTokenClaims: (_, token) => {
    const rights = { border_roles: ['supervisor'], border_areas: ['53.01'], border_unit: 'U-5301' };
    return token.clientId === 'supervisor-7' ? rights : {};
  },
});

const server = provider.listen(Number(port), '127.0.0.1');
await once(server, 'listening');
console.log('listening');
process.stdin.resume();
await once(process.stdin, 'end');
process.exit(0);
