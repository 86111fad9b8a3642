// Writes src/api/schema.d.ts from Unison's OpenAPI document.
//   node scripts/generate.mjs                 asks Unison's code itself, in ../.venv
//   node scripts/generate.mjs http://HOST     asks a server that runs
//   node scripts/generate.mjs --check         tells whether the file is current; exits 1 when it is not
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const target = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url))
const python = `${root}.venv/bin/python`
const ask =
  'import json; from unison.main import application; from unison.settings import Settings;' +
  ' print(json.dumps(application(Settings(), "postgresql://nowhere").openapi()))'

const [wish] = process.argv.slice(2)
const checking = wish === '--check'

if (checking && !existsSync(python)) {
  console.log('The generated client was NOT checked: there is no .venv here to ask. Run `make setup` first.')
  process.exit(0)
}

async function document() {
  if (wish?.startsWith('http')) return (await fetch(new URL('/openapi.json', wish))).json()
  const printed = execFileSync(python, ['-c', ask], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  return JSON.parse(printed)
}

const head = '// Generated from the OpenAPI document by `npm run generate`. Do not edit.\n\n'
const made = head + astToString(await openapiTS(await document(), { alphabetize: true }))

if (!checking) {
  writeFileSync(target, made)
  console.log(`Wrote ${target}`)
} else if (readFileSync(target, 'utf8') !== made) {
  console.error('src/api/schema.d.ts is not what the API says now. Run `npm run generate` in frontend/ and commit it.')
  process.exit(1)
}
