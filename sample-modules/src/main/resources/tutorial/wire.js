/**
 * What travels between a client and the master server, byte by byte: docs/protocol.md. A frame of a WebSocket is a
 * message without the length in front of it.
 */

export const Status = Object.freeze({
  DEFAULT: 0,
  SUCCESS: 1,
  TIMEOUT: 2,
  ERROR: 3,
  UNAUTHORIZED: 4,
  INVALID: 5,
  FAILED: 6,
  NOT_CONNECTED: 7,
  NOT_HANDLED: 8,
});

const STATUS_NAMES = Object.keys(Status);

/** Returns the name of a status, for people. A code that nobody knows is to be read as ERROR. */
export function statusName(status) {
  return STATUS_NAMES[status] ?? "ERROR";
}

const EXPECTS_RESPONSE = 1;
const IS_RESPONSE = 2;
const LONGEST_STRING = 32767;
const UTF_8_ENCODER = new TextEncoder();
const UTF_8_DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns the bytes of a text that is the whole data of a message. */
export const encodeText = (text) => UTF_8_ENCODER.encode(text);

/** Returns the text that is the whole data of a message. */
export const decodeText = (data) => UTF_8_DECODER.decode(data);

/** Writes values one behind another, big-endian. */
export class Writer {
  #view = new DataView(new ArrayBuffer(64));
  #length = 0;

  /** What has been written, as a copy. */
  get bytes() {
    return new Uint8Array(this.#view.buffer.slice(0, this.#length));
  }

  bool(value) {
    return this.uint8(value ? 1 : 0);
  }

  uint8(value) {
    return this.#put("setUint8", 1, value);
  }

  uint16(value) {
    return this.#put("setUint16", 2, value);
  }

  int32(value) {
    return this.#put("setInt32", 4, value);
  }

  /** @param {bigint} value a number of JavaScript holds 53 bits only */
  int64(value) {
    return this.#put("setBigInt64", 8, value);
  }

  float32(value) {
    return this.#put("setFloat32", 4, value);
  }

  float64(value) {
    return this.#put("setFloat64", 8, value);
  }

  /** Writes bytes as they are, without their length. */
  raw(bytes) {
    const offset = this.#reserve(bytes.length);
    new Uint8Array(this.#view.buffer).set(bytes, offset);
    return this;
  }

  string(text) {
    const bytes = encodeText(text);
    if (bytes.length > LONGEST_STRING) {
      throw new RangeError(`string: ${bytes.length} bytes of UTF-8 (expected: at most ${LONGEST_STRING})`);
    }
    return this.uint16(bytes.length).raw(bytes);
  }

  #put(setter, size, value) {
    const offset = this.#reserve(size); // first, because it may replace the view
    this.#view[setter](offset, value);
    return this;
  }

  /** Returns where `size` bytes more can be written. */
  #reserve(size) {
    const offset = this.#length;
    this.#length += size;
    if (this.#length > this.#view.byteLength) {
      const larger = new Uint8Array(Math.max(this.#length, 2 * this.#view.byteLength));
      larger.set(new Uint8Array(this.#view.buffer, 0, offset));
      this.#view = new DataView(larger.buffer);
    }
    return offset;
  }
}

/** Reads values one behind another. Throws a RangeError when the data ends too early. */
export class Reader {
  #bytes;
  #view;
  #offset = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  bool() {
    return this.uint8() !== 0;
  }

  uint8() {
    return this.#view.getUint8(this.#skip(1));
  }

  uint16() {
    return this.#view.getUint16(this.#skip(2));
  }

  int32() {
    return this.#view.getInt32(this.#skip(4));
  }

  /** @returns {bigint} */
  int64() {
    return this.#view.getBigInt64(this.#skip(8));
  }

  float32() {
    return this.#view.getFloat32(this.#skip(4));
  }

  float64() {
    return this.#view.getFloat64(this.#skip(8));
  }

  /** Returns the next bytes, not copied. */
  raw(length) {
    const offset = this.#skip(length);
    return this.#bytes.subarray(offset, offset + length);
  }

  string() {
    const length = this.#view.getInt16(this.#skip(2));
    return decodeText(this.raw(length));
  }

  #skip(length) {
    const offset = this.#offset;
    if (length < 0 || offset + length > this.#bytes.length) {
      throw new RangeError(`${length} bytes at ${offset} (expected: 0..${this.#bytes.length - offset})`);
    }
    this.#offset += length;
    return offset;
  }
}

/**
 * @typedef {object} Message
 * @property {number} opcode which operation
 * @property {Uint8Array} data its layout is the operation's
 * @property {number} [requestId] if the sender expects a response
 * @property {number} [responseId] if this is a response: the id of its request
 * @property {number} [status] if this is a response
 */

/** @param {Message} message */
export function encodeMessage({ opcode, data, requestId, responseId, status }) {
  const asks = requestId !== undefined;
  const answers = responseId !== undefined;
  const out = new Writer()
    .uint8((asks ? EXPECTS_RESPONSE : 0) | (answers ? IS_RESPONSE : 0))
    .uint16(opcode)
    .int32(data.length)
    .raw(data);
  if (asks) {
    out.int32(requestId);
  }
  if (answers) {
    out.int32(responseId).uint8(status);
  }
  return out.bytes;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Message}
 * @throws {RangeError} if this is not a message
 */
export function decodeMessage(bytes) {
  const from = new Reader(bytes);
  const flags = from.uint8();
  if (flags > (EXPECTS_RESPONSE | IS_RESPONSE)) {
    throw new RangeError(`flags: ${flags} (expected: 0..3)`);
  }
  const message = { opcode: from.uint16(), data: from.raw(from.int32()) };
  if (flags & EXPECTS_RESPONSE) {
    message.requestId = from.int32();
  }
  if (flags & IS_RESPONSE) {
    message.responseId = from.int32();
    message.status = from.uint8();
  }
  return message;
}
