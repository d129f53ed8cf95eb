// The way to the server. Addresses are relative to the page, so that any path in front of it works.

/** An answer that is a problem of RFC 9457, or none of the console's at all. */
export class Failure extends Error {
  constructor(id, status, detail) {
    super(detail);
    this.id = id;
    this.status = status;
  }
}

const seen = new Map();

/**
 * Reads from the API. An answer that has not changed is the same object as before.
 *
 * @param {string} path below api/v1/
 * @param {Record<string, string | undefined>} parameters those that are empty are left out
 * @param {AbortSignal} [signal]
 */
export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      query.set(name, value);
    }
  }
  const address = `api/v1/${path}${query.size ? `?${query}` : ""}`;
  const before = seen.get(address);
  const headers = { Accept: "application/json" };
  if (before) {
    headers["If-None-Match"] = before.tag;
  }
  let response;
  try {
    response = await fetch(address, { headers, signal, cache: "no-store", credentials: "same-origin" });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Failure("", 0, "The server does not answer.");
  }
  if (response.status === 304 && before) {
    return before.data;
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) {
    // a login's page, or that of a proxy
    throw new Failure("", 401, "You are not signed in any more. Load the page again to sign in.");
  }
  const data = await response.json();
  if (!response.ok) {
    throw new Failure(data.id, response.status, data.detail);
  }
  const tag = response.headers.get("ETag");
  if (tag) {
    if (seen.size > 50) {
      seen.clear();
    }
    seen.set(address, { tag, data });
  }
  return data;
}
