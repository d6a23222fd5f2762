/**
 * A client of the master server for browsers. No libraries and no build: copy this file and wire.js, and import them.
 *
 *     const client = new MasterClient("wss://game.example.com/ws");
 *     client.handle(1001, (data) => console.log(new Reader(data).string()));
 *     client.addEventListener("closed", ({ detail }) => console.log(detail.reason));
 *     await client.connect();
 *     client.send(1, new Writer().string("John").int32(34).bytes);
 *     const info = new Reader(await client.request(0));
 *
 * Nothing must be done to keep a connection alive: the server pings, and the browser answers by itself.
 */

import { Status, decodeMessage, decodeText, encodeMessage, encodeText, statusName } from "./wire.js";

const PING = 32200;
const DISCONNECTED = 32202;

const NOTHING = new Uint8Array(0);

/** Why a WebSocket is closed: nothing is wrong. RFC 6455, section 7.4. */
const NORMAL = 1000;

/** How many bytes may wait to be sent; the browser itself sets no limit. */
const MOST_WAITING = 1024 * 1024;

/** Why a request has no answer: a status other than SUCCESS, and a text for people. */
export class RequestFailed extends Error {
  constructor(status, text) {
    super(text || statusName(status));
    this.name = "RequestFailed";
    this.status = status;
  }
}

/**
 * One connection. Once it has ended it can connect again, and is a stranger to the server then.
 *
 * Events: `sent` and `received`, with the message as decodeMessage returns it; `closed`, with the `code` of the
 * WebSocket and a `reason` for people.
 */
export class MasterClient extends EventTarget {
  #url;
  #timeout;
  #socket = null;
  #handlers = new Map();
  #pending = new Map(); // by request id; bounded, because every one ends by its time-out
  #lastId = 0;
  #farewell = "";

  /**
   * @param {string} url where the server is: `ws://host:port/ws`, or `wss:`
   * @param {number} timeout how long to wait for the connection and for each answer, in milliseconds
   */
  constructor(url, timeout = 10_000) {
    super();
    this.#url = url;
    this.#timeout = timeout;
    this.handle(PING, (data) => data);
    this.handle(DISCONNECTED, (data) => {
      this.#farewell = decodeText(data);
    });
  }

  get isConnected() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connects once; rejects if that fails. Browsers tell nobody why. */
  connect() {
    if (this.#socket !== null) {
      return Promise.reject(new Error("there is a connection already (close it first)"));
    }
    const { promise, resolve, reject } = Promise.withResolvers();
    const socket = new WebSocket(this.#url);
    const timer = setTimeout(() => socket.close(), this.#timeout);
    let opened = false;
    this.#socket = socket;
    this.#farewell = "";
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      opened = true;
      resolve();
    });
    socket.addEventListener("message", ({ data }) => this.#receive(data));
    socket.addEventListener("close", ({ code, reason }) => {
      clearTimeout(timer);
      this.#socket = null;
      if (opened) {
        this.#end(code, this.#farewell || reason || (code === NORMAL ? "closed" : "the connection was lost"));
      } else {
        reject(new Error(`no connection to ${this.#url} (is the server there, and does it let this page in?)`));
      }
    });
    return promise;
  }

  /** Ends the connection, if there is one. */
  close() {
    this.#socket?.close(NORMAL);
  }

  /**
   * Sends what nobody answers.
   *
   * @param {Uint8Array} data
   * @returns {boolean} whether the connection has taken it: there is one, and it keeps up
   */
  send(opcode, data = NOTHING) {
    return this.#write({ opcode, data });
  }

  /**
   * Asks the server.
   *
   * @param {Uint8Array} data
   * @returns {Promise<Uint8Array>} the data of a successful answer; else rejects with {@link RequestFailed}
   */
  request(opcode, data = NOTHING, timeout = this.#timeout) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.#lastId = (this.#lastId + 1) | 0; // an int32, which wraps around
    const requestId = this.#lastId;
    const timer = setTimeout(() => {
      this.#pending.delete(requestId);
      reject(new RequestFailed(Status.TIMEOUT, `no answer within ${timeout} ms`));
    }, timeout);
    this.#pending.set(requestId, { resolve, reject, timer });
    if (!this.#write({ opcode, data, requestId })) {
      const why = this.isConnected ? Status.FAILED : Status.NOT_CONNECTED;
      this.#settle(requestId, why, encodeText("the connection is gone, or does not keep up"));
    }
    return promise;
  }

  /**
   * Sets what is done when the server sends `opcode`. Do so before you connect: a server may send at once.
   *
   * @param {(data: Uint8Array) => (Uint8Array | void | Promise<Uint8Array | void>)} handler what it returns
   *     is the data of the response, if the server wants one; if it throws, the response is ERROR
   */
  handle(opcode, handler) {
    this.#handlers.set(opcode, handler);
  }

  #write(message) {
    if (!this.isConnected || this.#socket.bufferedAmount > MOST_WAITING) {
      return false;
    }
    this.#socket.send(encodeMessage(message));
    this.#tell("sent", message);
    return true;
  }

  #receive(frame) {
    let message;
    try {
      message = decodeMessage(new Uint8Array(frame));
    } catch (notOne) {
      console.warn("dropped what is no message:", notOne.message);
      return;
    }
    this.#tell("received", message);
    if (message.responseId !== undefined) {
      this.#settle(message.responseId, message.status, message.data);
    } else {
      this.#handle(message);
    }
  }

  /** Does nothing for a response that comes too late. */
  #settle(requestId, status, data) {
    const pending = this.#pending.get(requestId);
    if (pending === undefined) {
      return;
    }
    this.#pending.delete(requestId);
    clearTimeout(pending.timer);
    if (status === Status.SUCCESS) {
      pending.resolve(data);
    } else {
      pending.reject(new RequestFailed(status, decodeText(data)));
    }
  }

  async #handle({ opcode, data, requestId }) {
    const answer = (status, answered) => {
      if (requestId !== undefined) {
        this.#write({ opcode, data: answered ?? NOTHING, responseId: requestId, status });
      }
    };
    const handler = this.#handlers.get(opcode);
    if (handler === undefined) {
      answer(Status.NOT_HANDLED);
      return;
    }
    try {
      answer(Status.SUCCESS, await handler(data));
    } catch (fault) {
      console.error(`the handler of opcode ${opcode} failed`, fault);
      answer(Status.ERROR);
    }
  }

  #end(code, reason) {
    for (const requestId of [...this.#pending.keys()]) {
      this.#settle(requestId, Status.NOT_CONNECTED, encodeText(reason));
    }
    this.#tell("closed", { code, reason });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
