import { useState } from 'react'
import { session } from '../features/sign-in/session'
import { Failed } from '../shell/states'
import { failureOf } from './problems'

/** Saves a document of the server as a file. A link alone could not: it carries no token. */
export function useDownload() {
  const [error, setError] = useState<unknown>(null)

  async function download(path: string, name: string): Promise<void> {
    setError(null)
    try {
      const asked = { headers: { Authorization: `Bearer ${await session.accessToken()}` } }
      let answer = await fetch(path, asked)
      if (answer.status === 401) {
        const token = await session.renewedToken(asked.headers.Authorization.slice('Bearer '.length))
        answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` } })
      }
      if (!answer.ok) throw failureOf(answer.status, await answer.json().catch(() => null))
      save(await answer.blob(), name)
    } catch (failure) {
      setError(failure)
    }
  }

  return { download, failed: error ? <Failed error={error} /> : null }
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
