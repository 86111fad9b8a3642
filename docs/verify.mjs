// Checks an organization's exported feed: `node docs/verify.mjs < feed.ndjson`. What is hashed is in docs/verify.md.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

const FIELDS = [
  "seq", "organization", "stream", "version", "topic", "schema_version", "occurred_us", "recorded_us", "data", "meta",
];
const netstring = (text) => `${Buffer.byteLength(text)}:${text},`;

let seq = 0n;
let hash = Buffer.alloc(0);
for await (const line of createInterface({ input: process.stdin })) {
  const fact = JSON.parse(line);
  const expected = createHash("sha256")
    .update(hash)
    .update(FIELDS.map((field) => netstring(fact[field])).join(""))
    .digest();
  if (BigInt(fact.seq) !== seq + 1n || fact.hash !== expected.toString("hex")) {
    console.error(`Number ${seq + 1n} does not hold.`);
    process.exit(1);
  }
  seq += 1n;
  hash = expected;
}
console.log(`${seq} facts verified, the last hash is ${hash.toString("hex")}.`);
