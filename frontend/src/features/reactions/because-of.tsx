import { Anchor, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { moment } from '../../format'
import { useMay } from '../sign-in/use-session'
import { type Cause, causesQuery } from './queries'
import { causeTold, happened } from './told'

interface Props {
  /** The lot or the order, as the facts name it. */
  stream: string
  /** The view that says when there is something new. */
  view: string
}

/** What happened by itself, and because of what; nothing where nothing did. */
export function BecauseOf({ stream, view }: Props) {
  const may = useMay()
  const causes = useQuery({ ...causesQuery(view, stream), enabled: may('causes.read'), retry: false })
  if (!causes.data?.length) return null
  return (
    <section aria-labelledby="because">
      <h2 id="because">What happened by itself</h2>
      <Paper withBorder p="sm" className="surface">
        <Stack gap="xs">
          {causes.data.map(each => (
            <Text size="sm" key={each.version}>
              {happened(each.type)} {moment(each.at)}, because{' '}
              {each.because.map((cause, place) => (
                <span key={`${cause.stream} ${cause.version}`}>
                  {place > 0 && ', as '}
                  <Sentence cause={cause} />
                </span>
              ))}
              .
            </Text>
          ))}
        </Stack>
      </Paper>
    </section>
  )
}

function Sentence({ cause }: { cause: Cause }) {
  const { text, to } = causeTold(cause)
  if (!to) return text
  return (
    <Anchor size="sm" renderRoot={props => <Link {...props} to={to.path} search={{ id: to.id }} />}>
      {text}
    </Anchor>
  )
}
