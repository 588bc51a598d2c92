// npm openid-client: authorization code with PKCE as confidential and as public client, refresh, revocation; and client
// credentials with an assertion. What each token is good for is seen at the account.
import assert from "node:assert";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import * as oauth from "openid-client";

const HOST = "https://1234567-sb1.suitetalk.api.netsuite.com";
const TOKEN = `${HOST}/services/rest/auth/oauth2/v1/token`;
const REDIRECT = "http://localhost:8910/callback";
const ACCOUNT = {
  issuer: HOST,
  authorization_endpoint: "https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl",
  token_endpoint: TOKEN,
  revocation_endpoint: `${HOST}/services/rest/auth/oauth2/v1/revoke`,
};
const read = (name) => JSON.parse(readFileSync(`${process.env.PEER_CONNECTIONS}/${name}.json`));

// The browser of a user who agrees.
async function consent(url) {
  const page = await (await fetch(url)).text();
  const fields = new URLSearchParams({ decision: "allow" });
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
    fields.set(name, value.replaceAll("&amp;", "&"));
  }
  const sent = await fetch(new URL("/app/login/oauth2/authorize.nl", url), { method: "POST", body: fields, redirect: "manual" });
  return new URL(sent.headers.get("location"));
}

async function works(configuration, token) {
  const url = new URL(`${HOST}/services/rest/record/v1/customer?limit=1`);
  const reply = await oauth.fetchProtectedResource(configuration, token, url, "GET");
  assert.strictEqual((await reply.json()).count, 1);
}

async function byConsent(configuration) {
  const verifier = oauth.randomPKCECodeVerifier();
  const state = oauth.randomState();
  const url = oauth.buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT,
    scope: "rest_webservices restlets",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
  });
  const back = await consent(url);
  const checks = { pkceCodeVerifier: verifier, expectedState: state };
  const tokens = await oauth.authorizationCodeGrant(configuration, back, checks);
  await works(configuration, tokens.access_token);
  return { tokens, back, checks };
}

const code = read("oauth-authorization-code");
const confidential = new oauth.Configuration(ACCOUNT, code.client_id, code.client_secret, oauth.ClientSecretBasic(code.client_secret));
const { tokens, back, checks } = await byConsent(confidential);
const refreshed = await oauth.refreshTokenGrant(confidential, tokens.refresh_token);
assert.notStrictEqual(refreshed.access_token, tokens.access_token);
await works(confidential, refreshed.access_token);
await assert.rejects(oauth.authorizationCodeGrant(confidential, back, checks), { error: "invalid_grant" });
await oauth.tokenRevocation(confidential, tokens.refresh_token);
await assert.rejects(oauth.refreshTokenGrant(confidential, tokens.refresh_token), { error: "invalid_grant" });
console.log("+ authorization code with PKCE, confidential: consent, refresh, revocation; a code is good once");

const wanted = { method: "POST", body: JSON.stringify({ type: "oauth-authorization-code", public: true }) };
const open = await (await fetch(`${process.env.PEER_EMULATOR}/emulator/connections`, wanted)).json();
const unsecret = new oauth.Configuration(ACCOUNT, open.client_id, undefined, oauth.None());
const first = (await byConsent(unsecret)).tokens;
const second = await oauth.refreshTokenGrant(unsecret, first.refresh_token);
assert.notStrictEqual(second.refresh_token, first.refresh_token);
await assert.rejects(oauth.refreshTokenGrant(unsecret, first.refresh_token), { error: "invalid_grant" });
console.log("+ the same as a public client: a refresh token is good once");

const machine = read("oauth-client-credentials");
const key = await crypto.subtle.importKey(
  "pkcs8",
  createPrivateKey(machine.private_key).export({ type: "pkcs8", format: "der" }),
  { name: "ECDSA", namedCurve: "P-256" },
  false,
  ["sign"]
);
const asserting = oauth.PrivateKeyJwt(
  { key, kid: machine.certificate_id },
  {
    [oauth.modifyAssertion]: (_, payload) => {
      payload.aud = TOKEN;
      payload.scope = ["rest_webservices"];
    },
  }
);
const robot = new oauth.Configuration(ACCOUNT, machine.client_id, undefined, asserting);
const granted = await oauth.clientCredentialsGrant(robot);
await works(robot, granted.access_token);
assert.strictEqual(granted.refresh_token, undefined);
console.log("+ client credentials with an ES256 assertion");
