import { Button, Text } from '@mantine/core'
import { moment, words } from '../../format'
import { useCommand } from '../../offline/use-command'
import { useMay } from '../sign-in/use-session'
import type { WarningShown } from './house-rules'

export function Warnings({ warnings }: { warnings: WarningShown[] }) {
  const may = useMay()
  const { busy, failure, carryOut } = useCommand()
  const set = (warning: string, policy: string) =>
    void carryOut(
      'plausibility.set_policy',
      { warning, policy },
      `${words(warning)}: ${policy === 'refuse' ? 'refused' : 'taken'}`,
    )
  return (
    <>
      {failure && (
        <Text className="bad-text" role="alert">
          {failure}
        </Text>
      )}
      <ul className="rows" aria-label="Warnings">
        {warnings.map(({ warning, meaning, policy, set_at, set_by_name }) => (
          <li key={warning} className="row outbox-row">
            <div>
              <Text fw={600}>{words(warning)}</Text>
              <Text size="sm">{meaning}</Text>
              <Text size="sm" c="dimmed">
                {policy === 'refuse' ? 'Refused' : 'Taken with a warning'}
                {set_at && ` since ${moment(set_at)}, by ${set_by_name ?? 'somebody'}`}
              </Text>
            </div>
            {may('plausibility.set_policy') && (
              <Button
                variant="default"
                size="sm"
                loading={busy}
                onClick={() => set(warning, policy === 'refuse' ? 'tell' : 'refuse')}
                aria-label={`${policy === 'refuse' ? 'Take' : 'Refuse'}: ${words(warning)}`}
              >
                {policy === 'refuse' ? 'Take it' : 'Refuse it'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
