/* Searches a site of files in the browser: pairs of syllables as in pipelines/search.py, in scripts that also load from file://. */
"use strict";

const CJK = "\\u1100-\\u11ff\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3131-\\u318e\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\ua960-\\ua97c\\uac00-\\ud7a3\\ud7b0-\\ud7c6\\ud7cb-\\ud7fb\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const WORDS = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu");
const IS_CJK = new RegExp(`^[${CJK}]`, "u");
const MOST_SHOWN = 100;

let listing = null;
const loaded = new Map();
const waiting = new Map();

/* What the index files call. */
function panjeonTerms(facts) { listing = facts; }
function panjeonPart(name, part) { loaded.set(name, part); waiting.get(name)(part); }

function load(name) {
  if (loaded.has(name)) { return Promise.resolve(loaded.get(name)); }
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.onerror = () => reject(new Error(`search/${name}.js`));
    document.head.append(script);
  });
}

/* By code points, as SQLite orders UTF-8; JavaScript's own order is by UTF-16 units. */
function before(a, b) {
  const [left, right] = [Array.from(a, (char) => char.codePointAt(0)), Array.from(b, (char) => char.codePointAt(0))];
  for (let place = 0; place < Math.min(left.length, right.length); place += 1) {
    if (left[place] !== right[place]) { return left[place] < right[place]; }
  }
  return left.length < right.length;
}

/* The last part that may hold the term. */
function partOf(term) {
  let [low, high] = [0, listing.first.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (before(term, listing.first[middle])) { high = middle - 1; } else { low = middle; }
  }
  return low;
}

/* Post numbers with 1 where the term stands in the title, 0 elsewhere. */
function unpacked(text, into) {
  let number = 0;
  for (const entry of text.split(".")) {
    number += parseInt(entry, 36);
    into.set(number, Math.max(into.get(number) || 0, entry.endsWith("!") ? 1 : 0));
  }
  return into;
}

async function postings(term, prefix) {
  const found = new Map();
  for (let place = partOf(term); place < listing.first.length; place += 1) {
    if (place > partOf(term) && !(prefix && listing.first[place].startsWith(term))) { break; }
    const part = await load(`part-${place}`);
    if (!prefix) { return Object.hasOwn(part, term) ? unpacked(part[term], found) : found; }
    for (const other of Object.keys(part)) { if (other.startsWith(term)) { unpacked(part[other], found); } }
  }
  return found;
}

/* A query as [term, prefix, excluded] to be met all together. */
function asked(query) {
  const terms = [];
  for (const word of query.normalize("NFKC").toLowerCase().split(/\s+/u)) {
    const excluded = word.startsWith("-");
    for (const run of word.match(WORDS) || []) {
      const chars = Array.from(run);
      if (!IS_CJK.test(run)) {
        terms.push([run.normalize("NFD").replace(/\p{M}/gu, ""), word.endsWith("*"), excluded]);
      } else if (chars.length === 1) {
        terms.push([run, true, excluded]);
      } else {
        for (let place = 0; place + 1 < chars.length; place += 1) { terms.push([chars[place] + chars[place + 1], false, excluded]); }
      }
    }
  }
  return terms;
}

async function search(query) {
  const terms = asked(query);
  let result = null;
  for (const [term, prefix] of terms.filter(([, , excluded]) => !excluded)) {
    const found = await postings(term, prefix);
    result = result === null ? found : new Map([...result].filter(([post]) => found.has(post)).map(([post, rank]) => [post, rank + found.get(post)]));
  }
  for (const [term, prefix] of result === null ? [] : terms.filter(([, , excluded]) => excluded)) {
    const found = await postings(term, prefix);
    result = new Map([...result].filter(([post]) => !found.has(post)));
  }
  return [...(result || [])].sort(([a, left], [b, right]) => right - left || b - a).map(([post]) => post);
}

function padded(number, digits) { return String(number).padStart(digits, "0"); }

async function entry(post) {
  const titles = await load(`titles-${Math.floor(post / listing.titles)}`);
  const [title, day, board] = titles[post];
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "title";
  link.dir = "auto";
  link.href = `posts/${padded(Math.floor(post / 1000), 4)}/${padded(post, 7)}.html`;
  link.textContent = title || "—";
  const facts = document.createElement("p");
  facts.className = "facts";
  facts.textContent = `${board} ${day}`;
  item.append(link, facts);
  return item;
}

async function show(query) {
  const told = document.getElementById("told");
  try {
    const posts = await search(query);
    const items = [];
    for (const post of posts.slice(0, MOST_SHOWN)) { items.push(await entry(post)); }
    document.getElementById("found").replaceChildren(...items);
    told.textContent = `${posts.length.toLocaleString("ko")}건` + (posts.length > MOST_SHOWN ? ` (${MOST_SHOWN}건 표시)` : "");
  } catch (error) {
    told.textContent = `색인을 읽지 못했습니다 · the index cannot be read: ${error.message}`;
  }
}

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const query = document.getElementById("q").value;
  history.replaceState(null, "", `#${encodeURIComponent(query)}`);
  show(query);
});

window.addEventListener("load", () => {
  let query = "";
  try { query = decodeURIComponent(location.hash.slice(1)); } catch { /* an address that somebody mangled asks nothing */ }
  document.getElementById("q").value = query;
  if (query) { show(query); }
});
