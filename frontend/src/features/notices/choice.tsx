import { Alert, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, done } from '../../api/client'
import { Failed, Page, Queried } from '../../shell/states'
import { isProofNeeded, ProofSheet } from '../sign-in/proof'
import { addressQuery, type Choice, choiceQuery } from './queries'

type Subject = Choice['subjects'][number]

const MAIL = [
  { value: 'never', label: 'No mail' },
  { value: 'at_once', label: 'Mail at once' },
  { value: 'daily', label: 'Mail once a day' },
]

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** Where one wants to be told of what. */
export function Screen() {
  const choice = useQuery(choiceQuery)
  const me = useQuery(addressQuery)
  return (
    <Page title="What you are told">
      <Queried query={choice}>
        {chosen => <Queried query={me}>{({ email }) => <Form chosen={chosen} address={email ?? ''} />}</Queried>}
      </Queried>
    </Page>
  )
}

function Form({ chosen, address }: { chosen: Choice; address: string }) {
  const queries = useQueryClient()
  const [email, setEmail] = useState(address)
  const [hour, setHour] = useState(chosen.daily_at_hour)
  const [subjects, setSubjects] = useState(chosen.subjects)
  const wantsMail = subjects.some(({ mail }) => mail !== 'never')
  const [proving, setProving] = useState(false)
  const save = useMutation({
    mutationFn: async (password: string | undefined) => {
      if (email.trim() !== address)
        await done(api.POST('/api/v1/auth/change-email', { body: { email: email.trim() || null, password } }))
      setProving(false)
      const body = {
        daily_at_hour: hour,
        subjects: subjects.map(({ subject, browser, mail }) => ({ subject, browser, mail })),
      }
      await done(api.PUT('/api/v1/notices/choice', { body }))
    },
    onError: error => {
      if (isProofNeeded(error)) setProving(true)
    },
    onSuccess: () =>
      Promise.all(
        ['notices', 'notice-choice', 'notice-address'].map(key => queries.invalidateQueries({ queryKey: [key] })),
      ),
  })
  const change = (changed: Subject) =>
    setSubjects(subjects.map(each => (each.subject === changed.subject ? changed : each)))
  return (
    <form
      aria-label="What you are told"
      onSubmit={event => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <Stack gap="md" maw={820}>
        {!chosen.mail_is_set_up && (
          <Alert variant="outline" title="No mail is sent here yet">
            Your choice is kept, and holds as soon as somebody sets up a mail server. In the browser you are told today.
          </Alert>
        )}
        <ul className="rows" aria-label="Subjects">
          {subjects.map(subject => (
            <SubjectRow key={subject.subject} subject={subject} change={change} />
          ))}
        </ul>
        <Group align="flex-start" gap="md">
          <TextInput
            label="Your address for mail"
            type="email"
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
            error={wantsMail && !email.trim() ? 'Without an address you get no mail.' : undefined}
            miw={280}
          />
          <Select
            label="The mail of the day comes at"
            description="By the clock of your plant"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={HOURS}
            allowDeselect={false}
            value={String(hour)}
            onChange={value => value && setHour(Number(value))}
          />
        </Group>
        {save.error && !proving && !isProofNeeded(save.error) && <Failed error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
          <output>{save.isSuccess && !save.isPending && <Text>Saved.</Text>}</output>
        </Group>
      </Stack>
      {proving && (
        <ProofSheet
          title="Another address for mail"
          busy={save.isPending}
          error={isProofNeeded(save.error) ? null : save.error}
          close={() => setProving(false)}
          prove={password => save.mutate(password)}
        />
      )}
    </form>
  )
}

function SubjectRow({ subject, change }: { subject: Subject; change: (changed: Subject) => void }) {
  const { title, browser, mail } = subject
  return (
    <li className="row subject-row">
      <Text fw={600}>{title}</Text>
      <Checkbox
        label="In the browser"
        aria-label={`In the browser: ${title}`}
        checked={browser}
        onChange={event => change({ ...subject, browser: event.currentTarget.checked })}
      />
      <Select
        aria-label={`By mail: ${title}`}
        data={MAIL}
        allowDeselect={false}
        value={mail}
        onChange={value => value && change({ ...subject, mail: value as Subject['mail'] })}
      />
    </li>
  )
}
