import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { followLive } from './api/live'
import { SignIn } from './features/sign-in/sign-in'
import { useMe } from './features/sign-in/use-session'
import { forgetViews, KEPT, KEPT_MS, makeQueryClient, persisterOf } from './query-client'
import { makeRouter } from './routes'
import { NewVersion } from './shell/new-version'
import { theme, variables } from './theme'

export function App() {
  const me = useMe()
  const owner = me && `${me.organization_id}/${me.user_id}`
  useEffect(() => {
    if (!owner) void forgetViews()
  }, [owner])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <Notifications position="bottom-center" className="told" limit={3} autoClose={5000} />
      <NewVersion />
      {owner ? <SignedIn key={owner} owner={owner} /> : <SignIn />}
    </MantineProvider>
  )
}

/** One person's Unison: with another person everything here is made anew. */
function SignedIn({ owner }: { owner: string }) {
  const [queries] = useState(makeQueryClient)
  const [router] = useState(makeRouter)
  const persister = useMemo(() => persisterOf(owner), [owner])
  useEffect(() => followLive(queries), [queries])
  return (
    <PersistQueryClientProvider
      client={queries}
      persistOptions={{ persister, maxAge: KEPT_MS, buster: '1', dehydrateOptions: KEPT }}
    >
      <RouterProvider router={router} />
    </PersistQueryClientProvider>
  )
}
