// npm simple-oauth2: authorization code of a confidential client, refresh, revocation.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const { AuthorizationCode } = require("simple-oauth2");

const HOST = "https://1234567-sb1.suitetalk.api.netsuite.com";
const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/oauth-authorization-code.json`));
const client = new AuthorizationCode({
  client: { id: fields.client_id, secret: fields.client_secret },
  auth: {
    tokenHost: HOST,
    tokenPath: "/services/rest/auth/oauth2/v1/token",
    revokePath: "/services/rest/auth/oauth2/v1/revoke",
    authorizeHost: "https://1234567-sb1.app.netsuite.com",
    authorizePath: "/app/login/oauth2/authorize.nl",
  },
  // What a revocation answers with is not published; here it is an empty body, as RFC 7009 has it.
  http: { json: true },
});
const redirect_uri = "http://localhost:8910/callback";

// The browser of a user who agrees, or does not.
async function consent(url, decision) {
  const page = await (await fetch(url)).text();
  const form = new URLSearchParams({ decision });
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
    form.set(name, value.replaceAll("&amp;", "&"));
  }
  const sent = await fetch(new URL("/app/login/oauth2/authorize.nl", url), { method: "POST", body: form, redirect: "manual" });
  return new URL(sent.headers.get("location")).searchParams;
}

async function status(token) {
  const headers = { Authorization: `Bearer ${token.token.access_token}` };
  return (await fetch(`${HOST}/services/rest/record/v1/customer?limit=1`, { headers })).status;
}

async function main() {
  const state = "a-state-of-22-characters-or-more";
  const url = client.authorizeURL({ redirect_uri, scope: "rest_webservices", state });
  const denied = await consent(url, "deny");
  assert.strictEqual(denied.get("error"), "access_denied");
  const agreed = await consent(url, "allow");
  assert.strictEqual(agreed.get("state"), state);
  let token = await client.getToken({ code: agreed.get("code"), redirect_uri });
  assert.strictEqual(await status(token), 200);
  assert.strictEqual(token.expired(), false);
  console.log("+ authorization code: denied, then agreed");
  const before = token.token.refresh_token;
  token = client.createToken({ ...(await token.refresh()).token, refresh_token: before });
  assert.strictEqual(await status(token), 200);
  await token.revoke("refresh_token");
  await assert.rejects(token.refresh(), (error) => error.data.payload.error === "invalid_grant");
  console.log("+ refreshed and revoked");
}

main().catch((error) => {
  console.error(error.stack, error.data && error.data.payload);
  process.exit(1);
});
