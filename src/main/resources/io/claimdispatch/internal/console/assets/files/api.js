// The way to the server. Addresses are relative to the page, so that any path in front of it works.
import { sentence } from "./format.js";
import { t } from "./words.js";

/** No answer came; whether a change was made is not known. */
export const NONE = 0;

/** An answer that is a problem of RFC 9457, or none of the console's at all. */
export class Failure extends Error {
  constructor(id, status, detail = "", retryAfter = 1) {
    super(detail);
    this.id = id;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** What the user reads. */
  say() {
    if (this.message) {
      return sentence(this.message);
    }
    switch (this.status) {
      case NONE:
        return t("The server does not answer.");
      case 401:
        return t("You are not signed in any more. Load the page again to sign in.");
      default:
        return t("The answer {status} is not of the console. A proxy or the server itself gave it.", { status: this.status });
    }
  }
}

const seen = new Map();

/** The ETag of each answer that was read. */
const tags = new WeakMap();

/** For an If-Match: the version of what was read. */
export function tagOf(data) {
  return tags.get(data);
}

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      query.set(name, value);
    }
  }
  return `api/v1/${path}${query.size ? `?${query}` : ""}`;
}

async function ask(url, options) {
  try {
    // the API redirects nowhere: a login does
    return await fetch(url, { ...options, cache: "no-store", credentials: "same-origin", redirect: "manual" });
  } catch {
    throw new Failure("", NONE);
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The JSON of an answer, unless it is no good one. */
async function read(response) {
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  // a form to sign in comes with 200, in the place of what was asked for
  if (response.type === "opaqueredirect" || response.status === 401 || (response.ok && !isJson && response.status !== 204)) {
    throw new Failure("", 401);
  }
  const data = isJson ? await json(response) : undefined;
  if (!response.ok) {
    throw new Failure(data?.id ?? "", response.status, data?.detail ?? "", Number(response.headers.get("Retry-After")) || 1);
  }
  if (isJson && data === undefined) {
    // it broke off
    throw new Failure("", NONE);
  }
  return data;
}

/**
 * Reads from the API. An answer that has not changed is the same object as before.
 *
 * @param {string} path below api/v1/
 * @param {Record<string, string | undefined>} parameters those that are empty are left out
 */
export async function get(path, parameters = {}) {
  const url = address(path, parameters);
  const before = seen.get(url);
  const headers = { Accept: "application/json" };
  if (before) {
    headers["If-None-Match"] = tags.get(before);
  }
  const response = await ask(url, { headers });
  if (response.status === 304 && before) {
    return before;
  }
  const data = await read(response);
  const tag = response.headers.get("ETag");
  if (tag) {
    if (seen.size > 50) {
      seen.clear();
    }
    seen.set(url, data);
    tags.set(data, tag);
  }
  return data;
}

let user;
let onRenewed;

/**
 * Acts as a user.
 *
 * @param me as `me` gives it, with the token
 * @param {(me) => void} renewed is told when the server has given another token, and perhaps other rights
 */
export function hold(me, renewed) {
  user = me;
  onRenewed = renewed;
}

/** A new token, but never that of another user who has signed in meanwhile: the page still names the user. */
async function renew() {
  const me = await get("me");
  if (user && me.name !== user.name) {
    throw new Failure("", 401);
  }
  user = me;
  onRenewed?.(me);
}

/** An old token is refused, and a new one to be had. */
const OLD_TOKEN = "CLAIM0266";

/**
 * Changes something.
 *
 * @param {string} method
 * @param {string} path below api/v1/
 * @param {object} body
 * @param {Record<string, string | undefined>} [parameters] of the query string
 * @param {string} [tag] the version that the user has seen
 * @param {string} [key] by which the server knows the call again
 */
export async function send(method, path, body, parameters = {}, tag = undefined, key = undefined) {
  const once = () =>
    ask(address(path, parameters), {
      method,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-Claim-Dispatch-Token": user?.token ?? "",
        ...(tag ? { "If-Match": tag } : {}),
        ...(key ? { "Idempotency-Key": key } : {}),
      },
      body: JSON.stringify(body),
    }).then(read);
  try {
    return await once();
  } catch (failure) {
    if (failure.id !== OLD_TOKEN) {
      throw failure;
    }
    await renew();
    return once();
  }
}
