import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { moment, words } from '../../format'
import { useCommand } from '../../offline/use-command'
import { Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type WarningShown, warningsQuery } from './queries'

/** What the organization has decided for everybody. */
export function Screen() {
  const warnings = useQuery(warningsQuery)
  return (
    <Page title="House rules">
      <section aria-label="Warnings">
        <h2>What is asked</h2>
        <Text size="sm" c="dimmed" mb="xs">
          What is hard to believe or looks doubled is taken with a warning. Where you want it refused, it is; words in
          braces are the facts of the case.
        </Text>
        <Queried query={warnings}>{found => <Warnings warnings={found} />}</Queried>
      </section>
    </Page>
  )
}

function Warnings({ warnings }: { warnings: WarningShown[] }) {
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
