// Which regions meet what is asked? Filters what the server has sent (payload.py) and draws it; asks nothing again.
// What comes from files goes in as text, never as HTML. The provinces chosen are told to the server, which keeps them
// for the other pages; all that is chosen stands in the address.

const SVG = "http://www.w3.org/2000/svg";
const AROUND = 15; // hundredths of a degree left free around the regions shown
const INDONESIA = [9480, -630, 4650, 1760];
const PATIENCE_MS = 4000;
const alive = new WeakMap();
let shapes = null; // the outlines never change: asked for once

// Called at each run of the page: draws anew only when there are other rows to show. The rows come only when the server
// has not been told that they are here.
export default function ({ parentElement, data, setStateValue }) {
  let explorer = alive.get(parentElement);
  if (explorer?.stamp === data.stamp) return explorer.hear(data.chosen);
  if (!data.rows) return setStateValue("asked", { provinces: data.chosen, stamp: "" });
  let count = 0;
  const tell = (provinces) => {
    if (parentElement.isConnected) setStateValue("asked", { provinces, stamp: data.stamp, count: ++count });
  };
  const former = explorer?.leave();
  explorer = build(data, tell, former?.state);
  alive.set(parentElement, explorer);
  parentElement.append(explorer.element);
  explorer.focus(former?.focused);
}

function make(tag, attributes = {}, ...children) {
  const element = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// `former` is what was asked of the rows before these, where there were any.
function build({ rows: data, stamp, chosen: provinces, sheet }, tell, former) {
  const state = former ? { ...former, provinces: former.provinces ?? new Set(provinces) } : asked(provinces);
  const numbers = new Intl.NumberFormat(data.language === "id" ? "id-ID" : "en-GB");
  const view = { data, state, sheet, numbers, say: (name, facts = {}) => fill(data.words[name], facts) };
  const parts = [filters, figures, map, shorts, plan, table].map((part) => part(view, () => update()));
  let told = text(provinces);
  let awaited = null;
  let timer = null;
  const draw = () => {
    const shown = chosen(view);
    for (const part of parts) part.update(shown);
    remember(view);
  };
  const update = () => {
    draw();
    if (text(state.provinces) === told) return;
    told = awaited = text(state.provinces);
    insist();
  };
  // Where two requests meet, Streamlit may drop the answer to the first: then it is asked once more. A server that is
  // late is given ever more time: asked again before it can answer, it would never come to the end.
  const insist = (patience = PATIENCE_MS) => {
    clearTimeout(timer);
    tell([...state.provinces]);
    timer = setTimeout(() => awaited === null || insist(2 * patience), patience);
  };
  // Another choice may have been made before the answer to this one has come.
  const hear = (provinces) => {
    if (awaited !== null && text(provinces) !== awaited) return;
    awaited = null;
    clearTimeout(timer);
    if (text(provinces) === told) return;
    told = text(provinces);
    state.provinces = new Set(provinces);
    draw();
  };
  const style = Object.entries(data.page).map(([name, colour]) => `--${name}:${colour}`);
  const element = make("div", { class: "explorer", style: style.join(";") }, ...parts.map((part) => part.element));
  // Newer rows take the place of these: what the server has not heard yet is told by their explorer, not by this one.
  const leave = () => {
    const focused = element.getRootNode().activeElement?.getAttribute("aria-label");
    clearTimeout(timer);
    element.remove();
    return { focused, state: { ...state, provinces: awaited === null ? null : state.provinces } };
  };
  const focus = (label) => {
    if (label) element.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
  };
  update();
  return { stamp, element, hear, leave, focus };
}

const text = (labels) => [...labels].sort().join("\n");

const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

// ---- what is asked, and what meets it

function asked(provinces) {
  const address = new URLSearchParams(location.search);
  return {
    provinces: new Set(provinces),
    statuses: new Set((address.get("status") ?? "").split(" ").filter(Boolean)),
    words: address.get("q") ?? "",
    sorted: null,
    isUp: true,
  };
}

function remember({ state }) {
  const address = new URL(location.href);
  for (const name of ["prov", "status", "q"]) address.searchParams.delete(name);
  for (const label of state.provinces) address.searchParams.append("prov", label);
  if (state.statuses.size) address.searchParams.set("status", [...state.statuses].join(" "));
  if (state.words) address.searchParams.set("q", state.words);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

// The regions of the places asked for, how many have each colour, and which of them have a colour asked for.
function chosen({ data, state }) {
  const { regions } = data;
  const words = state.words.trim().toLowerCase();
  const found = { counts: { red: 0, amber: 0, grey: 0, green: 0 }, isIn: new Array(regions.code.length).fill(false) };
  regions.code.forEach((code, place) => {
    if (state.provinces.size && !state.provinces.has(regions.province[place])) return;
    if (words && !`${code} ${regions.name[place]}`.toLowerCase().includes(words)) return;
    found.counts[regions.status[place]] += 1;
    found.isIn[place] = !state.statuses.size || state.statuses.has(regions.status[place]);
  });
  found.places = regions.code.map((_, place) => place).filter((place) => found.isIn[place]);
  return found;
}

// ---- the parts: each has its element, and draws itself again for the regions found

function filters({ data, state, numbers, say }, update) {
  const select = make("select", { "aria-label": say("province") }, make("option", { value: "" }, say("all_provinces")));
  for (const label of [...new Set(data.regions.province)].sort()) select.append(make("option", { value: label }, label));
  const several = make("option", { value: "several", hidden: "" });
  select.append(several);
  select.addEventListener("change", () => {
    state.provinces = new Set(select.value ? [select.value] : []);
    update();
  });
  const search = make("input", { type: "search", placeholder: say("search"), "aria-label": say("search") });
  search.value = state.words;
  search.addEventListener("input", () => { state.words = search.value; update(); });
  const buttons = Object.entries(data.tones).map(([kind, tone]) => statusButton(kind, tone, state, update));
  const clear = make("button", { type: "button", class: "clear" }, say("clear"));
  clear.addEventListener("click", () => {
    Object.assign(state, { provinces: new Set(), statuses: new Set(), words: "" });
    search.value = "";
    update();
  });
  const group = make("div", { role: "group", "aria-label": say("statuses"), class: "statuses" }, ...buttons);
  const found = make("p", { role: "status" });
  const draw = ({ counts, places }) => {
    several.textContent = say("several", { n: state.provinces.size });
    select.value = state.provinces.size > 1 ? "several" : [...state.provinces][0] ?? "";
    for (const button of buttons) button.draw(counts);
    clear.disabled = !(state.provinces.size || state.statuses.size || state.words);
    const facts = { n: numbers.format(places.length), total: numbers.format(data.regions.code.length) };
    found.textContent = places.length ? say("found", facts) : say("none");
  };
  return { element: make("div", { class: "filters" }, select, search, group, clear, found), update: draw };

  function statusButton(kind, tone) {
    const count = make("b");
    const style = `--tone:${tone.colour};--on:${tone.ink}`;
    const button = make("button", { type: "button", class: "status", style }, `${tone.shape} ${tone.word} `, count);
    button.dataset.status = kind;
    button.addEventListener("click", () => {
      if (!state.statuses.delete(kind)) state.statuses.add(kind);
      update();
    });
    button.draw = (counts) => {
      count.textContent = numbers.format(counts[kind]);
      button.setAttribute("aria-pressed", state.statuses.has(kind));
    };
    return button;
  }
}

function figures({ data, numbers, say }) {
  const { regions, shorts } = data;
  const names = ["tps", "ballots", "past"];
  const values = names.map(() => make("dd", { class: "value" }));
  const basis = make("dd", { class: "note" });
  const terms = names.map((name, at) => make("div", {}, make("dt", {}, say(name)), values[at]));
  const draw = ({ isIn, places }) => {
    const known = places.filter((place) => regions.tps[place] !== null);
    const tps = Math.ceil(known.reduce((sum, place) => sum + regions.tps[place], 0));
    const ballots = shorts.rows.filter(([region, item]) => isIn[region] && shorts.ballots[item]);
    const past = places.filter((place) => regions.past[place]).length;
    [known.length ? tps : null, ballots.reduce((sum, row) => sum + row[2], 0), past].forEach((value, at) => {
      values[at].textContent = value === null ? "–" : numbers.format(value);
    });
    basis.textContent = say("unknown", { n: numbers.format(places.length - known.length) });
    basis.hidden = known.length === places.length;
  };
  terms[0].append(basis);
  return { element: make("dl", { class: "figures" }, ...terms), update: draw };
}

function map({ data, say }) {
  const { regions, tones } = data;
  const drawing = make("svg:svg", { role: "img", "aria-label": say("map"), preserveAspectRatio: "xMidYMid meet" });
  const defs = drawing.appendChild(patterns(tones));
  const layer = drawing.appendChild(make("svg:g"));
  const abroad = make("p", { class: "note" }, say("abroad"));
  const areas = new Map();
  const boxes = new Map();
  let last = null;
  const draw = (found) => {
    last = found;
    for (const [place, area] of areas) area.classList.toggle("out", !found.isIn[place]);
    abroad.hidden = found.places.every((place) => regions.isOnMap[place]);
    const shown = found.places.filter((place) => boxes.has(place)).map((place) => boxes.get(place));
    const box = shown.length ? around(shown) : INDONESIA;
    drawing.setAttribute("viewBox", box.join(" "));
    const scale = Math.max(box[2] / (drawing.clientWidth || 800), box[3] / (drawing.clientHeight || 420));
    for (const pattern of defs.children) pattern.setAttribute("patternTransform", `scale(${scale})`);
  };
  shapes ??= fetch(data.paths).then((answer) => answer.json());
  shapes.then((paths) => {
    regions.code.forEach((code, place) => {
      if (!paths[code]) return;
      const tone = tones[regions.status[place]];
      const label = make("svg:title", {}, `${regions.name[place]} — ${tone.shape} ${tone.word}`);
      areas.set(place, make("svg:path", { d: paths[code], fill: `url(#tone-${regions.status[place]})` }, label));
    });
    layer.append(...areas.values());
    for (const [place, area] of areas) boxes.set(place, area.getBBox());
    draw(last);
  });
  return { element: make("figure", { class: "map" }, drawing, abroad), update: draw };
}

// Colour with the pattern of the charts over it: diagonals are red, dots amber, crossed lines no data.
function patterns(tones) {
  const marks = { red: "M0 6L6 0", amber: "M3 3h.9", grey: "M0 0L6 6M0 6L6 0", green: "" };
  const size = { width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  return make("svg:defs", {}, ...Object.entries(tones).map(([kind, { colour, ink }]) =>
    make("svg:pattern", { id: `tone-${kind}`, ...size },
      make("svg:rect", { width: 6, height: 6, fill: colour }),
      make("svg:path", { d: marks[kind], stroke: ink, "stroke-opacity": 0.35, "stroke-width": 0.9 }))));
}

function around(boxes) {
  const [left, top] = [Math.min(...boxes.map((it) => it.x)) - AROUND, Math.min(...boxes.map((it) => it.y)) - AROUND];
  const right = Math.max(...boxes.map((it) => it.x + it.width)) + AROUND;
  const bottom = Math.max(...boxes.map((it) => it.y + it.height)) + AROUND;
  return [left, top, right - left, bottom - top];
}

function shorts({ data, numbers, say }) {
  const { items, rows } = data.shorts;
  const list = make("ol", { class: "bars" });
  const draw = ({ isIn }) => {
    const found = items.map((name) => ({ name, regions: new Set(), pieces: 0 }));
    for (const [region, item, pieces] of rows) {
      if (!isIn[region]) continue;
      found[item].regions.add(region);
      found[item].pieces += pieces;
    }
    const kept = found.filter((it) => it.regions.size).sort((one, other) => other.regions.size - one.regions.size);
    const most = kept[0]?.regions.size;
    const bars = kept.map(({ name, regions, pieces }) => {
      const facts = { regions: numbers.format(regions.size), pieces: numbers.format(pieces) };
      const bar = make("i", { style: `width:${(100 * regions.size) / most}%` });
      return make("li", {}, make("span", {}, name), bar, make("small", {}, say("short_row", facts)));
    });
    list.replaceChildren(...(bars.length ? bars : [make("li", { class: "note" }, say("no_shorts"))]));
  };
  return { element: make("section", { class: "shorts" }, make("h3", {}, say("shorts")), list), update: draw };
}

function plan({ data, numbers, say }) {
  const { stages, rows, today, length, from, to } = data.plan;
  const list = make("ol", { class: "gantt" });
  const left = (days) => `${(100 * days) / Math.max(length, 1)}%`;
  const draw = ({ isIn }) => {
    const found = stages.map((name) => ({ name, first: length, last: 0, worst: 0, behind: 0, silent: 0, count: 0 }));
    for (const [region, stage, first, last, days, isDone] of rows) {
      if (!isIn[region]) continue;
      const it = found[stage];
      it.count += 1;
      it.first = Math.min(it.first, first);
      it.last = Math.max(it.last, last);
      it.worst = Math.max(it.worst, isDone ? 0 : days ?? 0);
      it.behind += !isDone && days > 0;
      it.silent += isDone === null;
    }
    list.replaceChildren(...found.filter((it) => it.count).map((it) => row(it)));
  };
  const row = ({ name, first, last, worst, behind, silent, count }) => {
    const facts = { behind, count, silent, worst: Math.ceil(worst) };
    for (const fact of Object.keys(facts)) facts[fact] = numbers.format(facts[fact]);
    const bar = make("i", { style: `left:${left(first)};width:${left(last - first)}` });
    const late = make("i", { class: "late", style: `left:${left(last)};width:${left(Math.max(Math.min(worst, length - last), 0))}` });
    const now = make("i", { class: "today", style: `left:${left(Math.min(today, length))}` });
    const words = say(behind ? "plan_row" : silent ? "silent_row" : "on_plan", facts);
    return make("li", {}, make("span", {}, name), make("div", {}, bar, late, now), make("small", {}, words));
  };
  const scale = make("p", { class: "note" }, `${from} – ${to} · ${say("today")}`);
  return { element: make("section", { class: "plan" }, make("h3", {}, say("plan")), list, scale), update: draw };
}

function table({ data, state, sheet, say }) {
  const { columns, regions } = data;
  const order = regions.code.map((_, place) => place);
  const lines = order.map((place) => make("tr", {}, ...columns.map((column) => cell(column, place))));
  const body = make("tbody", {}, ...lines);
  const heads = columns.map((column) => head(column));
  const top = make("thead", {}, make("tr", {}, ...heads));
  const whole = make("table", {}, make("caption", {}, say("table")), top, body);
  sort();
  const draw = ({ isIn }) => lines.forEach((line, place) => { if (line.hidden === isIn[place]) line.hidden = !isIn[place]; });
  return { element: make("div", { class: "rows", tabindex: 0, role: "region", "aria-label": say("table") }, whole), update: draw };

  function cell(column, place) {
    if (column.kind === "status") return make("td", {}, chip(data.tones[regions.status[place]]));
    if (column === columns[1]) return make("td", { class: "name" }, link(column.texts[place], place));
    return make("td", { class: column.kind, "data-label": column.label }, column.texts[place]);
  }

  function link(words, place) {
    const address = new URL(sheet, location.origin);
    address.searchParams.set("region", `${regions.code[place]} ${regions.name[place]}`);
    return make("a", { href: address.pathname + address.search, target: "_self" }, words);
  }

  function head(column) {
    const button = make("button", { type: "button", title: say("sort") }, column.label);
    const it = make("th", { scope: "col", class: column.kind }, button);
    button.addEventListener("click", () => {
      state.isUp = state.sorted === column.label ? !state.isUp : column.kind !== "number";
      state.sorted = column.label;
      sort();
    });
    return it;
  }

  function sort() {
    const at = columns.findIndex((column) => column.label === state.sorted);
    if (at < 0) return;
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[at].setAttribute("aria-sort", state.isUp ? "ascending" : "descending");
    body.replaceChildren(...sorted(columns[at]).map((place) => lines[place]));
  }

  // What is unknown stands last, whichever way.
  function sorted({ keys, texts }) {
    const key = (place) => (keys ? keys[place] : texts[place]);
    const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b), data.language));
    return [...order].sort((one, other) => {
      if (key(one) === null || key(other) === null) return (key(one) === null) - (key(other) === null);
      return state.isUp ? compare(key(one), key(other)) : compare(key(other), key(one));
    });
  }
}

function chip({ shape, word, colour }) {
  return make("span", { class: "chip", style: `--tone:${colour}` }, `${shape} ${word}`);
}
