import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { followLive } from './api/live'
import { Door } from './features/first-hour/door'
import { DemandedFactor } from './features/sign-in/demanded-factor'
import { FirstPassword } from './features/sign-in/first-password'
import { useMe } from './features/sign-in/use-session'
import { DevicePage } from './features/stations/device-page'
import { useStation } from './features/stations/use-device'
import { forgetViews, KEPT, KEPT_MS, makeQueryClient, persisterOf } from './query-client'
import { makeRouter } from './routes'
import { NewVersion } from './shell/new-version'
import { theme, variables } from './theme'

export function App() {
  const me = useMe()
  const owner = me && `${me.organization_id}/${me.user_id}`
  const station = useStation()
  const asked = window.location.pathname === '/station'
  useEffect(() => {
    if (!owner) void forgetViews()
  }, [owner])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <Notifications position="bottom-center" className="told" limit={3} autoClose={5000} />
      <NewVersion />
      {owner ? (
        me.must_change_password ? (
          <FirstPassword />
        ) : me.second_factor_demanded ? (
          <DemandedFactor />
        ) : (
          <SignedIn key={owner} owner={owner} />
        )
      ) : station || asked ? (
        <DevicePage />
      ) : (
        <Door />
      )}
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
