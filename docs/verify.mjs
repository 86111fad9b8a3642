// Checks what Unison gives out, with nothing of Unison's: see docs/verify.md for every byte of it.
//   node verify.mjs < feed.ndjson                 an exported feed
//   node verify.mjs --head head.txt --key KEY < feed.ndjson      and that it is the feed whose head was signed
//   node verify.mjs --proof proof.json [--key KEY]               the proof of a lot
// KEY is the key that you have from somewhere else than from whoever shows you the proof.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const FIELDS = [
  "seq", "organization", "stream", "version", "topic", "schema_version", "occurred_us", "recorded_us", "data", "meta",
];
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const netstring = (text) => `${Buffer.byteLength(text)}:${text},`;
const hashOf = (previous, fact) => sha256(previous, FIELDS.map((field) => netstring(fact[field])).join(""));
const leaf = (hash) => sha256(Buffer.of(0), hash);
const node = (left, right) => sha256(Buffer.of(1), left, right);

function no(reason) {
  console.error(reason);
  process.exit(1);
}

// A head is a signed note: what is said, an empty line, and the signature by a key that is known by its name and hash.
function openHead(note, key) {
  const [name, keyHash, encoded] = key.split("+", 2).concat(key.split("+").slice(2).join("+"));
  const bytes = Buffer.from(encoded, "base64");
  if (bytes[0] !== 1 || sha256(`${name}\n`, bytes).subarray(0, 4).toString("hex") !== keyHash) no("The key is none.");
  const [text, signature] = note.split(/\n(?=— )/);
  const [, signer, said] = /^— (\S+) (\S+)\n$/.exec(signature ?? "") ?? [];
  if (signer !== name) no("The head is not signed by this key.");
  const signed = Buffer.from(said, "base64");
  const jwk = { kty: "OKP", crv: "Ed25519", x: bytes.subarray(1).toString("base64url") };
  const good = verify(null, Buffer.from(text), createPublicKey({ key: jwk, format: "jwk" }), signed.subarray(4));
  if (!good || signed.subarray(0, 4).toString("hex") !== keyHash) no("The signature of the head does not hold.");
  const [origin, seq, root, chain, at] = text.trimEnd().split("\n");
  return {
    organization: origin.replace("unison/", ""),
    seq: BigInt(seq),
    root: Buffer.from(root, "base64"),
    chain: chain.replace("chain ", ""),
    at: at.replace("at ", ""),
  };
}

// RFC 9162, section 2.1.3.2: from the leaf to the root, left or right as the number and the size say.
function rootFrom(number, size, hash, path) {
  let at = number;
  let last = size - 1n;
  let root = hash;
  for (const each of path) {
    if (last === 0n) no("The proof is longer than its tree.");
    const sibling = Buffer.from(each, "hex");
    if (at % 2n === 1n || at === last) {
      root = node(sibling, root);
      while (at % 2n === 0n && at !== 0n) {
        at /= 2n;
        last /= 2n;
      }
    } else {
      root = node(root, sibling);
    }
    at /= 2n;
    last /= 2n;
  }
  if (last !== 0n) no("The proof is shorter than its tree.");
  return root;
}

function checkProof(proof, key) {
  const head = openHead(proof.head, key);
  let version = 0;
  for (const fact of proof.facts) {
    if (fact.stream !== proof.stream || fact.organization !== head.organization) no(`Number ${fact.seq} is of something else.`);
    if (version !== 0 && Number(fact.version) !== version + 1) no(`Before number ${fact.seq} a fact of ${proof.stream} is left out.`);
    version = Number(fact.version);
    const hash = hashOf(Buffer.from(fact.previous, "hex"), fact);
    const root = rootFrom(BigInt(fact.seq) - 1n, head.seq, leaf(hash), fact.path);
    if (!root.equals(head.root)) no(`Number ${fact.seq} does not hold.`);
  }
  console.log(`${proof.facts.length} facts of ${proof.stream} proven by the head of number ${head.seq}, signed ${head.at}.`);
}

async function checkFeed(head) {
  let seq = 0n;
  let hash = Buffer.alloc(0);
  let roots = []; // of whole subtrees: [leaves, root], the largest first
  for await (const line of createInterface({ input: process.stdin })) {
    const fact = JSON.parse(line);
    const expected = hashOf(hash, fact);
    if (BigInt(fact.seq) !== seq + 1n || fact.hash !== expected.toString("hex")) no(`Number ${seq + 1n} does not hold.`);
    seq += 1n;
    hash = expected;
    if (head !== undefined && seq <= head.seq) {
      let grown = [1n, leaf(hash)];
      while (roots.length > 0 && roots.at(-1)[0] === grown[0]) grown = [grown[0] * 2n, node(roots.pop()[1], grown[1])];
      roots.push(grown);
      if (fact.organization !== head.organization) no("The head is another organization's.");
      if (seq === head.seq && head.chain !== fact.hash) no(`The head says otherwise of number ${seq}.`);
    }
  }
  if (head !== undefined) {
    if (seq < head.seq) no(`The head has number ${head.seq}, and the feed ends at ${seq}.`);
    const root = roots.map(([, each]) => each).reduceRight((right, left) => node(left, right));
    if (!root.equals(head.root)) no("The head is not of this feed.");
    console.log(`The head of number ${head.seq}, signed ${head.at}, is of this feed.`);
  }
  console.log(`${seq} facts verified, the last hash is ${hash.toString("hex")}.`);
}

const { values } = parseArgs({ options: { proof: { type: "string" }, head: { type: "string" }, key: { type: "string" } } });
if (values.proof !== undefined) {
  const proof = JSON.parse(readFileSync(values.proof, "utf8"));
  if (values.key === undefined) console.error("The key is taken from the proof itself: compare it with one you have from elsewhere.");
  checkProof(proof, values.key ?? proof.key);
} else {
  if ((values.head === undefined) !== (values.key === undefined)) no("Say --head and --key together.");
  await checkFeed(values.head === undefined ? undefined : openHead(readFileSync(values.head, "utf8"), values.key));
}
