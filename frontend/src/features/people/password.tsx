import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { Sheet } from '../../shell/sheet'

interface Props {
  name: string
  login: string
  password: string
  close: () => void
}

/** A password for once, which is told this once. */
export function PasswordTold({ name, login, password, close }: Props) {
  return (
    <Sheet title={`A password for ${name}`} opened close={close}>
      <Stack gap="md">
        <Text>
          Give it to {name}, who signs in as <b>{login}</b> with it once and then chooses their own. It is shown this
          once; if it is lost, make another.
        </Text>
        <Code block className="wraps" aria-label="The password">
          {password}
        </Code>
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button size="lg" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button size="lg" className="submit" onClick={close}>
          I have passed it on
        </Button>
      </Stack>
    </Sheet>
  )
}
