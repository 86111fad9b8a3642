import { Button, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, read } from '../../api/client'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { stationsQuery } from './queries'

/** The code by which a device becomes a station: as text, and to be scanned; until it is used or too old. */
export function PairingSheet({ station, close }: { station: string; close: () => void }) {
  const queries = useQueryClient()
  const offer = useQuery({
    queryKey: ['pairing', station],
    queryFn: () => read(api.POST('/api/v1/stations/offer-pairing', { body: { station } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const paired = (useQuery(stationsQuery).data ?? []).find(each => each.station === station)?.paired_at ?? null
  const [before] = useState(paired)
  const isNew = paired !== null && paired !== before
  const left = useLeft(offer.data?.expires_at)
  const again = () => void queries.resetQueries({ queryKey: ['pairing', station] })
  return (
    <Sheet title={`Pair ${station}`} opened close={close}>
      {offer.error ? (
        <Failed error={offer.error} again={again} />
      ) : isNew ? (
        <Stack gap="md">
          <Text role="status" fw={600}>
            The device is paired.
          </Text>
          <Button size="lg" className="submit" onClick={close}>
            Done
          </Button>
        </Stack>
      ) : (
        offer.data && (
          <Stack gap="md" align="center">
            <Text>Scan this with the device, or open /station on it and type the code.</Text>
            <div
              className="qr"
              role="img"
              aria-label="The code, to be scanned"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: an image that the server has drawn of its own link
              dangerouslySetInnerHTML={{ __html: offer.data.qr }}
            />
            <Text className="pairing-code" aria-label="Code">
              {offer.data.code}
            </Text>
            {left > 0 ? (
              <Text c="dimmed" role="timer">
                Good for {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
              </Text>
            ) : (
              <Button size="lg" className="submit" onClick={again}>
                It is too old: make another one
              </Button>
            )}
          </Stack>
        )
      )}
    </Sheet>
  )
}

function useLeft(until: string | undefined): number {
  const [at, setAt] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return until ? Math.max(Math.ceil((Date.parse(until) - at) / 1000), 0) : 1
}
