// Writes src/api/schema.d.ts and src/api/views.ts from Unison's OpenAPI document.
//   node scripts/generate.mjs                 asks Unison's code itself, in ../.venv
//   node scripts/generate.mjs http://HOST     asks a server that runs
//   node scripts/generate.mjs --check         tells whether the files are current; exits 1 when one is not
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = 'src/api/'
const python = `${root}.venv/bin/python`
const ask =
  'import json; from unison.main import application; from unison.settings import Settings;' +
  ' print(json.dumps(application(Settings(), "postgresql://nowhere").openapi()))'

const [option] = process.argv.slice(2)
const checking = option === '--check'

if (checking && !existsSync(python)) {
  console.log('The generated client was NOT checked: there is no .venv here to ask. Run `make setup` first.')
  process.exit(0)
}

async function document() {
  if (option?.startsWith('http')) return (await fetch(new URL('/openapi.json', option))).json()
  const printed = execFileSync(python, ['-c', ask], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  return JSON.parse(printed)
}

const head = '// Generated from the OpenAPI document by `npm run generate`. Do not edit.\n\n'

/** The views that the routes answer from, as each route's `x-view` names them. */
function views({ paths }) {
  const operations = Object.values(paths).flatMap(Object.values)
  const names = [...new Set(operations.map(operation => operation['x-view']).filter(Boolean))].sort()
  return `/** Every view of the server: queries of a view have its name first in their key. */
export const VIEWS = [\n${names.map(name => `  '${name}',\n`).join('')}]\n`
}

const told = await document()
const made = {
  'schema.d.ts': head + astToString(await openapiTS(told, { alphabetize: true })),
  'views.ts': head + views(told),
}

for (const [name, text] of Object.entries(made)) {
  const target = fileURLToPath(new URL(`../${folder}${name}`, import.meta.url))
  if (!checking) {
    writeFileSync(target, text)
    console.log(`Wrote ${target}`)
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${folder}${name} is not what the API says now. Run \`npm run generate\` in frontend/ and commit it.`)
    process.exitCode = 1
  }
}
