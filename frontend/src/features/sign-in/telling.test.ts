import { expect, test } from 'vitest'
import { deviceOf, refusedBy } from './telling'

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome on Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604.1',
    'Safari on iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['python-httpx/0.28', 'python-httpx'],
  ['', 'A program without a name'],
])('a device is told in words: %s', (agent, told) => {
  expect(deviceOf(agent)).toBe(told)
})

test('a refusal of the way by the provider is told, known or not', () => {
  expect(refusedBy('not_linked')).toMatch('administrator')
  expect(refusedBy('<b>')).toBe('This sign-in did not work. Begin again.')
})
