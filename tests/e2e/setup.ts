import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** Starts the server with the demo; answers the function that stops it. */
export default async function setup(): Promise<() => Promise<void>> {
  const { told, stop } = await started()
  process.env.UNISON_E2E = told
  return stop
}

/** A server of one's own, and what it told when it was ready. */
export async function started(...options: string[]): Promise<{ told: string; stop: () => Promise<void> }> {
  const root = path.resolve(__dirname, '../..')
  const python = path.join(root, '.venv/bin/python')
  if (!existsSync(python)) throw new Error('There is no .venv. Run `make setup` first.')
  const server = spawn(python, [path.join(__dirname, 'server.py'), ...options], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const told = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve)
    server.once('exit', code => reject(new Error(`The server ended with ${code}.`)))
  })
  return {
    told,
    stop: async () => {
      server.stdin.end()
      await ended
    },
  }
}
