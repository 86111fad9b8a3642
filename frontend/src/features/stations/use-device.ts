import { useEffect, useRef, useSyncExternalStore } from 'react'
import { device, type Here } from './device'

/** The station that this device is, or null. */
export function useStation(): Here | null {
  return useSyncExternalStore(device.subscribe, () => device.here)
}

/** A scanner types as no hand does: so many milliseconds at most lie between two of its letters. */
const QUICK_MS = 60
const SHORTEST = 4

/** Hears what a scanner that is a keyboard reads from a badge, whatever is on the screen. */
export function useScanner(scanned: (text: string) => void): void {
  const heard = useRef(scanned)
  heard.current = scanned
  useEffect(() => {
    let text = ''
    let last = 0
    const listen = (event: KeyboardEvent) => {
      if (event.timeStamp - last > QUICK_MS) text = ''
      last = event.timeStamp
      if (event.key === 'Enter') {
        if (text.length >= SHORTEST) {
          event.preventDefault()
          event.stopPropagation()
          heard.current(text)
        }
        text = ''
      } else if (event.key.length === 1) text += event.key
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

const LOOK_EVERY_MS = 5_000

/** Leaves when nobody has touched the device for a while. */
export function useIdle(minutes: number, idle: () => void): void {
  const left = useRef(idle)
  left.current = idle
  useEffect(() => {
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    const timer = setInterval(() => {
      if (Date.now() - touched > minutes * 60_000) left.current()
    }, LOOK_EVERY_MS)
    window.addEventListener('pointerdown', touch, true)
    window.addEventListener('keydown', touch, true)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', touch, true)
      window.removeEventListener('keydown', touch, true)
    }
  }, [minutes])
}
