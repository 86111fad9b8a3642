import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { useNameOf } from './names'
import { type Change, changesQuery } from './queries'
import { calledAssignment, calledChange, calledRole } from './words'

/** Who gave whom which right, who took it, when and why: of everybody, or of one person, role or program. */
export function Screen() {
  const { id } = useSearch({ strict: false })
  const changes = useInfiniteQuery(changesQuery(id))
  const shown = changes.data?.pages[0]?.[0]
  return (
    <Page
      title={id && shown ? `History of ${called(shown)}` : 'History of rights'}
      exported={asked('/rights/changes', { holder: id ?? null })}
      aside={
        <Button variant="default" component={Link} {...{ to: '/people' }}>
          People
        </Button>
      }
    >
      <Queried query={changes}>
        {({ pages }) =>
          pages[0]?.length === 0 ? (
            <Empty title="Nothing yet">Each change of what somebody may do is kept here.</Empty>
          ) : (
            <ul className="rows" aria-label="Changes">
              {pages.flat().map(change => (
                <ChangeRow key={change.number} change={change} />
              ))}
            </ul>
          )
        }
      </Queried>
      {changes.hasNextPage && (
        <Button variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </Page>
  )
}

/** A person by their name, or as an id that names nobody any more. */
function called({ kind, name, holder, is_erased }: Change): string {
  if (kind === 'role') return calledRole(holder)
  return name ?? (is_erased ? `${holder.slice(0, 8)}… (erased)` : holder)
}

function ChangeRow({ change }: { change: Change }) {
  const nameOf = useNameOf()
  const by = nameOf(change.by_user) ?? (change.device === 'command line' ? 'at the server itself' : change.device)
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>
          {called(change)}: {calledChange(change)}
        </Text>
        <Gained sign="Given" roles={change.given} permissions={change.permissions_given} />
        <Gained sign="Taken" roles={change.taken} permissions={change.permissions_taken} />
        {change.reason && (
          <Text size="sm" className="wraps">
            Because: {change.reason}
          </Text>
        )}
        {by && (
          <Text size="sm" c="dimmed">
            by {by}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {moment(change.at)}
      </Text>
    </li>
  )
}

interface GainedProps {
  sign: string
  roles: Change['given']
  permissions: string[]
}

function Gained({ sign, roles, permissions }: GainedProps) {
  if (roles.length === 0 && permissions.length === 0) return null
  return (
    <Text size="sm" className="wraps">
      {sign}: {[...roles.map(calledAssignment), ...permissions].join('; ')}
    </Text>
  )
}
