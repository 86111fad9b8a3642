/**
 * An OpenID provider on loopback: `node oidc_provider.mjs CALLBACK`. Prints its address, ends with its standard input.
 *
 * Whoever signs in there is who they say. POST /spoil?what=... has the next ID token spoiled: what a provider that cannot be trusted,
 * or somebody between, might send.
 */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../frontend/package.json', import.meta.url))
const { default: Provider } = await import(require.resolve('oidc-provider'))
const { SignJWT, decodeJwt, importJWK, UnsecuredJWT } = await import(require.resolve('jose'))

const callback = process.argv[2]
const jwk = name => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: name, alg: 'RS256' })
const own = jwk('own')
const foreign = jwk('own')
const server = createServer()
await new Promise(listening => server.listen(0, '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [{ client_id: 'unison', client_secret: 'of-the-client', redirect_uris: [callback] }],
  jwks: { keys: [own] },
  cookies: { keys: ['only a test'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@plant.example`, email_verified: !id.startsWith('unverified') }),
  }),
  // consent is not asked for
  loadExistingGrant: async ctx => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid email')
    await grant.save()
    return grant
  },
})

let spoiled = ''
const hour = 3600
const changes = {
  nonce: said => ({ ...said, nonce: 'another' }),
  audience: said => ({ ...said, aud: 'another' }),
  several: said => ({ ...said, aud: ['unison', 'another'] }),
  party: said => ({ ...said, azp: 'another' }),
  issuer: said => ({ ...said, iss: 'https://another.example' }),
  expired: said => ({ ...said, exp: said.iat - hour, iat: said.iat - 2 * hour }),
  future: said => ({ ...said, iat: said.iat + hour }),
  subject: ({ sub: _, ...said }) => said,
  mfa: said => ({ ...said, amr: ['pwd', 'mfa'] }),
  password: said => ({ ...said, amr: ['pwd'], acr: 'mfa' }),
  words: said => ({ ...said, amr: 'mfa' }),
}

async function spoil(token) {
  const said = decodeJwt(token)
  const sign = (claims, key, alg) => new SignJWT(claims).setProtectedHeader({ alg, kid: 'own' }).sign(key)
  if (spoiled === 'unsigned') return new UnsecuredJWT(said).encode()
  if (spoiled === 'key') return sign(said, await importJWK(foreign, 'RS256'), 'RS256')
  if (spoiled === 'algorithm') return sign(said, new TextEncoder().encode('of-the-client'.padEnd(32, '-')), 'HS256')
  if (spoiled === 'absent') return undefined
  return sign(changes[spoiled](said), await importJWK(own, 'RS256'), 'RS256')
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/spoil') {
    spoiled = ctx.query.what
    ctx.status = 204
    return
  }
  await next()
  if (ctx.oidc?.route === 'token' && spoiled && ctx.body?.id_token) {
    ctx.body.id_token = await spoil(ctx.body.id_token)
    spoiled = ''
  }
})

server.on('request', provider.callback())
console.log(issuer)
process.stdin.resume().on('end', () => process.exit(0))
