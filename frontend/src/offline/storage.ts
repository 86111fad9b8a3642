/** What this device keeps in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Problem } from '../api/problems'

/**
 * A command on its way. `waiting` until the server has answered; `refused` ones stay until a person has decided here;
 * those under `pending_command` were delivered and no longer fitted: a supervisor decides.
 */
export interface Outgoing {
  /** The command's id, a UUIDv7, made once and kept for every try. */
  id: string
  /** Its place among all commands of this device. */
  seq: number
  /** `organization/user`: only that person's sign-in sends it. */
  owner: string
  command: string
  body: Record<string, unknown>
  made_at: string
  state: 'waiting' | 'sent' | 'refused' | 'pending_command'
  settled_at?: string
  /** Why it was refused, or is pending. */
  problem?: Problem
  /** What the server found implausible or doubled about it, and took all the same. */
  warnings?: string[]
  /** What got facts by it, as `work_orders:WO-7`: also what the server has numbered itself. */
  streams?: string[]
}

interface Unison extends DBSchema {
  outbox: { key: string; value: Outgoing; indexes: { by_owner: [string, number] } }
  device: { key: 'device'; value: { name: string; seq: number } }
  views: { key: string; value: unknown }
}

export type Storage = IDBPDatabase<Unison>

export function openStorage(name = 'unison'): Promise<Storage> {
  return openDB<Unison>(name, 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('by_owner', ['owner', 'seq'])
      db.createObjectStore('device')
      db.createObjectStore('views')
    },
  })
}

let opened: Promise<Storage> | undefined

/** The one connection of this page. */
export function storage(): Promise<Storage> {
  opened ??= openStorage()
  return opened
}
