/** The tutorial's page: fills in the forms of index.html, and shows what the server says. */

import { MasterClient, RequestFailed } from "./master-client.js";
import { Reader, Writer, encodeMessage, statusName } from "./wire.js";

/** The operations used here: two of the tutorial's module, the others of accounts; see docs/protocol.md. */
const GET = 0;
const SAVE = 1;
const REGISTER = 32210;
const LOG_IN = 32211;
const LOG_IN_AS_GUEST = 32212;

const OPERATION_NAMES = new Map([
  [GET, "get-personal-info"],
  [SAVE, "save-personal-info"],
  [REGISTER, "register"],
  [LOG_IN, "log-in"],
  [LOG_IN_AS_GUEST, "log-in-as-guest"],
  [32201, "going-away"],
  [32202, "disconnected"],
]);

/** Passwords are in these, and people make screenshots. */
const SECRET = new Set([REGISTER, LOG_IN]);

/** How much of what was sent and received stays on the page. */
const MOST_SHOWN = 100;

let client = null;

/** What the buttons do, by their value: each gets the fields of its form, and returns what to say then. */
const actions = {
  async connect({ url }) {
    client?.close();
    client = new MasterClient(url);
    client.addEventListener("sent", ({ detail }) => showMessage("→", detail));
    client.addEventListener("received", ({ detail }) => showMessage("←", detail));
    client.addEventListener("closed", ({ detail }) => showClosed(detail));
    await client.connect();
    showConnected(true);
    return `Connected to ${url}`;
  },

  disconnect() {
    client.close();
    return "Closing …";
  },

  async register({ username, password, email }) {
    await client.request(REGISTER, new Writer().string(username).string(password).string(email).bytes);
    return `Registered: ${username}. Now log in.`;
  },

  async logIn({ username, password }) {
    const remember = false; // a page that kept the token could log in by itself next time
    const logIn = new Writer().string(username).string(password).bool(remember).bytes;
    return welcome(await client.request(LOG_IN, logIn));
  },

  async logInAsGuest() {
    return welcome(await client.request(LOG_IN_AS_GUEST));
  },

  save({ name, age }) {
    const sent = client.send(SAVE, new Writer().string(name).int32(Number(age)).bytes);
    return sent ? "Sent. Nothing answers that: get it back to see." : "Could not be sent.";
  },

  async get() {
    const info = new Reader(await client.request(GET));
    return `${info.string()}, ${info.int32()}`;
  },
};

/** Reads the first field of a log-in result; what comes behind it may be left alone. */
function welcome(result) {
  return `Logged in: ${new Reader(result).string()}`;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const action = actions[event.submitter.value];
  try {
    say(form, await action(Object.fromEntries(new FormData(form))));
  } catch (failure) {
    const status = failure instanceof RequestFailed ? `${statusName(failure.status)}: ` : "";
    say(form, status + failure.message, true);
  }
});

function say(form, text, failed = false) {
  const output = form.querySelector("output");
  output.textContent = text;
  output.classList.toggle("failed", failed);
}

function showConnected(connected) {
  const toggle = document.getElementById("toggle");
  toggle.value = connected ? "disconnect" : "connect";
  toggle.textContent = connected ? "Disconnect" : "Connect";
  document.getElementById("connected").disabled = !connected;
}

function showClosed({ code, reason }) {
  showConnected(false);
  say(document.getElementById("connection"), `Disconnected: ${reason} (${code})`);
  say(document.getElementById("account"), "Not logged in.");
}

function showMessage(arrow, message) {
  const bytes = encodeMessage(message);
  const entry = document.createElement("li");
  const shown = document.createElement("code");
  entry.textContent = `${arrow} ${describe(message)}, ${bytes.length} bytes`;
  shown.textContent = SECRET.has(message.opcode) ? "not shown" : hex(bytes);
  entry.append(shown);
  const traffic = document.getElementById("traffic");
  traffic.prepend(entry);
  while (traffic.childElementCount > MOST_SHOWN) {
    traffic.lastElementChild.remove();
  }
}

function describe({ opcode, requestId, responseId, status }) {
  const operation = `${OPERATION_NAMES.get(opcode) ?? "operation"} (${opcode})`;
  if (responseId !== undefined) {
    return `response ${responseId}: ${operation}, ${statusName(status)}`;
  }
  return requestId !== undefined ? `request ${requestId}: ${operation}` : `notification: ${operation}`;
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

document.getElementById("url").value = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
