import { Anchor } from '@mantine/core'
import { useEffect, useState } from 'react'
import { SignIn } from '../sign-in/sign-in'
import { Begin } from './begin'
import { type Beginning, firstRun } from './first-run'

/** Where nobody is signed in: the sign-in; on a server where nobody can sign in yet, the beginning of an organization. */
export function Door() {
  const [found, setFound] = useState<Beginning | null>(null)
  const [begins, setBegins] = useState<boolean | null>(null)
  useEffect(() => {
    void firstRun().then(setFound)
  }, [])
  if (!found) return null
  if (begins ?? (found.open && !found.people))
    return <Begin leave={found.people ? () => setBegins(false) : undefined} />
  return (
    <>
      <SignIn />
      {found.open && (
        <p className="below-sign-in">
          <Anchor component="button" type="button" onClick={() => setBegins(true)}>
            Start your own organization
          </Anchor>
        </p>
      )}
    </>
  )
}
