import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { CommandSheet } from '../../shell/fields'
import { useMay } from '../sign-in/use-session'
import type { ChartAnswer } from './queries'

type Response = ChartAnswer['characteristic']['response']

const RESPONSES: Record<Response, string> = {
  nothing: 'does nothing to the lot',
  hold_out_of_specification: 'holds the lot when a value is out of specification',
  hold_any_violation: 'holds the lot when a value is out of specification or a control rule is broken',
}

/** What a violation does to the lot that was measured, and where that is changed. */
export function ViolationResponse({ characteristic }: { characteristic: ChartAnswer['characteristic'] }) {
  const may = useMay()
  const [asked, setAsked] = useState(false)
  return (
    <Group gap="sm">
      <Text size="sm">A violation {RESPONSES[characteristic.response]}.</Text>
      {may('quality.set_violation_response') && (
        <Button variant="default" size="xs" onClick={() => setAsked(true)}>
          Change
        </Button>
      )}
      {asked && (
        <CommandSheet
          title={`A violation of ${characteristic.characteristic}`}
          command="quality.set_violation_response"
          fixed={{ characteristic: characteristic.characteristic }}
          fields={[
            {
              name: 'response',
              label: 'What it does',
              kind: 'choice',
              required: true,
              initial: characteristic.response,
              choices: Object.entries(RESPONSES).map(([value, label]) => ({ value, label })),
            },
          ]}
          said={`${characteristic.characteristic}: what a violation does`}
          changes
          close={() => setAsked(false)}
        />
      )}
    </Group>
  )
}
