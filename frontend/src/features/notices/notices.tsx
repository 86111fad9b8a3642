import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { api, done } from '../../api/client'
import { moment } from '../../format'
import { Empty, Failed, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type Notice, noticesQuery } from './queries'
import { parted } from './telling'

/** What one should know. */
export function Screen() {
  const { show } = useSearch({ strict: false })
  const navigate = useNavigate()
  const all = show === 'all'
  const notices = useQuery(noticesQuery(!all))
  const { act, error } = useActs()
  return (
    <Page
      title="Notices"
      aside={
        <SegmentedControl
          aria-label="Which notices"
          data={[
            { value: 'unread', label: 'Unread' },
            { value: 'all', label: 'All' },
          ]}
          value={all ? 'all' : 'unread'}
          onChange={value => void navigate({ to: '/notices', search: value === 'all' ? { show: value } : {} })}
        />
      }
    >
      {error && <Failed error={error} />}
      <Queried query={notices}>
        {found => (
          <>
            <Group gap="sm" mb="sm">
              {found.unread > 0 && (
                <Button variant="default" onClick={() => act(() => done(api.POST('/api/v1/notices/read-all')))}>
                  Mark all as read
                </Button>
              )}
              <Button variant="subtle" component={Link} {...{ to: '/notice-settings' }}>
                Choose what you are told
              </Button>
            </Group>
            <Notices notices={found.notices} all={all} />
          </>
        )}
      </Queried>
    </Page>
  )
}

function Notices({ notices, all }: { notices: Notice[]; all: boolean }) {
  if (notices.length === 0)
    return (
      <Empty title={all ? 'Nothing was told yet' : 'Nothing new'}>
        Stock that runs short, orders that are late, certificates that run out and what else you should know is told
        here as it comes up.
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Notices">
      {notices.map(notice => (
        <NoticeRow key={notice.notice_id} notice={notice} />
      ))}
    </ul>
  )
}

function NoticeRow({ notice }: { notice: Notice }) {
  const may = useMay()
  const { act, error } = useActs()
  const { notice_id, title, text, link, plant, at, over_at, read_at, can_be_ended } = notice
  const path = { params: { path: { notice_id } } }
  const markRead = () => act(() => done(api.POST('/api/v1/notices/{notice_id}/read', path)))
  return (
    <li className="row outbox-row notice-row" data-read={read_at || over_at ? true : undefined}>
      <div>
        {link ? (
          <Link {...parted(link)} className="row-link" onClick={read_at ? undefined : markRead}>
            {title}
          </Link>
        ) : (
          <Text fw={read_at || over_at ? 500 : 650}>{title}</Text>
        )}
        <Text size="sm">{text}</Text>
        <Text size="sm" c="dimmed">
          {moment(at)}
          {plant && `, ${plant}`}
          {over_at && `; over since ${moment(over_at)}`}
        </Text>
        {error && (
          <Text className="bad-text" role="alert">
            This did not work. Try it again.
          </Text>
        )}
      </div>
      <Group gap="xs" className="notice-acts">
        {can_be_ended && may('notices.end') && (
          <Button
            variant="default"
            size="sm"
            aria-label={`Dealt with: ${title}`}
            onClick={() => act(() => done(api.POST('/api/v1/notices/{notice_id}/end', path)))}
          >
            Dealt with
          </Button>
        )}
        {!read_at && !over_at && (
          <Button variant="default" size="sm" aria-label={`Read: ${title}`} onClick={markRead}>
            Read
          </Button>
        )}
        <Button
          variant="subtle"
          size="sm"
          aria-label={`Put away: ${title}`}
          onClick={() => act(() => done(api.POST('/api/v1/notices/{notice_id}/dismiss', path)))}
        >
          Put away
        </Button>
      </Group>
    </li>
  )
}

/** Something is done to notices, and they are read again. */
function useActs() {
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
  return { act: mutate, error }
}
