/** A receiver of webhooks on this machine: agrees to be written to, and remembers what came. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Arrived {
  headers: IncomingMessage['headers']
  body: string
}

export interface Receiver {
  url: string
  arrived: Arrived[]
  close: () => void
}

export async function receiver(): Promise<Receiver> {
  const arrived: Arrived[] = []
  const http = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (request.method === 'OPTIONS')
      return response.writeHead(200, { 'WebHook-Allowed-Origin': '*', 'WebHook-Allowed-Rate': '*' }).end()
    arrived.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
    return response.writeHead(204).end()
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/unison`, arrived, close: () => http.close() }
}

/** Whether it comes from whoever has the secret, as docs/webhooks.md tells it. */
export function isSigned({ headers, body }: Arrived, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}
