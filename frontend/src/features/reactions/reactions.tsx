import { Anchor, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { parkedQuery, type ReactionShown, reactionsQuery, refusalsQuery } from './queries'
import { keyOf, reactionTold, screenOf } from './told'

/** What happens by itself: how far it is, what a rule refused, and what is set aside. */
export function Screen() {
  const reactions = useQuery(reactionsQuery())
  const refusals = useQuery(refusalsQuery())
  const parked = useQuery(parkedQuery())
  return (
    <Page title="What happens by itself">
      <Stack gap="md">
        <Queried query={reactions}>
          {all => (
            <Stack gap="xs">
              {all.map(reaction => (
                <Reaction key={reaction.name} reaction={reaction} />
              ))}
            </Stack>
          )}
        </Queried>
        <section aria-labelledby="refused">
          <h2 id="refused">What was refused</h2>
          <Queried query={refusals}>
            {all =>
              all.length === 0 ? (
                <Empty title="Nothing was refused">Everything that should follow has followed.</Empty>
              ) : (
                <Stack gap="xs">
                  {all.map(each => (
                    <Paper withBorder p="sm" className="surface" key={`${each.stream} ${each.version} ${each.target}`}>
                      <Text size="sm">
                        {moment(each.at)}, because of <About stream={each.stream} />: {each.detail}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {reactionTold(each.reaction)}. Nothing was done; decide whether something is to be.
                      </Text>
                    </Paper>
                  ))}
                </Stack>
              )
            }
          </Queried>
        </section>
        <section aria-labelledby="parked">
          <h2 id="parked">What is set aside</h2>
          <Queried query={parked}>
            {all =>
              all.length === 0 ? (
                <Empty title="Nothing is set aside">Every fact could be worked with.</Empty>
              ) : (
                <Stack gap="xs">
                  {all.map(each => (
                    <Paper withBorder p="sm" className="surface" key={`${each.consumer} ${each.stream}`}>
                      <Text size="sm">
                        <About stream={each.stream} /> since {moment(each.parked_at)}: {each.error}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {reactionTold(each.consumer)}, tried {count(each.attempts)}{' '}
                        {each.attempts === 1 ? 'time' : 'times'}. Whoever runs the server can have it tried again.
                      </Text>
                    </Paper>
                  ))}
                </Stack>
              )
            }
          </Queried>
        </section>
      </Stack>
    </Page>
  )
}

function Reaction({ reaction }: { reaction: ReactionShown }) {
  return (
    <Paper withBorder p="sm" className="surface">
      <Text fw={600}>{reactionTold(reaction.name)}</Text>
      <Text size="sm" c="dimmed">
        {reaction.behind === 0 ? 'Up to date' : `${count(reaction.behind)} facts behind`}
        {reaction.refused > 0 && ` · ${count(reaction.refused)} refused`}
        {reaction.parked > 0 && ` · ${count(reaction.parked)} set aside`}
      </Text>
      {reaction.stopped && <Text className="bad-text">It has stopped: {reaction.stopped}</Text>}
    </Paper>
  )
}

function About({ stream }: { stream: string }) {
  const to = screenOf(stream)
  if (!to) return keyOf(stream)
  return (
    <Anchor size="sm" renderRoot={props => <Link {...props} to={to.path} search={{ id: to.id }} />}>
      {keyOf(stream)}
    </Anchor>
  )
}
