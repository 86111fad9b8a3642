import { useRegisterSW } from 'virtual:pwa-register/react'
import { Button, Group, Text } from '@mantine/core'

/** Offers a newer version of the program when the browser has fetched one. Nothing is lost by taking it. */
export function NewVersion() {
  const { needRefresh, updateServiceWorker } = useRegisterSW({
    onRegisteredSW: (_, registration) => {
      if (registration) setInterval(() => void registration.update().catch(() => undefined), 30 * 60_000)
    },
  })
  const [waiting, setWaiting] = needRefresh
  if (!waiting) return null
  return (
    <Group role="status" className="new-version" justify="center" gap="sm">
      <Text size="sm">There is a newer version of Unison.</Text>
      <Button size="xs" onClick={() => void updateServiceWorker(true)}>
        Load it
      </Button>
      <Button size="xs" variant="default" onClick={() => setWaiting(false)}>
        Later
      </Button>
    </Group>
  )
}
