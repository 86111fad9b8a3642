/** What every walk asks of a page. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Server } from './plant'

export async function signIn(page: Page, plant: Server): Promise<void> {
  await page.goto(plant.url)
  await page.getByLabel('Organization').fill(plant.organization)
  await page.getByLabel('Login').fill(plant.login)
  await page.locator('input[type=password]').fill(plant.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Work orders' })).toBeVisible()
}

/** Goes to a screen; on a phone those that are not at hand are found under "More". */
export async function go(page: Page, place: string): Promise<void> {
  const atHand = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: place, exact: true })
  if (await atHand.isVisible()) return atHand.click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('navigation', { name: 'All screens' }).getByRole('link', { name: place, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** What axe finds, asked until what fades in or out has come to rest: a fault that is one stays. */
export async function noSeriousViolations(page: Page, screen: string): Promise<void> {
  await page.waitForTimeout(400) // a transition begins a moment after its cause
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    const told = serious.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
    )
    expect(told, `axe on ${screen}`).toEqual([])
  }).toPass({ timeout: 15_000 })
}

export async function noSidewaysScroll(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(over, { message: 'the page scrolls sideways by so many pixels' }).toBeLessThanOrEqual(0)
}
